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

-- When the oldest openings that stand were made, so that a clock which should not have started goes back exactly.
ALTER TABLE entitlements ADD COLUMN openings jsonb;
