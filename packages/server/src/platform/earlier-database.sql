-- A database as commit c6c72db left it after `seed`: its tables, and what it recorded of its migrations.
CREATE TABLE public.admissions (
    id bytea NOT NULL,
    entitlement bytea NOT NULL,
    purchase bytea NOT NULL,
    vendor bytea NOT NULL,
    mode text NOT NULL,
    admitted_at bigint NOT NULL,
    ends_at bigint NOT NULL,
    voided_at bigint
)
WITH (fillfactor='70');
CREATE TABLE public.api_keys (
    id bytea NOT NULL,
    vendor bytea NOT NULL,
    mode text NOT NULL,
    label text NOT NULL,
    secret_hash bytea NOT NULL,
    last4 text NOT NULL,
    created_at bigint NOT NULL,
    created_by bytea,
    revoked_at bigint
)
WITH (fillfactor='70');
CREATE TABLE public.attempts (
    id bytea NOT NULL,
    count integer NOT NULL,
    started_at bigint NOT NULL
)
WITH (fillfactor='70');
CREATE TABLE public.captures (
    id bytea NOT NULL,
    purchase bytea NOT NULL,
    vendor bytea NOT NULL,
    mode text NOT NULL,
    number bigint NOT NULL,
    micros bigint NOT NULL,
    asset text NOT NULL,
    fee_micros bigint NOT NULL,
    vendor_micros bigint NOT NULL,
    shares jsonb NOT NULL,
    at bigint NOT NULL
);
CREATE TABLE public.email_codes (
    id bytea NOT NULL,
    email_index bytea NOT NULL,
    sealed bytea NOT NULL,
    code_hash bytea,
    link_hash bytea,
    tries integer DEFAULT 0 NOT NULL,
    sent integer DEFAULT 1 NOT NULL,
    created_at bigint NOT NULL,
    expires_at bigint NOT NULL,
    used_at bigint
);
CREATE TABLE public.entitlements (
    id bytea NOT NULL,
    payer bytea NOT NULL,
    item bytea NOT NULL,
    vendor bytea NOT NULL,
    mode text NOT NULL,
    version bytea NOT NULL,
    purchase bytea NOT NULL,
    granted_at bigint NOT NULL,
    views_used bigint NOT NULL,
    first_opened_at bigint,
    revoked_at bigint,
    openings jsonb
)
WITH (fillfactor='70');
CREATE TABLE public.grants (
    id bytea NOT NULL,
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
)
WITH (fillfactor='70');
CREATE TABLE public.http_keys (
    id bytea NOT NULL,
    body_hash bytea NOT NULL,
    operation bytea NOT NULL,
    at bigint NOT NULL
)
WITH (fillfactor='70');
CREATE TABLE public.item_versions (
    id bytea NOT NULL,
    item bytea NOT NULL,
    vendor bytea NOT NULL,
    mode text NOT NULL,
    number bigint NOT NULL,
    sku text NOT NULL,
    title text NOT NULL,
    description text NOT NULL,
    kind text NOT NULL,
    price_micros bigint NOT NULL,
    currency text NOT NULL,
    content_url text,
    terms jsonb NOT NULL,
    shares jsonb NOT NULL,
    incentive_ids jsonb NOT NULL,
    created_at bigint NOT NULL
);
CREATE TABLE public.items (
    id bytea NOT NULL,
    vendor bytea NOT NULL,
    mode text NOT NULL,
    sku text NOT NULL,
    version bytea NOT NULL,
    number bigint NOT NULL,
    created_at bigint NOT NULL
)
WITH (fillfactor='70');
CREATE TABLE public.ledger_accounts (
    id bytea NOT NULL,
    asset text NOT NULL,
    floor bigint,
    ceiling bigint,
    debits_pending bigint NOT NULL,
    debits_posted bigint NOT NULL,
    credits_pending bigint NOT NULL,
    credits_posted bigint NOT NULL,
    entries bigint NOT NULL,
    history bigint NOT NULL
)
WITH (fillfactor='50');
CREATE TABLE public.ledger_cursors (
    name text NOT NULL,
    seq bigint NOT NULL
)
WITH (fillfactor='50');
CREATE TABLE public.ledger_entries (
    account bytea NOT NULL,
    number bigint NOT NULL,
    seq bigint NOT NULL,
    posted bigint NOT NULL,
    held bigint NOT NULL,
    balance bigint NOT NULL
);
CREATE TABLE public.ledger_head (
    part bigint NOT NULL,
    seq bigint NOT NULL,
    at bigint NOT NULL
)
WITH (fillfactor='10');
CREATE TABLE public.ledger_holds (
    id bytea NOT NULL,
    debit bytea NOT NULL,
    credit bytea NOT NULL,
    micros bigint NOT NULL,
    captured bigint NOT NULL,
    expires_at bigint NOT NULL,
    state text NOT NULL
)
WITH (fillfactor='70');
CREATE TABLE public.ledger_migrations (
    number bigint NOT NULL
);
CREATE TABLE public.ledger_operations (
    id bytea NOT NULL,
    seq bigint NOT NULL,
    at bigint NOT NULL,
    refused bigint NOT NULL,
    decider text NOT NULL,
    fingerprint bytea NOT NULL,
    answer bytea NOT NULL,
    changes bytea NOT NULL
);
CREATE TABLE public.login_tokens (
    id bytea NOT NULL,
    vendor bytea NOT NULL,
    subject bytea NOT NULL,
    used_at bigint NOT NULL
);
CREATE TABLE public.mails (
    id bytea NOT NULL,
    sealed bytea,
    created_at bigint NOT NULL,
    next_try_at bigint NOT NULL,
    tries integer DEFAULT 0 NOT NULL,
    sent_at bigint
);
CREATE TABLE public.mandates (
    id bytea NOT NULL,
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
)
WITH (fillfactor='70');
CREATE TABLE public.migrations (
    number integer NOT NULL,
    name text NOT NULL,
    checksum text NOT NULL,
    applied_at timestamp with time zone DEFAULT now() NOT NULL
);
CREATE TABLE public.password_resets (
    email_index bytea NOT NULL,
    user_id bytea,
    browser bytea NOT NULL,
    code_hash bytea NOT NULL,
    link_hash bytea NOT NULL,
    tries integer DEFAULT 0 NOT NULL,
    created_at bigint NOT NULL,
    expires_at bigint NOT NULL,
    used_at bigint
);
CREATE TABLE public.payers (
    id bytea NOT NULL,
    state jsonb NOT NULL,
    opened_at bigint NOT NULL
)
WITH (fillfactor='70');
CREATE TABLE public.purchases (
    id bytea NOT NULL,
    vendor bytea NOT NULL,
    mode text NOT NULL,
    item bytea NOT NULL,
    version bytea NOT NULL,
    price_micros bigint NOT NULL,
    asset text NOT NULL,
    order_reference text NOT NULL,
    facts jsonb NOT NULL,
    capture text NOT NULL,
    nonce_hash text,
    meant_for bytea,
    hold_seconds bigint NOT NULL,
    requested_at bigint NOT NULL,
    expires_at bigint NOT NULL,
    status text NOT NULL,
    payer bytea,
    approved_by bytea,
    authorized_at bigint,
    draws jsonb,
    budgets jsonb,
    hold_expires_at bigint,
    captured_micros bigint NOT NULL,
    captures bigint NOT NULL,
    refunded_micros bigint NOT NULL,
    refunds bigint NOT NULL,
    decline text,
    replaces bytea,
    fee_basis_points bigint,
    fee_fixed_micros bigint
)
WITH (fillfactor='50');
CREATE TABLE public.refunds (
    id bytea NOT NULL,
    purchase bytea NOT NULL,
    vendor bytea NOT NULL,
    number bigint NOT NULL,
    micros bigint NOT NULL,
    asset text NOT NULL,
    reason text NOT NULL,
    parties jsonb NOT NULL,
    buckets jsonb NOT NULL,
    at bigint NOT NULL
);
CREATE TABLE public.rightsholders (
    id bytea NOT NULL,
    vendor bytea NOT NULL,
    name text NOT NULL,
    reference text,
    role text,
    created_at bigint NOT NULL,
    mode text DEFAULT 'live'::text NOT NULL
)
WITH (fillfactor='70');
CREATE TABLE public.sessions (
    id bytea NOT NULL,
    user_id bytea NOT NULL,
    created_at bigint NOT NULL,
    authenticated_at bigint NOT NULL,
    expires_at bigint NOT NULL,
    revoked_at bigint
);
CREATE TABLE public.signing_keys (
    kid text NOT NULL,
    created_at bigint NOT NULL,
    key_sealed bytea NOT NULL,
    public_jwk jsonb NOT NULL
);
CREATE TABLE public.token_issues (
    id bytea NOT NULL,
    payer bytea NOT NULL,
    micros bigint NOT NULL,
    asset text NOT NULL,
    method text NOT NULL,
    reference bytea NOT NULL,
    issued_at bigint NOT NULL
);
CREATE TABLE public.token_keys (
    kid text NOT NULL,
    created_at bigint NOT NULL,
    expires_at bigint NOT NULL,
    key_sealed bytea NOT NULL
);
CREATE TABLE public.users (
    id bytea NOT NULL,
    account bytea NOT NULL,
    email_index bytea NOT NULL,
    email_sealed bytea NOT NULL,
    name_sealed bytea NOT NULL,
    key_wrapped bytea NOT NULL,
    password_hash text NOT NULL,
    email_verified_at bigint,
    staff boolean DEFAULT false NOT NULL,
    created_at bigint NOT NULL
);
CREATE TABLE public.vendor_orders (
    id bytea NOT NULL,
    purchase bytea NOT NULL
);
CREATE TABLE public.vendors (
    id bytea NOT NULL,
    name text NOT NULL,
    status text NOT NULL,
    sites jsonb NOT NULL,
    team jsonb NOT NULL,
    fee_basis_points bigint NOT NULL,
    fee_fixed_micros bigint NOT NULL,
    created_at bigint NOT NULL
)
WITH (fillfactor='70');
CREATE TABLE public.vouchers (
    id bytea NOT NULL,
    micros bigint NOT NULL,
    asset text NOT NULL,
    batch text NOT NULL,
    created_at bigint NOT NULL,
    expires_at bigint NOT NULL,
    redeemed_by bytea,
    redeemed_at bigint
)
WITH (fillfactor='70');
CREATE TABLE public.webhook_attempts (
    delivery bytea NOT NULL,
    number integer NOT NULL,
    at bigint NOT NULL,
    status integer,
    error text
);
CREATE TABLE public.webhook_deliveries (
    id bytea NOT NULL,
    endpoint bytea NOT NULL,
    event bytea NOT NULL,
    type text NOT NULL,
    body text NOT NULL,
    created_at bigint NOT NULL,
    next_try_at bigint NOT NULL,
    tries integer DEFAULT 0 NOT NULL,
    delivered_at bigint,
    failed_at bigint,
    resent_key bytea
)
WITH (fillfactor='70');
CREATE TABLE public.webhook_endpoints (
    id bytea NOT NULL,
    vendor bytea NOT NULL,
    mode text NOT NULL,
    url text NOT NULL,
    events jsonb,
    secret_sealed bytea NOT NULL,
    created_at bigint NOT NULL,
    removed_at bigint
)
WITH (fillfactor='70');
ALTER TABLE ONLY public.admissions
    ADD CONSTRAINT admissions_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.api_keys
    ADD CONSTRAINT api_keys_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.attempts
    ADD CONSTRAINT attempts_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.captures
    ADD CONSTRAINT captures_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.email_codes
    ADD CONSTRAINT email_codes_link_hash_key UNIQUE (link_hash);
