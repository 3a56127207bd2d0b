import type { components, operations } from './openapi.gen.ts'

// The shapes of the provider's `/v1`, exactly as they travel (snake_case, money as decimal
// strings), named as vendors speak of them. All of them come from its OpenAPI document.

type Schemas = components['schemas']
type Body<Name extends keyof operations> = operations[Name] extends {
  requestBody: { content: { 'application/json': infer Content } }
}
  ? Content
  : never

type Query<Name extends keyof operations> = operations[Name] extends { parameters: { query?: infer Asked } }
  ? [Asked] extends [never]
    ? Record<string, never>
    : NonNullable<Asked>
  : never

// The generator takes a field that has a default for one that is always present; in a request such a field may be left
// out.
type Lenient<T, Defaulted extends keyof T> = Omit<T, Defaulted> & Partial<Pick<T, Defaulted>>

/** `amount` is a decimal string of at most six decimals, never a number: `{ amount: '0.0025', currency: 'USD' }`. */
export type Money = Schemas['Money']
export type Terms = Schemas['Terms']
/** A share of what is left after the provider's fee. The vendor keeps what no share names. */
export type Share = Schemas['Share']
export type ItemFacts = Schemas['ItemFacts']
export type Item = Schemas['Item']

export type PurchaseRequest = Lenient<Body<'requestPurchase'>, 'capture' | 'expires_in_seconds' | 'hold_seconds'>
export type Purchase = Schemas['Purchase']
export type PurchaseStatus = Purchase['status']
export type Mode = Purchase['mode']
export type CapturePart = Lenient<Body<'capturePurchase'>, 'final'>
export type RefundPart = Body<'refundPurchase'>
export type ReturnProof = Body<'verifyReturn'>
export type Verification = Schemas['VerifiedReturn']

export type RoyaltyTransaction = Schemas['RoyaltyTransaction']
export type Entitlement = Schemas['Entitlement']
/** One playing or reading under a licence: it took one view, whatever number of requests it needs. */
export type Admission = Schemas['Admission']
export type OpenedEntitlement = Schemas['OpenedEntitlement']
export type Opening = Lenient<Body<'openEntitlement'>, 'admission_seconds'>
export type LibraryVisit = Schemas['VerifiedAccess']

export type RightsholderFacts = Body<'addRightsholder'>
export type Rightsholder = Schemas['Rightsholder']
export type RightsholderWithBalances = Schemas['RightsholderWithBalances']

export type Site = Body<'addSite'>
export type WebhookEndpointFacts = Body<'addWebhookEndpoint'>
export type WebhookEndpoint = Schemas['WebhookEndpoint']
export type NewWebhookEndpoint = Schemas['NewWebhookEndpoint']
export type WebhookDelivery = Schemas['WebhookDelivery']
export type WebhookDeliveryWithAttempts = Schemas['WebhookDeliveryWithAttempts']
export type WebhookEventType = NonNullable<WebhookEndpointFacts['events']>[number]

export type Vendor = Schemas['Vendor']
export type ProblemCode = Schemas['Problem']['code']

/** A page of a list; where `next_cursor` is missing or null, the list ends. */
export type Page<T> = { data: T[]; next_cursor?: string | null }

export type PurchaseQuery = Query<'listPurchases'>
export type ItemQuery = Query<'listItems'>
export type RightsholderQuery = Query<'listRightsholders'>
/** `payer` is needed: licences are looked up for one payer at a time. */
export type EntitlementQuery = Query<'listEntitlements'>
export type SiteQuery = Query<'listSites'>
export type WebhookEndpointQuery = Query<'listWebhookEndpoints'>
export type WebhookDeliveryQuery = Query<'listWebhookDeliveries'>
export type RoyaltyTransactionQuery = Query<'listRoyaltyTransactions'>
