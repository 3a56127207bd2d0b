-- What waits for one of the provider's people. Written by the ledger alone, but for the texts of notes.

CREATE TABLE work_items (
  id bytea PRIMARY KEY,
  kind text NOT NULL,
  subject_kind text NOT NULL,
  subject bytea NOT NULL,
  payer bytea,
  facts jsonb NOT NULL,
  opened_at bigint NOT NULL,
  due_at bigint NOT NULL,
  assignee bytea,
  claimed_by bytea,
  claimed_until bigint,
  ended_at bigint,
  ended_how text,
  ended_by bytea
) WITH (fillfactor = 80);
CREATE INDEX work_items_open ON work_items (kind, opened_at, id) WHERE ended_at IS NULL;
CREATE INDEX work_items_claimed ON work_items (claimed_by) WHERE ended_at IS NULL AND claimed_by IS NOT NULL;

CREATE TABLE work_notes (
  id bytea PRIMARY KEY,
  item bytea NOT NULL,
  by bytea NOT NULL,
  at bigint NOT NULL
);
CREATE INDEX work_notes_of_item ON work_notes (item, at, id);

-- What people wrote, sealed: apart from the row that the ledger writes, because sealing the same text twice gives other
-- bytes, and the same attempt must be the same input.
CREATE TABLE work_note_texts (
  id bytea PRIMARY KEY,
  sealed bytea NOT NULL
);
