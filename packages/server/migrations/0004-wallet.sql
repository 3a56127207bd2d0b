-- What payers have: licences, tokens issued, grants, vouchers, mandates; and what vendors' servers are told.

-- Registered with the ledger, which alone writes them.
CREATE TABLE entitlements (
  id bytea PRIMARY KEY,
  payer bytea NOT NULL,
  item bytea NOT NULL,
  vendor bytea NOT NULL,
  mode text NOT NULL,
  version bytea NOT NULL,
  purchase bytea NOT NULL,
  granted_at bigint NOT NULL,
  views_used bigint NOT NULL,
  first_opened_at bigint,
  revoked_at bigint
) WITH (fillfactor = 70);
CREATE INDEX entitlements_of_payer ON entitlements (payer);

CREATE TABLE login_tokens (
  id bytea PRIMARY KEY,
  vendor bytea NOT NULL,
  subject bytea NOT NULL,
  used_at bigint NOT NULL
);

CREATE TABLE grants (
  id bytea PRIMARY KEY,
  payer bytea NOT NULL,
  issuer bytea,
  expense bytea NOT NULL,
  title text NOT NULL,
  spendable_at bytea,
  asset text NOT NULL,
  micros bigint NOT NULL,
  granted_at bigint NOT NULL,
  expires_at bigint NOT NULL,
  ended_at bigint
) WITH (fillfactor = 70);
CREATE INDEX grants_of_payer ON grants (payer);
CREATE INDEX grants_due ON grants (expires_at) WHERE ended_at IS NULL;

-- Keyed by an HMAC of its digits, which are kept nowhere.
CREATE TABLE vouchers (
  id bytea PRIMARY KEY,
  micros bigint NOT NULL,
  asset text NOT NULL,
  batch text NOT NULL,
  created_at bigint NOT NULL,
  expires_at bigint NOT NULL,
  redeemed_by bytea,
  redeemed_at bigint
) WITH (fillfactor = 70);

CREATE TABLE token_issues (
  id bytea PRIMARY KEY,
  payer bytea NOT NULL,
  micros bigint NOT NULL,
  asset text NOT NULL,
  method text NOT NULL,
  reference bytea NOT NULL,
  issued_at bigint NOT NULL
);
CREATE INDEX token_issues_of_payer ON token_issues (payer, issued_at, id);

CREATE TABLE mandates (
  id bytea PRIMARY KEY,
  payer bytea NOT NULL,
  mode text NOT NULL,
  given_by bytea NOT NULL,
  label text NOT NULL,
  currency text NOT NULL,
  ceiling_micros bigint NOT NULL,
  per_purchase_micros bigint,
  vendors jsonb,
  secret_hash bytea NOT NULL,
  created_at bigint NOT NULL,
  expires_at bigint NOT NULL,
  revoked_at bigint
) WITH (fillfactor = 70);
CREATE INDEX mandates_of_payer ON mandates (payer);

-- Keys that sign the records of token issues (R1a). Private halves are sealed; public ones are published for ever.
CREATE TABLE signing_keys (
  kid text PRIMARY KEY,
  created_at bigint NOT NULL,
  key_sealed bytea NOT NULL,
  public_jwk jsonb NOT NULL
);

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
  failed_at bigint
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
