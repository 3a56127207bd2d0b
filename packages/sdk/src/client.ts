import type {
  Admission,
  CapturePart,
  Entitlement,
  Item,
  ItemFacts,
  LibraryVisit,
  NewWebhookEndpoint,
  OpenedEntitlement,
  Opening,
  Page,
  Purchase,
  PurchaseRequest,
  RefundPart,
  ReturnProof,
  Rightsholder,
  RightsholderFacts,
  RightsholderWithBalances,
  RoyaltyTransaction,
  Site,
  Vendor,
  Verification,
  WebhookDelivery,
  WebhookDeliveryWithAttempts,
  WebhookEndpoint,
  WebhookEndpointFacts,
  EntitlementQuery,
  ItemQuery,
  PurchaseQuery,
  RightsholderQuery,
  RoyaltyTransactionQuery,
  SiteQuery,
  WebhookDeliveryQuery,
  WebhookEndpointQuery,
} from './api.ts'
import { listing } from './listing.ts'
import type { Listing } from './listing.ts'
import { transport } from './transport.ts'
import type { CallOptions, FarthingOptions, ReadOptions, Transport } from './transport.ts'

/** A client of one vendor at one provider. Every method throws `FarthingError` where the provider refuses or cannot be reached. */
export type Farthing = ReturnType<typeof farthing>

/**
 * Opens a client. No call is made until you make one.
 *
 * @throws TypeError where the key or the URL cannot be right.
 */
export function farthing(options: FarthingOptions) {
  const api = transport(options)
  return {
    purchases: purchases(api),
    items: items(api),
    rightsholders: rightsholders(api),
    entitlements: entitlements(api),
    admissions: admissions(api),
    access: access(api),
    sites: sites(api),
    webhookEndpoints: webhookEndpoints(api),
    webhookDeliveries: webhookDeliveries(api),
    royaltyTransactions: royaltyTransactions(api),
    vendor: { retrieve: async (call?: ReadOptions): Promise<Vendor> => typed(await api.get('/v1/vendor', {}, call)) },
  }
}

// The one place where an answer gets its type. The types are made from the provider's OpenAPI document, and a test
// holds them to it.
function typed<T>(answer: unknown): T {
  return answer as T
}

function path(collection: string, id: string, act?: string): string {
  return `/v1/${collection}/${encodeURIComponent(id)}${act === undefined ? '' : `/${act}`}`
}

function list<T>(
  api: Transport,
  at: string,
  { cursor, ...query }: Record<string, string | number | undefined>,
  call?: ReadOptions,
) {
  const from = cursor === undefined ? undefined : String(cursor)
  return listing<T>(async (next) => typed<Page<T>>(await api.get(at, { ...query, cursor: next }, call)), from)
}

function purchases(api: Transport) {
  return {
    /**
     * Asks for a purchase and answers with it, `requested`; send the payer to `approval_url`.
     * With a `mandate` it is bought at once: a `status` of `declined` is an answer, not an error.
     */
    request: async (facts: PurchaseRequest, call?: CallOptions): Promise<Purchase> =>
      typed(await api.post('/v1/purchases', facts, call)),
    retrieve: async (id: string, call?: ReadOptions): Promise<Purchase> =>
      typed(await api.get(path('purchases', id), {}, call)),
    list: (parameters: PurchaseQuery = {}, call?: ReadOptions): Listing<Purchase> =>
      list(api, '/v1/purchases', parameters, call),
    /** Captures a held purchase, whole or in part. `final` releases what is left of the hold. */
    capture: async (id: string, part: CapturePart = {}, call?: CallOptions): Promise<Purchase> =>
      typed(await api.post(path('purchases', id, 'capture'), part, call)),
    /** Voids a held purchase: the payer gets the money back. */
    void: async (id: string, call?: CallOptions): Promise<Purchase> =>
      typed(await api.post(path('purchases', id, 'void'), {}, call)),
    /** Refunds a captured purchase, whole or in part. A full refund ends the licence. */
    refund: async (id: string, part: RefundPart = {}, call?: CallOptions): Promise<Purchase> =>
      typed(await api.post(path('purchases', id, 'refund'), part, call)),
    /** Exchanges the token that came back with the payer's browser for the purchase itself. It works once. */
    verify: async (id: string, proof: ReturnProof, call?: CallOptions): Promise<Verification> =>
      typed(await api.post(path('purchases', id, 'verify'), proof, call)),
  }
}

