-- People who call, and what they prove who they are by. The first three are written by the ledger alone.

CREATE TABLE callers (
  id bytea PRIMARY KEY,
  staff bytea NOT NULL,
  payer bytea NOT NULL,
  proven jsonb NOT NULL,
  started_at bigint NOT NULL,
  how text,
  verified_until bigint
);

CREATE TABLE caller_tries (
  id bytea PRIMARY KEY,
  payer bytea NOT NULL,
  way text NOT NULL,
  asked jsonb NOT NULL,
  wrong jsonb NOT NULL
);

CREATE TABLE caller_questions (
  id bytea PRIMARY KEY,
  staff bytea NOT NULL,
  payer bytea NOT NULL,
  kind text NOT NULL,
  asked_at bigint NOT NULL,
  answer text
);

-- What is right, as a keyed hash that is tied to its question: nobody at the desk can read it, here or over HTTP.
CREATE TABLE caller_answers (
  question bytea PRIMARY KEY,
  kind text NOT NULL,
  answer_hash bytea NOT NULL,
  -- What the caller chooses from.
  choices jsonb,
  created_at bigint NOT NULL
);
CREATE INDEX caller_answers_by_time ON caller_answers (created_at);
