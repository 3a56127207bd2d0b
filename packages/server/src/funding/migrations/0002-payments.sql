-- Money that arrived outside these books, such as checks. Written by the ledger alone.

CREATE TABLE payments (
  id bytea PRIMARY KEY,
  payer bytea NOT NULL,
  kind text NOT NULL,
  reference text NOT NULL,
  reference_key text NOT NULL,
  asset text NOT NULL,
  micros bigint NOT NULL,
  received_on text NOT NULL,
  recorded_at bigint NOT NULL,
  issue bytea NOT NULL,
  reversed_at bigint,
  reversed_why text
) WITH (fillfactor = 70);
CREATE INDEX payments_of_payer ON payments (payer, recorded_at, id);
-- The search of a reference.
CREATE INDEX payments_of_reference ON payments (reference_key);
-- What of each clearing account is how old.
CREATE INDEX payments_outside ON payments (kind, asset, received_on, id) WHERE reversed_at IS NULL;

-- Tokens that were issued for a payment that did not come after all.
ALTER TABLE token_issues ADD COLUMN reversed_at bigint;
