-- Names are sealed, so the beginnings of their words are kept as keyed hashes of 8 bytes: staff find a person by the start
-- of a name. NULL: not made yet; timed work makes them.
ALTER TABLE users ADD COLUMN name_beginnings bigint[];
-- Without a list of what waits: a search is as fast after a thousand sign-ups as before.
CREATE INDEX users_by_beginnings ON users USING gin (name_beginnings) WITH (fastupdate = off);
CREATE INDEX users_without_beginnings ON users (id) WHERE name_beginnings IS NULL;
-- The list of users, the newest first.
CREATE INDEX users_by_time ON users (created_at, id);
-- The members of an account.
CREATE INDEX users_of_account ON users (account);
