-- Licences, their use, and login tokens with their keys.

-- This and the next two are written by the ledger alone.
CREATE TABLE entitlements (
  id bytea PRIMARY KEY,
  payer bytea NOT NULL,
  item bytea NOT NULL,
  vendor bytea NOT NULL,
  mode text NOT NULL,
  version bytea NOT NULL,
  purchase bytea NOT NULL,
  granted_at bigint NOT NULL,
  views_used bigint NOT NULL,
  first_opened_at bigint,
  revoked_at bigint,
  -- When the oldest openings that stand were made, so that a clock which should not have started goes back exactly.
  openings jsonb
) WITH (fillfactor = 70);
CREATE INDEX entitlements_of_payer ON entitlements (payer);

-- One playing or reading under a licence: what took a view, and gives it back where nothing went out.
CREATE TABLE admissions (
  id bytea PRIMARY KEY,
  entitlement bytea NOT NULL,
  purchase bytea NOT NULL,
  vendor bytea NOT NULL,
  mode text NOT NULL,
  admitted_at bigint NOT NULL,
  ends_at bigint NOT NULL,
  voided_at bigint
) WITH (fillfactor = 70);

CREATE TABLE login_tokens (
  id bytea PRIMARY KEY,
  vendor bytea NOT NULL,
  subject bytea NOT NULL,
  used_at bigint NOT NULL
);

-- Keys of login tokens, which change with time (R27).
CREATE TABLE token_keys (
  kid text PRIMARY KEY,
  created_at bigint NOT NULL,
  expires_at bigint NOT NULL,
  key_sealed bytea NOT NULL
);
