-- Parties and what they sell. All of these are written by the ledger alone.

CREATE TABLE payers (
  id bytea PRIMARY KEY,
  state jsonb NOT NULL,
  opened_at bigint NOT NULL
) WITH (fillfactor = 70);

CREATE TABLE vendors (
  id bytea PRIMARY KEY,
  name text NOT NULL,
  status text NOT NULL,
  sites jsonb NOT NULL,
  team jsonb NOT NULL,
  fee_basis_points bigint NOT NULL,
  fee_fixed_micros bigint NOT NULL,
  created_at bigint NOT NULL
) WITH (fillfactor = 70);
-- Which vendors a user works for: team @> '[{"user": "…"}]'.
CREATE INDEX vendors_of_user ON vendors USING gin (team jsonb_path_ops);

CREATE TABLE api_keys (
  id bytea PRIMARY KEY,
  vendor bytea NOT NULL,
  mode text NOT NULL,
  label text NOT NULL,
  secret_hash bytea NOT NULL,
  last4 text NOT NULL,
  created_at bigint NOT NULL,
  created_by bytea,
  revoked_at bigint
) WITH (fillfactor = 70);
CREATE INDEX api_keys_of_vendor ON api_keys (vendor);

CREATE TABLE webhook_endpoints (
  id bytea PRIMARY KEY,
  vendor bytea NOT NULL,
  mode text NOT NULL,
  url text NOT NULL,
  events jsonb,
  secret_sealed bytea NOT NULL,
  created_at bigint NOT NULL,
  removed_at bigint
) WITH (fillfactor = 70);
CREATE INDEX webhook_endpoints_of_vendor ON webhook_endpoints (vendor, mode);

CREATE TABLE rightsholders (
  id bytea PRIMARY KEY,
  vendor bytea NOT NULL,
  name text NOT NULL,
  reference text,
  role text,
  created_at bigint NOT NULL
) WITH (fillfactor = 70);
CREATE INDEX rightsholders_of_vendor ON rightsholders (vendor, created_at, id);

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

CREATE TABLE http_keys (
  id bytea PRIMARY KEY,
  body_hash bytea NOT NULL,
  operation bytea NOT NULL,
  at bigint NOT NULL
) WITH (fillfactor = 70);
