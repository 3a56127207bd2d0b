-- Beginnings of the words of vendors' names, however they are spelt: staff find a vendor by the start of its name. Made by
-- the program beside the vendor, and by timed work where it is missing. `name` is what they were made of.
CREATE TABLE vendor_names (
  id bytea PRIMARY KEY,
  name text NOT NULL,
  beginnings text[] NOT NULL
);
CREATE INDEX vendor_names_by_beginnings ON vendor_names USING gin (beginnings) WITH (fastupdate = off);