function items(api: Transport) {
  return {
    /** Makes an item, or a new version of it where the facts under its `sku` have changed. */
    publish: async (facts: ItemFacts, call?: CallOptions): Promise<Item> =>
      typed(await api.post('/v1/items', facts, call)),
    retrieve: async (id: string, call?: ReadOptions): Promise<Item> =>
      typed(await api.get(path('items', id), {}, call)),
    list: (parameters: ItemQuery = {}, call?: ReadOptions): Listing<Item> => list(api, '/v1/items', parameters, call),
  }
}

function rightsholders(api: Transport) {
  return {
    create: async (facts: RightsholderFacts, call?: CallOptions): Promise<Rightsholder> =>
      typed(await api.post('/v1/rightsholders', facts, call)),
    /** Also says what is owed to them. */
    retrieve: async (id: string, call?: ReadOptions): Promise<RightsholderWithBalances> =>
      typed(await api.get(path('rightsholders', id), {}, call)),
    list: (parameters: RightsholderQuery = {}, call?: ReadOptions): Listing<Rightsholder> =>
      list(api, '/v1/rightsholders', parameters, call),
  }
}

function entitlements(api: Transport) {
  return {
    retrieve: async (id: string, call?: ReadOptions): Promise<Entitlement> =>
      typed(await api.get(path('entitlements', id), {}, call)),
    /** The licences to your items that one payer has. */
    list: (parameters: EntitlementQuery, call?: ReadOptions): Listing<Entitlement> =>
      list(api, '/v1/entitlements', parameters, call),
    /** Counts one view and, at the first, starts the licence's clock. Throws `licence_ended` after the last. */
    open: async (id: string, how: Opening = {}, call?: CallOptions): Promise<OpenedEntitlement> =>
      typed(await api.post(path('entitlements', id, 'open'), how, call)),
  }
}

function admissions(api: Transport) {
  return {
    retrieve: async (id: string, call?: ReadOptions): Promise<Admission> =>
      typed(await api.get(path('admissions', id), {}, call)),
    /** Gives back the view of an admission for which no content was sent: once, within 15 minutes. */
    void: async (id: string, call?: CallOptions): Promise<Admission> =>
      typed(await api.post(path('admissions', id, 'void'), {}, call)),
  }
}

function access(api: Transport) {
  return {
    /** Exchanges the token with which a payer came from their library for the licence they have. It works once. */
    verify: async (proof: { token: string }, call?: CallOptions): Promise<LibraryVisit> =>
      typed(await api.post('/v1/access/verify', proof, call)),
  }
}

function sites(api: Transport) {
  return {
    /** URLs that purchases return to must lie under a registered site. @returns All of them. */
    register: async (site: Site, call?: CallOptions): Promise<Page<Site>> =>
      typed(await api.post('/v1/sites', site, call)),
    list: (parameters: SiteQuery = {}, call?: ReadOptions): Listing<Site> => list(api, '/v1/sites', parameters, call),
    remove: async (site: Site, call?: CallOptions): Promise<Page<Site>> =>
      typed(await api.post('/v1/sites/remove', site, call)),
  }
}

function webhookEndpoints(api: Transport) {
  return {
    /** The answer holds `secret`, once: keep it. */
    create: async (facts: WebhookEndpointFacts, call?: CallOptions): Promise<NewWebhookEndpoint> =>
      typed(await api.post('/v1/webhook-endpoints', facts, call)),
    list: (parameters: WebhookEndpointQuery = {}, call?: ReadOptions): Listing<WebhookEndpoint> =>
      list(api, '/v1/webhook-endpoints', parameters, call),
    remove: async (id: string, call?: CallOptions): Promise<WebhookEndpoint> =>
      typed(await api.post(path('webhook-endpoints', id, 'remove'), {}, call)),
  }
}

function webhookDeliveries(api: Transport) {
  return {
    /** What became of the webhooks of the last 30 days, the newest first. */
    list: (parameters: WebhookDeliveryQuery = {}): Listing<WebhookDelivery> =>
      list(api, '/v1/webhook-deliveries', parameters),
    /** Also its body, and its tries with their errors. */
    retrieve: async (id: string): Promise<WebhookDeliveryWithAttempts> =>
      typed(await api.get(path('webhook-deliveries', id))),
    /** Sends it again at once, whatever became of it. It keeps its `webhook-id`. */
    resend: async (id: string, call?: CallOptions): Promise<WebhookDeliveryWithAttempts> =>
      typed(await api.post(path('webhook-deliveries', id, 'resend'), {}, call)),
  }
}

function royaltyTransactions(api: Transport) {
  return {
    /** Captures and refunds, newest first. Where `from` or `to` is a day, the whole day counts, in `time_zone`. */
    list: (parameters: RoyaltyTransactionQuery = {}, call?: ReadOptions): Listing<RoyaltyTransaction> =>
      list(api, '/v1/royalty-transactions', parameters, call),
  }
}
