-- Owners of rights. Written by the ledger alone.

CREATE TABLE rightsholders (
  id bytea PRIMARY KEY,
  vendor bytea NOT NULL,
  mode text NOT NULL,
  name text NOT NULL,
  reference text,
  role text,
  created_at bigint NOT NULL
) WITH (fillfactor = 70);
CREATE INDEX rightsholders_of_vendor ON rightsholders (vendor, mode, created_at, id);
