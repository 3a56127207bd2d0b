-- An order reference whose purchase ended unpaid can be used again: the new purchase names the one before it, and
-- `vendor_orders` the latest. So the purchases of one reference are found from the latest back, and no purchase pays
-- for one more index.

ALTER TABLE purchases ADD COLUMN replaces bytea;
