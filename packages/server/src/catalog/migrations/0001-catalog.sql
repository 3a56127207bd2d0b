-- What vendors sell. Written by the ledger alone.

CREATE TABLE items (
  id bytea PRIMARY KEY,
  vendor bytea NOT NULL,
  mode text NOT NULL,
  sku text NOT NULL,
  version bytea NOT NULL,
  number bigint NOT NULL,
  created_at bigint NOT NULL
) WITH (fillfactor = 70);
CREATE INDEX items_of_vendor ON items (vendor, mode, created_at, id);

CREATE TABLE item_versions (
  id bytea PRIMARY KEY,
  item bytea NOT NULL,
  vendor bytea NOT NULL,
  mode text NOT NULL,
  number bigint NOT NULL,
  sku text NOT NULL,
  title text NOT NULL,
  description text NOT NULL,
  kind text NOT NULL,
  price_micros bigint NOT NULL,
  currency text NOT NULL,
  content_url text,
  terms jsonb NOT NULL,
  shares jsonb NOT NULL,
  incentive_ids jsonb NOT NULL,
  created_at bigint NOT NULL
);
