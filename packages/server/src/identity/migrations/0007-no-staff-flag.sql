-- The provider's own people are apart from payers: see the room `staff`.
ALTER TABLE users DROP COLUMN staff;
