-- The core of the ledger. Only the ledger writes these tables. Types that every engine with PostgreSQL's protocol has.
-- Instants are microseconds since 1970. Truth values are 0 and 1.

-- One row a part: whoever holds it writes. The log's last sequence and instant.
CREATE TABLE ledger_head (
  part bigint PRIMARY KEY,
  seq bigint NOT NULL,
  at bigint NOT NULL
) WITH (fillfactor = 10);
INSERT INTO ledger_head (part, seq, at) VALUES (0, 0, 0);

-- Counters, not a balance. Pages keep room so that updates stay on them (HOT): no index covers a counter.
CREATE TABLE ledger_accounts (
  id bytea PRIMARY KEY,
  asset text NOT NULL,
  floor bigint,
  ceiling bigint,
  debits_pending bigint NOT NULL,
  debits_posted bigint NOT NULL,
  credits_pending bigint NOT NULL,
  credits_posted bigint NOT NULL,
  entries bigint NOT NULL,
  history bigint NOT NULL
) WITH (fillfactor = 50);

-- The log. Actor, answer and events are JSON text, for jsonb reorders keys; changes are packed (src/changes.ts).
CREATE TABLE ledger_operations (
  id bytea PRIMARY KEY,
  seq bigint NOT NULL UNIQUE,
  at bigint NOT NULL,
  refused bigint NOT NULL,
  decider text NOT NULL,
  actor text NOT NULL,
  fingerprint bytea NOT NULL,
  answer bytea NOT NULL,
  events bytea NOT NULL,
  changes bytea NOT NULL
);

-- One an account an operation, numbered from 1 without gaps: every page of history is a range of this one index.
CREATE TABLE ledger_entries (
  account bytea NOT NULL,
  number bigint NOT NULL,
  seq bigint NOT NULL,
  posted bigint NOT NULL,
  held bigint NOT NULL,
  balance bigint NOT NULL,
  PRIMARY KEY (account, number)
);

CREATE TABLE ledger_holds (
  id bytea PRIMARY KEY,
  kind text NOT NULL,
  debit bytea NOT NULL,
  credit bytea NOT NULL,
  micros bigint NOT NULL,
  captured bigint NOT NULL,
  expires_at bigint NOT NULL,
  state text NOT NULL
) WITH (fillfactor = 70);
CREATE INDEX ledger_holds_due ON ledger_holds (kind, expires_at, id) WHERE state = 'open';

-- How far each follower has read.
CREATE TABLE ledger_cursors (
  name text PRIMARY KEY,
  seq bigint NOT NULL
) WITH (fillfactor = 50);