ALTER TABLE ONLY public.email_codes
    ADD CONSTRAINT email_codes_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.entitlements
    ADD CONSTRAINT entitlements_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.grants
    ADD CONSTRAINT grants_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.http_keys
    ADD CONSTRAINT http_keys_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.item_versions
    ADD CONSTRAINT item_versions_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.items
    ADD CONSTRAINT items_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.ledger_accounts
    ADD CONSTRAINT ledger_accounts_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.ledger_cursors
    ADD CONSTRAINT ledger_cursors_pkey PRIMARY KEY (name);
ALTER TABLE ONLY public.ledger_entries
    ADD CONSTRAINT ledger_entries_pkey PRIMARY KEY (account, number);
ALTER TABLE ONLY public.ledger_head
    ADD CONSTRAINT ledger_head_pkey PRIMARY KEY (part);
ALTER TABLE ONLY public.ledger_holds
    ADD CONSTRAINT ledger_holds_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.ledger_migrations
    ADD CONSTRAINT ledger_migrations_pkey PRIMARY KEY (number);
ALTER TABLE ONLY public.ledger_operations
    ADD CONSTRAINT ledger_operations_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.ledger_operations
    ADD CONSTRAINT ledger_operations_seq_key UNIQUE (seq);
ALTER TABLE ONLY public.login_tokens
    ADD CONSTRAINT login_tokens_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.mails
    ADD CONSTRAINT mails_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.mandates
    ADD CONSTRAINT mandates_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.migrations
    ADD CONSTRAINT migrations_pkey PRIMARY KEY (number);
