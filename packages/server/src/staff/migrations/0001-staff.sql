-- The provider's own people, what they may do, and the record of what they did.

-- Written by the ledger alone.
CREATE TABLE staff_members (
  id bytea PRIMARY KEY,
  status text NOT NULL,
  roles jsonb NOT NULL,
  limits jsonb NOT NULL,
  created_at bigint NOT NULL,
  ended_at bigint
);

-- A role that the operator changed, and who has it. Keyed by the role's name.
CREATE TABLE staff_roles (
  id bytea PRIMARY KEY,
  permissions jsonb,
  members jsonb NOT NULL
);

-- What staff did and whom they looked at.
CREATE TABLE staff_record (
  id bytea PRIMARY KEY,
  staff bytea NOT NULL,
  kind text NOT NULL,
  name text NOT NULL,
  subject_kind text,
  subject bytea,
  payer bytea,
  reason text NOT NULL,
  facts jsonb NOT NULL,
  at bigint NOT NULL
);
CREATE INDEX staff_record_by_time ON staff_record (at, id);
CREATE INDEX staff_record_by_person ON staff_record (staff, at, id);
CREATE INDEX staff_record_by_subject ON staff_record (subject, at, id) WHERE subject IS NOT NULL;
CREATE INDEX staff_record_by_payer ON staff_record (payer, at, id) WHERE payer IS NOT NULL;
CREATE INDEX staff_record_by_name ON staff_record (name, at, id);

-- Who they are, apart from payers. Sealed with a key of their own.
CREATE TABLE staff_people (
  id bytea PRIMARY KEY,
  -- HMAC of the address: finds a person without naming one.
  email_index bytea NOT NULL UNIQUE,
  email_sealed bytea NOT NULL,
  name_sealed bytea NOT NULL,
  key_wrapped bytea NOT NULL,
  -- NULL until the invitation was taken.
  password_hash text,
  created_at bigint NOT NULL
);
