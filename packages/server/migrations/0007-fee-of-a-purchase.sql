-- The provider's fee as it was when a purchase was authorized: a hold is captured by it, whatever the vendor's fee is by
-- then. Purchases authorized before this have none, and are captured by the vendor's.
ALTER TABLE purchases ADD COLUMN fee_basis_points bigint, ADD COLUMN fee_fixed_micros bigint;
