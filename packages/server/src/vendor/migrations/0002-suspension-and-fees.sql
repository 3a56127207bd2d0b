-- Why and since when a vendor is suspended, and fees that begin at a date. Written by the ledger alone.

ALTER TABLE vendors ADD COLUMN suspension jsonb, ADD COLUMN fees jsonb;
