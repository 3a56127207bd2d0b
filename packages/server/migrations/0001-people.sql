-- Users, their sessions, what waits to be verified, and mail.

CREATE TABLE users (
  id bytea PRIMARY KEY,
  account bytea NOT NULL,
  -- HMAC of the address: finds a user without naming one.
  email_index bytea NOT NULL UNIQUE,
  email_sealed bytea NOT NULL,
  name_sealed bytea NOT NULL,
  -- The person's own key, wrapped: destroyed, nothing of theirs can be read.
  key_wrapped bytea NOT NULL,
  password_hash text NOT NULL,
  email_verified_at bigint,
  staff boolean NOT NULL DEFAULT false,
  created_at bigint NOT NULL
);

-- Keyed by SHA-256 of the cookie.
CREATE TABLE sessions (
  id bytea PRIMARY KEY,
  user_id bytea NOT NULL,
  created_at bigint NOT NULL,
  authenticated_at bigint NOT NULL,
  expires_at bigint NOT NULL,
  revoked_at bigint
);
CREATE INDEX sessions_by_user ON sessions (user_id);
CREATE INDEX sessions_by_expiry ON sessions (expires_at);

-- A sign-up until its address is proven. Keyed by SHA-256 of the cookie of the browser that began.
CREATE TABLE email_codes (
  id bytea PRIMARY KEY,
  email_index bytea NOT NULL,
  -- Name, address, password hash; NULL columns where the address has a user already: then no code is right.
  sealed bytea NOT NULL,
  code_hash bytea,
  link_hash bytea UNIQUE,
  tries integer NOT NULL DEFAULT 0,
  sent integer NOT NULL DEFAULT 1,
  created_at bigint NOT NULL,
  expires_at bigint NOT NULL,
  used_at bigint
);
CREATE INDEX email_codes_by_expiry ON email_codes (expires_at);

CREATE TABLE mails (
  id bytea PRIMARY KEY,
  -- Recipient and text; NULL once sent.
  sealed bytea,
  created_at bigint NOT NULL,
  next_try_at bigint NOT NULL,
  tries integer NOT NULL DEFAULT 0,
  sent_at bigint
);
CREATE INDEX mails_waiting ON mails (next_try_at) WHERE sent_at IS NULL;

-- Guesses of passwords, codes and vouchers, counted in windows.
CREATE TABLE attempts (
  id bytea PRIMARY KEY,
  count integer NOT NULL,
  started_at bigint NOT NULL
) WITH (fillfactor = 70);

-- Keys of login tokens, which change with time (R27).
CREATE TABLE token_keys (
  kid text PRIMARY KEY,
  created_at bigint NOT NULL,
  expires_at bigint NOT NULL,
  key_sealed bytea NOT NULL
);
