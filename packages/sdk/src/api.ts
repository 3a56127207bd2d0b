/** The shapes of the provider's `/v1`, exactly as they travel: snake_case, money as decimal strings. */

export type Mode = 'live' | 'test'

/** `amount` is a decimal string of at most six decimals, never a number: `{ amount: '0.0025', currency: 'USD' }`. */
export type Money = { amount: string; currency: string }

export type Terms = {
  times_to_view?: number
  hours_to_view?: number
  days_to_view?: number
  expires_at?: string
  counts_from?: 'first_opening' | 'purchase'
}

/** A part of what is left after the provider's fee; the vendor keeps what no share names. */
export type Share = { rightsholder: string; role: string; basis_points: number }

export type ItemFacts = {
  sku: string
  title: string
  price: Money
  description?: string
  content_url?: string
  kind?: 'content' | 'goods' | 'service'
  terms?: Terms
  shares?: Share[]
  incentive_ids?: string[]
}

export type Item = {
  id: string
  object: 'item'
  version: number
  sku: string
  title: string
  description: string | null
  kind: 'content' | 'goods' | 'service'
  price: Money
  content_url: string | null
  terms: Terms
  shares: Share[]
}

export type PurchaseStatus = 'requested' | 'authorized' | 'captured' | 'voided' | 'expired' | 'declined'

export type PurchaseRequest = {
  /** An item of yours by its id, or its facts. */
  item: string | ItemFacts
  return_url: string
  cancel_url: string
  /** Your own number for this order; unique for ever. */
  order_reference: string
  capture?: 'automatic' | 'manual'
  payer?: string
  /** Hex SHA-256 of a nonce that only the browser which began holds. */
  browser_nonce_hash?: string
  tracking?: Record<string, string>
  form_parameters?: Record<string, string>
  vendor_login?: string
  expires_in_seconds?: number
  hold_seconds?: number
  mandate?: string
}

export type RoyaltyShare = Share & { amount: Money }

export type RoyaltyTransaction = {
  id: string
  captured_at: string
  amount: Money
  fee: Money
  vendor: Money
  shares: RoyaltyShare[]
}

export type Purchase = {
  id: string
  object: 'purchase'
  mode: Mode
  status: PurchaseStatus
  order_reference: string
  item: {
    id: string
    version: number
    sku: string
    title: string
    description: string | null
    kind: 'content' | 'goods' | 'service'
  }
  price: Money
  captured: Money
  refunded: Money
  payer: string | null
  entitlement: string | null
  approval_url: string
  return_url: string
  cancel_url: string
  requested_at: string
  expires_at: string
  authorized_at: string | null
  hold_expires_at: string | null
  decline: { code: string; detail: string } | null
  royalty_transactions: RoyaltyTransaction[]
  tracking: Record<string, string>
  form_parameters: Record<string, string>
  vendor_login: string | null
}

export type Entitlement = {
  id: string
  object: 'entitlement'
  item: string
  item_title: string
  payer: string
  purchase: string
  status: 'live' | 'ended'
  views_left: number | null
  first_opened_at: string | null
  ends_at: string | null
  granted_at: string
  terms: Terms
}

export type Verification = { purchase: Purchase; payer: string; entitlement: Entitlement | null }
export type LibraryVisit = { payer: string; entitlement: Entitlement; purchase_id: string }

export type RightsholderFacts = { name: string; reference?: string; role?: string }
export type Rightsholder = {
  id: string
  object: 'rightsholder'
  name: string
  reference: string | null
  role: string | null
  balances?: { currency: string; payable: Money }[]
}

export type Site = { url: string }

export type WebhookEndpointFacts = { url: string; events?: WebhookEventType[] }
export type WebhookEndpoint = { id: string; url: string; events: string[]; secret?: string }

export type Vendor = {
  id: string
  name: string
  mode: Mode
  status: string
  sites: string[]
  balances: { currency: string; payable: Money }[]
}

export type WebhookEventType =
  | 'purchase.authorized'
  | 'purchase.captured'
  | 'purchase.voided'
  | 'purchase.expired'
  | 'purchase.declined'
  | 'purchase.refunded'

export type Page<T> = { data: T[]; next_cursor: string | null }
