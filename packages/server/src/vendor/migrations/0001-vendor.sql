-- Vendor accounts, their keys and endpoints. Written by the ledger alone.

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
