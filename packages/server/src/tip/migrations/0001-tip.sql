-- What payers give to vendors. Written by the ledger alone.

CREATE TABLE tips (
  id bytea PRIMARY KEY,
  payer bytea NOT NULL,
  vendor bytea NOT NULL,
  asset text NOT NULL,
  micros bigint NOT NULL,
  thanks text NOT NULL,
  given_at bigint NOT NULL,
  expires_at bigint NOT NULL,
  counted jsonb NOT NULL,
  state text NOT NULL,
  ended_at bigint
);
