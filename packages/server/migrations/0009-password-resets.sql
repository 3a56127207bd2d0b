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
