-- Mandates. Written by the ledger alone.

CREATE TABLE mandates (
  id bytea PRIMARY KEY,
  payer bytea NOT NULL,
  mode text NOT NULL,
  given_by bytea NOT NULL,
  label text NOT NULL,
  currency text NOT NULL,
  ceiling_micros bigint NOT NULL,
  per_purchase_micros bigint,
  vendors jsonb,
  secret_hash bytea NOT NULL,
  created_at bigint NOT NULL,
  expires_at bigint NOT NULL,
  revoked_at bigint
) WITH (fillfactor = 70);
CREATE INDEX mandates_of_payer ON mandates (payer);