ALTER TABLE ONLY public.password_resets
    ADD CONSTRAINT password_resets_browser_key UNIQUE (browser);
ALTER TABLE ONLY public.password_resets
    ADD CONSTRAINT password_resets_link_hash_key UNIQUE (link_hash);
ALTER TABLE ONLY public.password_resets
    ADD CONSTRAINT password_resets_pkey PRIMARY KEY (email_index);
ALTER TABLE ONLY public.payers
    ADD CONSTRAINT payers_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.purchases
    ADD CONSTRAINT purchases_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.refunds
    ADD CONSTRAINT refunds_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.rightsholders
    ADD CONSTRAINT rightsholders_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.sessions
    ADD CONSTRAINT sessions_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.signing_keys
    ADD CONSTRAINT signing_keys_pkey PRIMARY KEY (kid);
ALTER TABLE ONLY public.token_issues
    ADD CONSTRAINT token_issues_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.token_keys
    ADD CONSTRAINT token_keys_pkey PRIMARY KEY (kid);
ALTER TABLE ONLY public.users
    ADD CONSTRAINT users_email_index_key UNIQUE (email_index);
ALTER TABLE ONLY public.users
    ADD CONSTRAINT users_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.vendor_orders
    ADD CONSTRAINT vendor_orders_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.vendors
    ADD CONSTRAINT vendors_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.vouchers
    ADD CONSTRAINT vouchers_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.webhook_attempts
    ADD CONSTRAINT webhook_attempts_pkey PRIMARY KEY (delivery, number);
