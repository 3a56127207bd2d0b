-- Vouchers and tokens issued, written by the ledger alone, and the keys that sign their records.

-- Keyed by an HMAC of its digits, which are kept nowhere.
CREATE TABLE vouchers (
  id bytea PRIMARY KEY,
  micros bigint NOT NULL,
  asset text NOT NULL,
  batch text NOT NULL,
  created_at bigint NOT NULL,
  expires_at bigint NOT NULL,
  redeemed_by bytea,
  redeemed_at bigint
) WITH (fillfactor = 70);

CREATE TABLE token_issues (
  id bytea PRIMARY KEY,
  payer bytea NOT NULL,
  micros bigint NOT NULL,
  asset text NOT NULL,
  method text NOT NULL,
  reference bytea NOT NULL,
  issued_at bigint NOT NULL
);
CREATE INDEX token_issues_of_payer ON token_issues (payer, issued_at, id);

-- Keys that sign the records of token issues (R1a). Private halves are sealed; public ones are published for ever.
CREATE TABLE signing_keys (
  kid text PRIMARY KEY,
  created_at bigint NOT NULL,
  key_sealed bytea NOT NULL,
  public_jwk jsonb NOT NULL
);
