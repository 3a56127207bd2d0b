-- Incentive grants. Written by the ledger alone.

CREATE TABLE grants (
  id bytea PRIMARY KEY,
  payer bytea NOT NULL,
  issuer bytea,
  expense bytea NOT NULL,
  title text NOT NULL,
  spendable_at bytea,
  asset text NOT NULL,
  micros bigint NOT NULL,
  granted_at bigint NOT NULL,
  expires_at bigint NOT NULL,
  ended_at bigint
) WITH (fillfactor = 70);
CREATE INDEX grants_of_payer ON grants (payer);
CREATE INDEX grants_due ON grants (expires_at) WHERE ended_at IS NULL;
