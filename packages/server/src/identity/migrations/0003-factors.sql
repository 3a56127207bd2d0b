-- Second factors, of payers' users (realm `wallet`) and of the provider's own people (`desk`).
CREATE TABLE factors (
  id bytea PRIMARY KEY,
  realm text NOT NULL,
  holder bytea NOT NULL,
  kind text NOT NULL,
  label text NOT NULL,
  -- Of a passkey, what its authenticator calls it.
  credential bytea UNIQUE,
  -- Secret of an authenticator app; public key of a passkey and how to reach it.
  sealed bytea NOT NULL,
  -- What only goes up: the last time step of a code that was taken, or a passkey's count of signatures.
  count bigint NOT NULL,
  created_at bigint NOT NULL,
  used_at bigint
);
CREATE INDEX factors_by_holder ON factors (realm, holder);

-- A set of ten is written together; a new set replaces it.
CREATE TABLE recovery_codes (
  realm text NOT NULL,
  holder bytea NOT NULL,
  hash bytea NOT NULL,
  created_at bigint NOT NULL,
  used_at bigint,
  PRIMARY KEY (realm, holder, hash)
);

-- What a session, or a sign-in that is half done, was asked last for a purpose: it can be answered once, and soon.
CREATE TABLE challenges (
  bound bytea NOT NULL,
  purpose text NOT NULL,
  sealed bytea NOT NULL,
  expires_at bigint NOT NULL,
  PRIMARY KEY (bound, purpose)
);
CREATE INDEX challenges_by_expiry ON challenges (expires_at);

-- When somebody signed in showed once more who they are.
ALTER TABLE sessions ADD COLUMN fresh_at bigint;
