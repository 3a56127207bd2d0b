-- An owner of rights belongs to one mode, as all else of a vendor does: a test key reads and renames no live one.
-- Those that were there are live. The default stays: a server of the version before goes on adding while it is replaced.
ALTER TABLE rightsholders ADD COLUMN mode text NOT NULL DEFAULT 'live';
DROP INDEX rightsholders_of_vendor;
CREATE INDEX rightsholders_of_vendor ON rightsholders (vendor, mode, created_at, id);
