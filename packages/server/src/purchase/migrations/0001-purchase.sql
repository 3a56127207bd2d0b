-- The heart: what vendors ask for, what was paid and given back. Written by the ledger alone.

CREATE TABLE purchases (
  id bytea PRIMARY KEY,
  vendor bytea NOT NULL,
  mode text NOT NULL,
  price_micros bigint NOT NULL,
  asset text NOT NULL,
  order_reference text NOT NULL,
  facts jsonb NOT NULL,
  capture text NOT NULL,
  nonce_hash text,
  meant_for bytea,
  hold_seconds bigint NOT NULL,
  requested_at bigint NOT NULL,
  expires_at bigint NOT NULL,
  lines jsonb NOT NULL,
  -- The purchase that had the order reference before. So the purchases of one reference are found from the latest back,
  -- which `vendor_orders` names, and no purchase pays for one more index.
  replaces bytea,
  status text NOT NULL,
  payer bytea,
  approved_by bytea,
  authorized_at bigint,
  funding jsonb,
  counted jsonb,
  budgets jsonb,
  hold_expires_at bigint,
  captured_micros bigint NOT NULL,
  captures bigint NOT NULL,
  refunded_micros bigint NOT NULL,
  refunds bigint NOT NULL,
  decline text,
  ended_at bigint
) WITH (fillfactor = 50);
-- Identifiers are in the order of time, so this is each vendor's list. No column of it is ever
-- updated: updates stay on the page (HOT).
CREATE INDEX purchases_of_vendor ON purchases (vendor, mode, id);

CREATE TABLE captures (
  id bytea PRIMARY KEY,
  purchase bytea NOT NULL,
  vendor bytea NOT NULL,
  mode text NOT NULL,
  number bigint NOT NULL,
  micros bigint NOT NULL,
  asset text NOT NULL,
  fee_micros bigint NOT NULL,
  vendor_micros bigint NOT NULL,
  shares jsonb NOT NULL,
  at bigint NOT NULL
);
-- Each vendor's captures in the order in which money moved: royalty transactions, a day's sales, the accountant's file.
CREATE INDEX captures_of_vendor ON captures (vendor, mode, at);

CREATE TABLE refunds (
  id bytea PRIMARY KEY,
  purchase bytea NOT NULL,
  vendor bytea NOT NULL,
  number bigint NOT NULL,
  micros bigint NOT NULL,
  asset text NOT NULL,
  reason text NOT NULL,
  parties jsonb NOT NULL,
  funding jsonb NOT NULL,
  at bigint NOT NULL
);
-- What vendors gave back, by day, for the console's overview. Refunds are few: the index costs little.
CREATE INDEX refunds_of_vendor ON refunds (vendor, at);

CREATE TABLE vendor_orders (
  id bytea PRIMARY KEY,
  purchase bytea NOT NULL
);
