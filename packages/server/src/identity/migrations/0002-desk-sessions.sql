-- Sessions of the provider's own people: apart from payers', with another cookie. Keyed by SHA-256 of the cookie.
CREATE TABLE desk_sessions (
  id bytea PRIMARY KEY,
  staff bytea NOT NULL,
  created_at bigint NOT NULL,
  -- When they last showed who they are: by signing in, or again in place.
  fresh_at bigint NOT NULL,
  -- The last request, to the minute.
  seen_at bigint NOT NULL,
  expires_at bigint NOT NULL,
  revoked_at bigint
);
CREATE INDEX desk_sessions_by_staff ON desk_sessions (staff);
CREATE INDEX desk_sessions_by_expiry ON desk_sessions (expires_at);
