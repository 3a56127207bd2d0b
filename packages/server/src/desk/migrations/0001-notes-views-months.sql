-- What staff write down about accounts and vendors. Sealed: it is about people.
CREATE TABLE desk_notes (
  id bytea PRIMARY KEY,
  -- The account or the vendor.
  subject bytea NOT NULL,
  staff bytea NOT NULL,
  text_sealed bytea NOT NULL,
  created_at bigint NOT NULL
);
CREATE INDEX desk_notes_of_subject ON desk_notes (subject, created_at, id);

-- Filters of tables that staff keep under a name.
CREATE TABLE desk_views (
  id bytea PRIMARY KEY,
  staff bytea NOT NULL,
  "table" text NOT NULL,
  name text NOT NULL,
  -- As the page's URL has it.
  query text NOT NULL,
  shared boolean NOT NULL,
  created_at bigint NOT NULL
);
CREATE INDEX desk_views_by_table ON desk_views ("table", created_at);

-- The record of each month as it was closed: its file is made again from the record and has this digest. Written by the
-- ledger alone, so that the digest stands in the log as well.
CREATE TABLE record_months (
  id bytea PRIMARY KEY,
  month text NOT NULL,
  lines bigint NOT NULL,
  sha256 bytea NOT NULL,
  closed_at bigint NOT NULL
);
