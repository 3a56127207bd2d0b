-- The Idempotency-Key under which a delivery was last sent again: the same call again sends nothing more.
ALTER TABLE webhook_deliveries ADD COLUMN resent_key bytea;
