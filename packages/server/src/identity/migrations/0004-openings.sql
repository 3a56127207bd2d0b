-- Callers without an e-mail address: they sign in by a number, and get their code by post.

ALTER TABLE users
  ALTER COLUMN email_index DROP NOT NULL,
  ALTER COLUMN email_sealed DROP NOT NULL,
  -- HMAC of the number.
  ADD COLUMN number_index bytea UNIQUE,
  ADD COLUMN number_sealed bytea,
  -- Postal address, a line each.
  ADD COLUMN postal_sealed bytea;

-- What the desk sent to a caller, until they take it: a link by mail, with which an account is opened, or a letter with
-- a code, with which somebody who has an account chooses a password.
CREATE TABLE openings (
  id bytea PRIMARY KEY,
  user_id bytea NOT NULL,
  account bytea NOT NULL,
  -- By mail: name, address, zone and currency, sealed; forgotten once taken. By letter: NULL, the user has them.
  sealed bytea,
  -- SHA-256 of the link.
  link_hash bytea UNIQUE,
  -- HMAC of the letter's code.
  code_hash bytea UNIQUE,
  -- The code itself, until the letter is on its way.
  code_sealed bytea,
  created_at bigint NOT NULL,
  expires_at bigint NOT NULL,
  used_at bigint
);
CREATE INDEX openings_of_user ON openings (user_id);
CREATE INDEX openings_by_expiry ON openings (expires_at);
