-- Invitations to work here. One row a person: a newer link ends the older one.
CREATE TABLE staff_invitations (
  staff bytea PRIMARY KEY,
  link_hash bytea NOT NULL UNIQUE,
  created_at bigint NOT NULL,
  expires_at bigint NOT NULL,
  used_at bigint
);
