-- What limits of the last days count, by the limit: a sum for each day. Written by the ledger alone.

CREATE TABLE limit_days (
  id bytea PRIMARY KEY,
  days jsonb NOT NULL
) WITH (fillfactor = 70);
