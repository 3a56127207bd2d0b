-- What vendors' servers are told.

-- One message to one endpoint, until it was accepted or given up.
CREATE TABLE webhook_deliveries (
  id bytea PRIMARY KEY,
  endpoint bytea NOT NULL,
  -- The same to every endpoint, and in every try: receivers tell doubles by it.
  event bytea NOT NULL,
  type text NOT NULL,
  body text NOT NULL,
  created_at bigint NOT NULL,
  next_try_at bigint NOT NULL,
  tries integer NOT NULL DEFAULT 0,
  delivered_at bigint,
  failed_at bigint,
  -- The Idempotency-Key under which it was last sent again: the same call again sends nothing more.
  resent_key bytea
) WITH (fillfactor = 70);
CREATE INDEX webhook_deliveries_of_endpoint ON webhook_deliveries (endpoint, created_at);
CREATE INDEX webhook_deliveries_waiting ON webhook_deliveries (next_try_at)
  WHERE delivered_at IS NULL AND failed_at IS NULL;

-- Each try of a message; no status: there was no answer.
CREATE TABLE webhook_attempts (
  delivery bytea NOT NULL,
  number integer NOT NULL,
  at bigint NOT NULL,
  status integer,
  error text,
  PRIMARY KEY (delivery, number)
);
