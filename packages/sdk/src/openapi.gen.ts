// Made by `npm run build:types` from the provider's OpenAPI document; a test holds it current.

export interface paths {
    "/v1/vendor": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Your account, its sites and what is owed to you */
        get: operations["retrieveVendor"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sites": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Your registered sites */
        get: operations["listSites"];
        put?: never;
        /** Register a site */
        post: operations["addSite"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sites/remove": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take a site away */
        post: operations["removeSite"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhook-endpoints": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Your webhook endpoints */
        get: operations["listWebhookEndpoints"];
        put?: never;
        /** Be told of purchases at a URL */
        post: operations["addWebhookEndpoint"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhook-endpoints/{endpoint}/remove": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Stop telling an endpoint */
        post: operations["removeWebhookEndpoint"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/items": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Your items, newest first */
        get: operations["listItems"];
        put?: never;
        /** Put an item on sale, or a new version of it under the same sku */
        post: operations["publishItem"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/items/{item}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** An item as it is on sale */
        get: operations["retrieveItem"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/rightsholders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Your owners of rights, newest first */
        get: operations["listRightsholders"];
        put?: never;
        /** Name an owner of rights */
        post: operations["addRightsholder"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/rightsholders/{rightsholder}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** An owner of rights, and what is owed to them */
        get: operations["retrieveRightsholder"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/royalty-transactions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who got what of each sale, newest first */
        get: operations["listRoyaltyTransactions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/purchases": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Purchases, newest first */
        get: operations["listPurchases"];
        put?: never;
        /** Open a purchase; with a mandate, buy at once */
        post: operations["requestPurchase"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/purchases/{purchase}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A purchase as it stands */
        get: operations["retrievePurchase"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/purchases/{purchase}/capture": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Capture a hold, whole or in parts */
        post: operations["capturePurchase"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/purchases/{purchase}/void": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End what is not captured */
        post: operations["voidPurchase"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/purchases/{purchase}/refund": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give a captured amount back, whole or in part */
        post: operations["refundPurchase"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/purchases/{purchase}/verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Verify a browser that comes back from approval */
        post: operations["verifyReturn"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/entitlements/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A payer’s licence to one of your items */
        get: operations["retrieveEntitlement"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/entitlements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a payer has of you, bought last first */
        get: operations["listEntitlements"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/entitlements/{id}/open": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Open a licence: counts one view, starts its clock at the first */
        post: operations["openEntitlement"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/access/verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Verify the token of a browser that comes from the payer’s Library; a token is used once */
        post: operations["verifyAccess"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /**
         * Entitlement
         * @description A payer’s licence to an item.
         */
        Entitlement: {
            /**
             * @description Begins with `ent_`.
             * @example ent_01k9vq3m2r8tqd4s0c5w7x9y2z
             */
            id: string;
            /** @enum {string} */
            object: "entitlement";
            /**
             * @description Begins with `itm_`.
             * @example itm_01k9vq3m2r8tqd4s0c5w7x9y2z
             */
            item: string;
            item_title: string;
            /**
             * @description Begins with `psn_`.
             * @example psn_01k9vq3m2r8tqd4s0c5w7x9y2z
             */
            payer: string;
            /**
             * @description Begins with `txn_`.
             * @example txn_01k9vq3m2r8tqd4s0c5w7x9y2z
             */
            purchase: string;
            /** @enum {string} */
            status: "live" | "ended";
            views_left: number | null;
            first_opened_at: string | null;
            ends_at: string | null;
            /**
             * Format: date-time
             * @description RFC 3339, in UTC in answers.
             * @example 2026-11-24T08:00:00.000Z
             */
            granted_at: string;
            terms: components["schemas"]["Terms"];
        };
        /** Item */
        Item: {
            /**
             * @description Begins with `itm_`.
             * @example itm_01k9vq3m2r8tqd4s0c5w7x9y2z
             */
            id: string;
            /** @enum {string} */
            object: "item";
            /** @enum {string} */
            mode: "live" | "test";
            version: number;
            sku: string;
            title: string;
            description: string;
            /** @enum {string} */
            kind: "content" | "goods" | "service";
            price: components["schemas"]["Money"];
            content_url: string | null;
            terms: components["schemas"]["Terms"];
            shares: components["schemas"]["Share"][];
            incentive_ids: string[];
            /**
             * Format: date-time
             * @description RFC 3339, in UTC in answers.
             * @example 2026-11-24T08:00:00.000Z
             */
            created_at: string;
        };
        /** ItemFacts */
        ItemFacts: {
            sku: string;
            title: string;
            description?: string;
            price: components["schemas"]["MoneyInput"];
            /** @description Under one of your registered sites. */
            content_url?: string;
            /** @enum {string} */
            kind?: "content" | "goods" | "service";
            terms?: components["schemas"]["Terms"];
            /** @description The royalty schedule; you get what is left. */
            shares?: components["schemas"]["Share"][];
            incentive_ids?: string[];
        };
        /** Money */
        Money: {
            /**
             * @description Decimal with at most six decimals.
             * @example 0.0025
             */
            amount: string;
            /**
             * @description ISO 4217.
             * @example USD
             * @enum {string}
             */
            currency: "USD" | "EUR" | "GBP" | "JPY";
        };
        /** MoneyInput */
        MoneyInput: {
            /**
             * @description Decimal, above zero, at most six decimals, no sign, no exponent.
             * @example 0.0025
             */
            amount: string;
            /**
             * @description ISO 4217.
             * @example USD
             * @enum {string}
             */
            currency: "USD" | "EUR" | "GBP" | "JPY";
        };
        /** NewWebhookEndpoint */
        NewWebhookEndpoint: {
            /**
             * @description Begins with `whe_`.
             * @example whe_01k9vq3m2r8tqd4s0c5w7x9y2z
             */
            id: string;
            /** @enum {string} */
            object: "webhook_endpoint";
            url: string;
            events: string[] | null;
            /**
             * Format: date-time
             * @description RFC 3339, in UTC in answers.
             * @example 2026-11-24T08:00:00.000Z
             */
            created_at: string;
            /**
             * @description Signs what is sent (Standard Webhooks). Shown here alone.
             * @example whsec_…
             */
            secret: string;
        };
        /**
         * Problem
         * @description RFC 9457.
         */
        Problem: {
            /** @description A page that explains the code. */
            type: string;
            title: string;
            status: number;
            /**
             * @description Stable; decide on this.
             * @enum {string}
             */
            code: "invalid_request" | "malformed_body" | "unsupported_media_type" | "body_too_large" | "request_timeout" | "unauthorized" | "signed_out" | "sign_in_failed" | "not_found" | "wrong_origin" | "not_a_member" | "idempotency_key_missing" | "idempotency_key_reused" | "order_reference_used" | "conflict" | "url_not_registered" | "vendor_suspended" | "item_unknown" | "rightsholder_unknown" | "already_ended" | "purchase_expired" | "already_authorized" | "not_authorized" | "window_closed" | "email_unverified" | "insufficient_funds" | "limit_exceeded" | "quote_changed" | "payer_mismatch" | "licence_held" | "hold_expired" | "amount_above_hold" | "amount_above_captured" | "licence_ended" | "token_invalid" | "token_expired" | "token_used" | "browser_mismatch" | "voucher_unknown" | "voucher_used" | "voucher_expired" | "mandate_invalid" | "mandate_exceeded" | "quota_exceeded" | "overloaded" | "outcome_unknown" | "internal";
            detail?: string;
            /**
             * @description The field that is wrong, as you wrote it.
             * @example price.amount
             */
            param?: string;
            request_id: string;
        } & {
            [key: string]: unknown;
        };
        /** Purchase */
        Purchase: {
            /**
             * @description Begins with `txn_`.
             * @example txn_01k9vq3m2r8tqd4s0c5w7x9y2z
             */
            id: string;
            /** @enum {string} */
            object: "purchase";
            /** @enum {string} */
            mode: "live" | "test";
            /** @enum {string} */
            status: "requested" | "authorized" | "captured" | "voided" | "expired" | "declined";
            order_reference: string;
            item: {
                /**
                 * @description Begins with `itm_`.
                 * @example itm_01k9vq3m2r8tqd4s0c5w7x9y2z
                 */
                id: string;
                version: number;
                sku: string;
                title: string;
                description: string;
                /** @enum {string} */
                kind: "content" | "goods" | "service";
            };
            price: components["schemas"]["Money"];
            captured: components["schemas"]["Money"];
            refunded: components["schemas"]["Money"];
            payer: string | null;
            entitlement: string | null;
            approval_url: string;
            return_url: string;
            cancel_url: string;
            /**
             * Format: date-time
             * @description RFC 3339, in UTC in answers.
             * @example 2026-11-24T08:00:00.000Z
             */
            requested_at: string;
            /**
             * Format: date-time
             * @description RFC 3339, in UTC in answers.
             * @example 2026-11-24T08:00:00.000Z
             */
            expires_at: string;
            authorized_at: string | null;
            hold_expires_at: string | null;
            decline: {
                /** @enum {string} */
                code: "invalid_request" | "malformed_body" | "unsupported_media_type" | "body_too_large" | "request_timeout" | "unauthorized" | "signed_out" | "sign_in_failed" | "not_found" | "wrong_origin" | "not_a_member" | "idempotency_key_missing" | "idempotency_key_reused" | "order_reference_used" | "conflict" | "url_not_registered" | "vendor_suspended" | "item_unknown" | "rightsholder_unknown" | "already_ended" | "purchase_expired" | "already_authorized" | "not_authorized" | "window_closed" | "email_unverified" | "insufficient_funds" | "limit_exceeded" | "quote_changed" | "payer_mismatch" | "licence_held" | "hold_expired" | "amount_above_hold" | "amount_above_captured" | "licence_ended" | "token_invalid" | "token_expired" | "token_used" | "browser_mismatch" | "voucher_unknown" | "voucher_used" | "voucher_expired" | "mandate_invalid" | "mandate_exceeded" | "quota_exceeded" | "overloaded" | "outcome_unknown" | "internal";
                detail: string;
            } | null;
            royalty_transactions: {
                /**
                 * @description Begins with `cap_`.
                 * @example cap_01k9vq3m2r8tqd4s0c5w7x9y2z
                 */
                id: string;
                /**
                 * Format: date-time
                 * @description RFC 3339, in UTC in answers.
                 * @example 2026-11-24T08:00:00.000Z
                 */
                captured_at: string;
                amount: components["schemas"]["Money"];
                fee: components["schemas"]["Money"];
                vendor: components["schemas"]["Money"];
                shares: {
                    /**
                     * @description Begins with `rsh_`.
                     * @example rsh_01k9vq3m2r8tqd4s0c5w7x9y2z
                     */
                    rightsholder: string;
                    role: string;
                    basis_points: number;
                    amount: components["schemas"]["Money"];
                }[];
            }[];
            tracking: {
                [key: string]: string;
            };
            form_parameters: {
                [key: string]: string;
            };
            vendor_login: string | null;
        };
        /** Rightsholder */
        Rightsholder: {
            /**
             * @description Begins with `rsh_`.
             * @example rsh_01k9vq3m2r8tqd4s0c5w7x9y2z
             */
            id: string;
            /** @enum {string} */
            object: "rightsholder";
            name: string;
            reference: string | null;
            role: string | null;
            /**
             * Format: date-time
             * @description RFC 3339, in UTC in answers.
             * @example 2026-11-24T08:00:00.000Z
             */
            created_at: string;
        };
        /** RightsholderWithBalances */
        RightsholderWithBalances: {
            /**
             * @description Begins with `rsh_`.
             * @example rsh_01k9vq3m2r8tqd4s0c5w7x9y2z
             */
            id: string;
            /** @enum {string} */
            object: "rightsholder";
            name: string;
            reference: string | null;
            role: string | null;
            /**
             * Format: date-time
             * @description RFC 3339, in UTC in answers.
             * @example 2026-11-24T08:00:00.000Z
             */
            created_at: string;
            balances: {
                /**
                 * @description ISO 4217.
                 * @example USD
                 * @enum {string}
                 */
                currency: "USD" | "EUR" | "GBP" | "JPY";
                owed: components["schemas"]["Money"];
            }[];
        };
        /** RoyaltyTransaction */
        RoyaltyTransaction: {
            /**
             * @description Begins with `cap_`.
             * @example cap_01k9vq3m2r8tqd4s0c5w7x9y2z
             */
            id: string;
            /** @enum {string} */
            object: "royalty_transaction";
            /**
             * @description Begins with `txn_`.
             * @example txn_01k9vq3m2r8tqd4s0c5w7x9y2z
             */
            purchase: string;
            /**
             * Format: date-time
             * @description RFC 3339, in UTC in answers.
             * @example 2026-11-24T08:00:00.000Z
             */
            captured_at: string;
            amount: components["schemas"]["Money"];
            fee: components["schemas"]["Money"];
            vendor: components["schemas"]["Money"];
            shares: {
                /**
                 * @description Begins with `rsh_`.
                 * @example rsh_01k9vq3m2r8tqd4s0c5w7x9y2z
                 */
                rightsholder: string;
                role: string;
                basis_points: number;
                amount: components["schemas"]["Money"];
            }[];
        };
        /** Share */
        Share: {
            /**
             * @description Begins with `rsh_`.
             * @example rsh_01k9vq3m2r8tqd4s0c5w7x9y2z
             */
            rightsholder: string;
            role: string;
            /** @description Of what is left after the provider’s fee. */
            basis_points: number;
        };
        /** Sites */
        Sites: {
            data: {
                url: string;
            }[];
        };
        /**
         * Terms
         * @description What a licence allows; what ends first ends it, what is left out has no end.
         */
        Terms: {
            /** @description How many times it may be opened. */
            times_to_view?: number;
            /** @description For how many hours. */
            hours_to_view?: number;
            /** @description For how many days, of 24 hours each. */
            days_to_view?: number;
            /**
             * Format: date-time
             * @description RFC 3339, in UTC in answers.
             * @example 2026-11-24T08:00:00.000Z
             */
            expires_at?: string;
            /**
             * @description From when hours and days count. Default: `first_opening`.
             * @enum {string}
             */
            counts_from?: "first_opening" | "purchase";
        };
        /** Vendor */
        Vendor: {
            /**
             * @description Begins with `ven_`.
             * @example ven_01k9vq3m2r8tqd4s0c5w7x9y2z
             */
            id: string;
            /** @enum {string} */
            object: "vendor";
            name: string;
            /** @enum {string} */
            mode: "live" | "test";
            /** @enum {string} */
            status: "open" | "suspended";
            sites: string[];
            balances: {
                /**
                 * @description ISO 4217.
                 * @example USD
                 * @enum {string}
                 */
                currency: "USD" | "EUR" | "GBP" | "JPY";
                payable: components["schemas"]["Money"];
            }[];
        };
        /** VerifiedAccess */
        VerifiedAccess: {
            /**
             * @description Begins with `psn_`.
             * @example psn_01k9vq3m2r8tqd4s0c5w7x9y2z
             */
            payer: string;
            entitlement: components["schemas"]["Entitlement"];
            /**
             * @description Begins with `txn_`.
             * @example txn_01k9vq3m2r8tqd4s0c5w7x9y2z
             */
            purchase_id: string;
        };
        /** VerifiedReturn */
        VerifiedReturn: {
            purchase: components["schemas"]["Purchase"];
            /**
             * @description Begins with `psn_`.
             * @example psn_01k9vq3m2r8tqd4s0c5w7x9y2z
             */
            payer: string;
            entitlement: components["schemas"]["Entitlement"] | null;
        };
        /** WebhookEndpoint */
        WebhookEndpoint: {
            /**
             * @description Begins with `whe_`.
             * @example whe_01k9vq3m2r8tqd4s0c5w7x9y2z
             */
            id: string;
            /** @enum {string} */
            object: "webhook_endpoint";
            url: string;
            events: string[] | null;
            /**
             * Format: date-time
             * @description RFC 3339, in UTC in answers.
             * @example 2026-11-24T08:00:00.000Z
             */
            created_at: string;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    retrieveVendor: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Vendor"];
                };
            };
            /** @description RFC 9457. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description RFC 9457. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listSites: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Sites"];
                };
            };
            /** @description RFC 9457. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description RFC 9457. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    addSite: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Needed. 1 to 255 printable ASCII characters; kept 24 hours.
                 * @example order-1042-first-try
                 */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description An origin with an optional path, https. */
                    url: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Sites"];
                };
            };
            /** @description RFC 9457. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description RFC 9457. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    removeSite: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Needed. 1 to 255 printable ASCII characters; kept 24 hours.
                 * @example order-1042-first-try
                 */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description An origin with an optional path, https. */
                    url: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Sites"];
                };
            };
            /** @description RFC 9457. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description RFC 9457. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listWebhookEndpoints: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["WebhookEndpoint"][];
                    };
                };
            };
            /** @description RFC 9457. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description RFC 9457. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    addWebhookEndpoint: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Needed. 1 to 255 printable ASCII characters; kept 24 hours.
                 * @example order-1042-first-try
                 */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description https. */
                    url: string;
                    /** @description Left out: all. */
                    events?: ("purchase.authorized" | "purchase.captured" | "purchase.voided" | "purchase.expired" | "purchase.declined" | "purchase.refunded")[];
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewWebhookEndpoint"];
                };
            };
            /** @description RFC 9457. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description RFC 9457. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    removeWebhookEndpoint: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Needed. 1 to 255 printable ASCII characters; kept 24 hours.
                 * @example order-1042-first-try
                 */
                "idempotency-key"?: string;
            };
            path: {
                /**
                 * @description Begins with `whe_`.
                 * @example whe_01k9vq3m2r8tqd4s0c5w7x9y2z
                 */
                endpoint: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookEndpoint"];
                };
            };
            /** @description RFC 9457. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description RFC 9457. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listItems: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Item"][];
                        /** @description Give it as `cursor` for the next page; `null`: none. */
                        next_cursor: string | null;
                    };
                };
            };
            /** @description RFC 9457. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description RFC 9457. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    publishItem: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Needed. 1 to 255 printable ASCII characters; kept 24 hours.
                 * @example order-1042-first-try
                 */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ItemFacts"];
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Item"];
                };
            };
            /** @description RFC 9457. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description RFC 9457. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    retrieveItem: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Begins with `itm_`.
                 * @example itm_01k9vq3m2r8tqd4s0c5w7x9y2z
                 */
                item: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Item"];
                };
            };
            /** @description RFC 9457. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description RFC 9457. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listRightsholders: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Rightsholder"][];
                        /** @description Give it as `cursor` for the next page; `null`: none. */
                        next_cursor: string | null;
                    };
                };
            };
            /** @description RFC 9457. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description RFC 9457. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    addRightsholder: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Needed. 1 to 255 printable ASCII characters; kept 24 hours.
                 * @example order-1042-first-try
                 */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        /** @description The same `reference` again is the same rightsholder, named anew. */
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                    reference?: string;
                    role?: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Rightsholder"];
                };
            };
            /** @description RFC 9457. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description RFC 9457. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    retrieveRightsholder: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Begins with `rsh_`.
                 * @example rsh_01k9vq3m2r8tqd4s0c5w7x9y2z
                 */
                rightsholder: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RightsholderWithBalances"];
                };
            };
            /** @description RFC 9457. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description RFC 9457. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listRoyaltyTransactions: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["RoyaltyTransaction"][];
                        /** @description Give it as `cursor` for the next page; `null`: none. */
                        next_cursor: string | null;
                    };
                };
            };
            /** @description RFC 9457. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description RFC 9457. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listPurchases: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                status?: "requested" | "authorized" | "captured" | "voided" | "expired" | "declined";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Purchase"][];
                        /** @description Give it as `cursor` for the next page; `null`: none. */
                        next_cursor: string | null;
                    };
                };
            };
            /** @description RFC 9457. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description RFC 9457. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    requestPurchase: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Needed. 1 to 255 printable ASCII characters; kept 24 hours.
                 * @example order-1042-first-try
                 */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description An item on sale, or the facts of one (R44) */
                    item: string | components["schemas"]["ItemFacts"];
                    /** @description Under a registered site; the browser comes back here */
                    return_url: string;
                    /** @description Under a registered site; where giving up leads */
                    cancel_url: string;
                    order_reference: string;
                    /**
                     * @default automatic
                     * @enum {string}
                     */
                    capture?: "automatic" | "manual";
                    /**
                     * @description Begins with `psn_`.
                     * @example psn_01k9vq3m2r8tqd4s0c5w7x9y2z
                     */
                    payer?: string;
                    /** @description SHA-256 of a nonce in the browser that begins; delivery goes there alone */
                    browser_nonce_hash?: string;
                    /** @description Free fields for the vendor's own tracking (R43) */
                    tracking?: {
                        [key: string]: string;
                    };
                    /** @description The vendor's web form POST parameters (R43) */
                    form_parameters?: {
                        [key: string]: string;
                    };
                    vendor_login?: string;
                    /** @default 900 */
                    expires_in_seconds?: number;
                    /** @default 604800 */
                    hold_seconds?: number;
                    /** @description The secret of a mandate: requests, authorizes and captures in one call */
                    mandate?: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Purchase"];
                };
            };
            /** @description RFC 9457. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description RFC 9457. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    retrievePurchase: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Begins with `txn_`.
                 * @example txn_01k9vq3m2r8tqd4s0c5w7x9y2z
                 */
                purchase: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Purchase"];
                };
            };
            /** @description RFC 9457. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description RFC 9457. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    capturePurchase: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Needed. 1 to 255 printable ASCII characters; kept 24 hours.
                 * @example order-1042-first-try
                 */
                "idempotency-key"?: string;
            };
            path: {
                /**
                 * @description Begins with `txn_`.
                 * @example txn_01k9vq3m2r8tqd4s0c5w7x9y2z
                 */
                purchase: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    amount?: components["schemas"]["MoneyInput"];
                    /**
                     * @description Voids what is left of the hold
                     * @default false
                     */
                    final?: boolean;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Purchase"];
                };
            };
            /** @description RFC 9457. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description RFC 9457. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    voidPurchase: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Needed. 1 to 255 printable ASCII characters; kept 24 hours.
                 * @example order-1042-first-try
                 */
                "idempotency-key"?: string;
            };
            path: {
                /**
                 * @description Begins with `txn_`.
                 * @example txn_01k9vq3m2r8tqd4s0c5w7x9y2z
                 */
                purchase: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Purchase"];
                };
            };
            /** @description RFC 9457. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description RFC 9457. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    refundPurchase: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Needed. 1 to 255 printable ASCII characters; kept 24 hours.
                 * @example order-1042-first-try
                 */
                "idempotency-key"?: string;
            };
            path: {
                /**
                 * @description Begins with `txn_`.
                 * @example txn_01k9vq3m2r8tqd4s0c5w7x9y2z
                 */
                purchase: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    amount?: components["schemas"]["MoneyInput"];
                    reason?: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Purchase"];
                };
            };
            /** @description RFC 9457. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description RFC 9457. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    verifyReturn: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Needed. 1 to 255 printable ASCII characters; kept 24 hours.
                 * @example order-1042-first-try
                 */
                "idempotency-key"?: string;
            };
            path: {
                /**
                 * @description Begins with `txn_`.
                 * @example txn_01k9vq3m2r8tqd4s0c5w7x9y2z
                 */
                purchase: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description `farthing_token` of the return */
                    token: string;
                    /** @description The URL that the browser came back to, without what Farthing added */
                    return_url: string;
                    /** @description The nonce whose hash the request carried */
                    browser_nonce?: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VerifiedReturn"];
                };
            };
            /** @description RFC 9457. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description RFC 9457. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    retrieveEntitlement: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Begins with `ent_`.
                 * @example ent_01k9vq3m2r8tqd4s0c5w7x9y2z
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A payer’s licence to an item. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Entitlement"];
                };
            };
            /** @description RFC 9457. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description RFC 9457. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listEntitlements: {
        parameters: {
            query: {
                /**
                 * @description Begins with `psn_`.
                 * @example psn_01k9vq3m2r8tqd4s0c5w7x9y2z
                 */
                payer: string;
                /**
                 * @description Begins with `itm_`.
                 * @example itm_01k9vq3m2r8tqd4s0c5w7x9y2z
                 */
                item?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Entitlement"][];
                        next_cursor: null;
                    };
                };
            };
            /** @description RFC 9457. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description RFC 9457. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    openEntitlement: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Needed. 1 to 255 printable ASCII characters; kept 24 hours.
                 * @example order-1042-first-try
                 */
                "idempotency-key"?: string;
            };
            path: {
                /**
                 * @description Begins with `ent_`.
                 * @example ent_01k9vq3m2r8tqd4s0c5w7x9y2z
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description A payer’s licence to an item. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Entitlement"];
                };
            };
            /** @description RFC 9457. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description RFC 9457. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    verifyAccess: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Needed. 1 to 255 printable ASCII characters; kept 24 hours.
                 * @example order-1042-first-try
                 */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    token: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VerifiedAccess"];
                };
            };
            /** @description RFC 9457. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description RFC 9457. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
