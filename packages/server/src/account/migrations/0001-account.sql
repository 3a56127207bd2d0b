-- Payer accounts. Written by the ledger alone.

CREATE TABLE payers (
  id bytea PRIMARY KEY,
  state jsonb NOT NULL,
  opened_at bigint NOT NULL
) WITH (fillfactor = 70);
