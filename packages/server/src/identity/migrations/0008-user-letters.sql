-- The latest letter with a code of whoever gets letters. Written by the ledger alone; keyed by the user.
CREATE TABLE user_letters (
  id bytea PRIMARY KEY,
  letter bytea NOT NULL
);