ALTER TABLE ONLY public.webhook_deliveries
    ADD CONSTRAINT webhook_deliveries_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.webhook_endpoints
    ADD CONSTRAINT webhook_endpoints_pkey PRIMARY KEY (id);
CREATE INDEX api_keys_of_vendor ON public.api_keys USING btree (vendor);
CREATE INDEX captures_of_vendor ON public.captures USING btree (vendor, mode, at);
CREATE INDEX email_codes_by_expiry ON public.email_codes USING btree (expires_at);
CREATE INDEX entitlements_of_payer ON public.entitlements USING btree (payer);
CREATE INDEX grants_due ON public.grants USING btree (expires_at) WHERE (ended_at IS NULL);
CREATE INDEX grants_of_payer ON public.grants USING btree (payer);
CREATE INDEX items_of_vendor ON public.items USING btree (vendor, mode, created_at, id);
CREATE INDEX ledger_holds_due ON public.ledger_holds USING btree (expires_at, id) WHERE (state = 'open'::text);
CREATE INDEX mails_waiting ON public.mails USING btree (next_try_at) WHERE (sent_at IS NULL);
CREATE INDEX mandates_of_payer ON public.mandates USING btree (payer);
CREATE INDEX password_resets_by_expiry ON public.password_resets USING btree (expires_at);
CREATE INDEX purchases_of_vendor ON public.purchases USING btree (vendor, mode, id);
CREATE INDEX refunds_of_vendor ON public.refunds USING btree (vendor, at);
CREATE INDEX rightsholders_of_vendor ON public.rightsholders USING btree (vendor, mode, created_at, id);
CREATE INDEX sessions_by_expiry ON public.sessions USING btree (expires_at);
CREATE INDEX sessions_by_user ON public.sessions USING btree (user_id);
CREATE INDEX token_issues_of_payer ON public.token_issues USING btree (payer, issued_at, id);
CREATE INDEX vendors_of_user ON public.vendors USING gin (team jsonb_path_ops);
CREATE INDEX webhook_deliveries_of_endpoint ON public.webhook_deliveries USING btree (endpoint, created_at);
CREATE INDEX webhook_deliveries_waiting ON public.webhook_deliveries USING btree (next_try_at) WHERE ((delivered_at IS NULL) AND (failed_at IS NULL));
CREATE INDEX webhook_endpoints_of_vendor ON public.webhook_endpoints USING btree (vendor, mode);
INSERT INTO public.ledger_head VALUES (0, 27, 1795877799297753);
INSERT INTO public.ledger_migrations VALUES (1);
INSERT INTO public.migrations VALUES (1, '0001-people.sql', '3e63264737f03b45cd6cd7482b0987ce5a8234209591f5d80a724388b236187e', '2026-11-28 14:56:37.650059+00');
INSERT INTO public.migrations VALUES (2, '0002-vendor-catalog.sql', 'c82295cf4e88e5ef608abda99dc3182147b35ddda1396e1a4a998d530b7fc463', '2026-11-28 14:56:37.713339+00');
INSERT INTO public.migrations VALUES (3, '0003-purchase.sql', 'b6395f465d0eb89b14624a1f97bfb8a1e6db01592f7e7881ccc9dab060a05049', '2026-11-28 14:56:37.789264+00');
INSERT INTO public.migrations VALUES (4, '0004-wallet.sql', 'd46e101dafbc9005171dc242ab4f512ce8dadcd9b75f961ae29f2115ad7c118b', '2026-11-28 14:56:37.825918+00');
INSERT INTO public.migrations VALUES (5, '0005-console.sql', 'd9266e403512a2ab70619c8c3c074740d45e543f127c7347b73e450a9acbcac3', '2026-11-28 14:56:37.919672+00');
INSERT INTO public.migrations VALUES (6, '0006-order-references.sql', '4f10e042aa1b0cc43e33b156d248f78edfae28e8398fd6d77d750342a2767391', '2026-11-28 14:56:37.930424+00');
INSERT INTO public.migrations VALUES (7, '0007-fee-of-a-purchase.sql', '3845cea31318a2f35e5879869d01de40d18b19ad745fe03ff6655616acb93fd2', '2026-11-28 14:56:37.932145+00');
INSERT INTO public.migrations VALUES (8, '0008-admissions.sql', '592ef0f6bf36c155529f516d60a2fd010362e8b1a281a4286f871c87622c287a', '2026-11-28 14:56:37.937299+00');
INSERT INTO public.migrations VALUES (9, '0009-password-resets.sql', '6750fd9267396b6dd551ac4b85770e87573a3db5261eb765c159f4f8934ceb6c', '2026-11-28 14:56:37.947025+00');
INSERT INTO public.migrations VALUES (11, '0011-webhook-resends.sql', '1452f3b889966f79f8920b35e39a07eda458517b39348f5cb6b1986f1fa571c2', '2026-11-28 14:56:37.970899+00');
INSERT INTO public.migrations VALUES (12, '0012-rightsholders-mode.sql', '60589dbb3cc2df427ee04c16de4ecf398c7995cecab12a615a1c066372cad5d5', '2026-11-28 14:56:37.972014+00');
INSERT INTO public.migrations VALUES (15, '0015-captures-by-time.sql', '539912b5b734cb92c29c28fd5e756cc75f41b33c0146d8acaa4331a19b636ece', '2026-11-28 14:56:37.981471+00');
