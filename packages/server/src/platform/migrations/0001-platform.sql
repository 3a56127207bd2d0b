-- What any service needs: Idempotency-Keys, mail, counted attempts, schedules and jobs.

CREATE TABLE http_keys (
  id bytea PRIMARY KEY,
  body_hash bytea NOT NULL,
  operation bytea NOT NULL,
  at bigint NOT NULL
) WITH (fillfactor = 70);

CREATE TABLE mails (
  id bytea PRIMARY KEY,
  -- Recipient and text; NULL once sent.
  sealed bytea,
  created_at bigint NOT NULL,
  sent_at bigint
);
CREATE INDEX mails_by_age ON mails (created_at);

-- Guesses of passwords, codes and vouchers, counted in windows.
CREATE TABLE attempts (
  id bytea PRIMARY KEY,
  count integer NOT NULL,
  started_at bigint NOT NULL
) WITH (fillfactor = 70);

-- Schedules and jobs: what is due when, who runs it, and what came of it.
CREATE TABLE work (
  id bytea PRIMARY KEY,
  -- Of the schedule, or of the kind of job.
  name text NOT NULL,
  -- When a schedule is due, in words; NULL: a job.
  rule text,
  input jsonb,
  created_at bigint NOT NULL,
  -- The instant that is to be handled next, or is being handled.
  due_at bigint NOT NULL,
  -- When a server takes it; while one runs it, the end of its lease.
  next_try_at bigint NOT NULL,
  running boolean NOT NULL DEFAULT false,
  -- How often servers took it: what a server writes after its lease, when another has taken it, changes nothing.
  claims bigint NOT NULL DEFAULT 0,
  -- Runs since it last came to its end.
  tries integer NOT NULL DEFAULT 0,
  progress jsonb,
  started_at bigint,
  -- Of a schedule: the latest instant that was handled, and when.
  handled_due_at bigint,
  handled_at bigint,
  -- Of a job: when it was done or given up.
  ended_at bigint,
  given_up boolean NOT NULL DEFAULT false,
  last_error text,
  last_error_at bigint
) WITH (fillfactor = 70);
CREATE INDEX work_waiting ON work (name, next_try_at) WHERE ended_at IS NULL;
CREATE INDEX work_ended ON work (ended_at) WHERE ended_at IS NOT NULL;
