-- Users, their sessions, and what waits to be verified.

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

-- Whoever forgot their password. One row an address, so that a newer request ends the older one.
CREATE TABLE password_resets (
  email_index bytea PRIMARY KEY,
  -- NULL where nobody has the address: then no code and no link is right.
  user_id bytea,
  -- SHA-256 of the cookie of the browser that asked: the code works there alone.
  browser bytea NOT NULL UNIQUE,
  code_hash bytea NOT NULL,
  -- The link works in any browser.
  link_hash bytea NOT NULL UNIQUE,
  tries integer NOT NULL DEFAULT 0,
  created_at bigint NOT NULL,
  expires_at bigint NOT NULL,
  used_at bigint
);
CREATE INDEX password_resets_by_expiry ON password_resets (expires_at);
