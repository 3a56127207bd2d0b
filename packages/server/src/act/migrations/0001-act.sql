-- What staff did or prepared, and which of it needs a second person. Written by the ledger alone.

CREATE TABLE staff_acts (
  id bytea PRIMARY KEY,
  act text NOT NULL,
  input jsonb NOT NULL,
  staff bytea NOT NULL,
  reason text NOT NULL,
  subject_kind text,
  subject bytea,
  plan jsonb NOT NULL,
  plan_hash text NOT NULL,
  status text NOT NULL,
  why_second text,
  answer jsonb,
  created_at bigint NOT NULL,
  expires_at bigint,
  second bytea,
  second_reason text,
  ended_at bigint
);
CREATE INDEX staff_acts_by_time ON staff_acts (created_at, id);
CREATE INDEX staff_acts_waiting ON staff_acts (status, created_at, id) WHERE status IN ('waiting', 'finishing');

-- Which acts need a second person, where the operator changed it. Keyed by the act's name.
CREATE TABLE act_rules (
  id bytea PRIMARY KEY,
  act text NOT NULL,
  second jsonb NOT NULL,
  changed_at bigint NOT NULL
);

-- What was given by an act in the last 24 hours, by one person or to one payer, in one currency.
CREATE TABLE act_uses (
  id bytea PRIMARY KEY,
  recent jsonb NOT NULL
);

-- Texts that an act needs and the log must not hold, such as names and addresses. Sealed.
CREATE TABLE act_texts (
  id bytea PRIMARY KEY,
  sealed bytea NOT NULL,
  created_at bigint NOT NULL
);
