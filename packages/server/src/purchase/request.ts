import type { Decider, Draft, Id, Instant } from '@farthing/ledger'
import { done, refused } from '@farthing/ledger'
import { overAtOnce } from '../access/index.ts'
import type { Terms } from '../catalog/index.ts'
import type { Mode } from '../chart/index.ts'
import { assetOf } from '../chart/index.ts'
import { seconds } from '../platform/clock.ts'
import type { Refusal } from '../platform/http/submit.ts'
import { keyOf, toPublic } from '../platform/ids.ts'
import type { Currency } from '../platform/money.ts'
import { underSite, vendors } from '../vendor/index.ts'
import type { PurchaseAnswer } from './answer.ts'
import type { PurchaseRow } from './tables.ts'
import { answerOf } from './answer.ts'
import { purchaseRequested, standingOf } from './events.ts'
import { endedUnpaid, statusAt } from './rules.ts'
import type { Facts } from './tables.ts'
import { purchases, vendorOrders } from './tables.ts'

export type RequestPurchase = {
  readonly purchase: Id
  readonly vendor: Id
  readonly mode: Mode
  readonly item: Id
  /** A version never changes, so what was read of it before the lock is true. */
  readonly version: Id
  readonly priceMicros: bigint
  readonly currency: Currency
  /** What content is licensed under; `null`: the item carries no licence. */
  readonly terms: Terms | null
  readonly contentUrl: string | null
  readonly orderReference: string
  readonly facts: Facts
  readonly capture: 'automatic' | 'manual'
  readonly nonceHash: string | null
  readonly meantFor: Id | null
  readonly holdSeconds: number
  readonly expiresInSeconds: number
}

export const orderKey = (vendor: Id, mode: Mode, reference: string): Id => keyOf('order', vendor, mode, reference)

/**
 * Opens a purchase of one item for a vendor's server (R1d, R42 to R44).
 *
 * Refusals: vendor_suspended, url_not_registered (param), terms_ended (item), order_reference_used (the purchase
 * that has it).
 */
export const requestPurchase: Decider<RequestPurchase, PurchaseAnswer | Refusal> = {
  name: 'purchase.request',
  prefetch: (input) => ({ rows: requestKeys(input) }),
  decide(input, draft, at) {
    const asked = mayRequest(input, draft, at)
    if (asked.kind === 'refused') return refused(asked.refusal)
    const { purchase } = input
    const row = requested(input, at, asked.replaces)
    draft.insert(purchases, purchase, row)
    takeReference(draft, input)
    draft.record(purchaseRequested.of(standingOf(purchase, row)))
    return done(answerOf(purchase, row))
  },
}

export const requestKeys = ({ vendor, mode, orderReference }: RequestPurchase) =>
  [
    [vendors, vendor],
    [vendorOrders, orderKey(vendor, mode, orderReference)],
  ] as const

/** The order reference names this purchase from now on. */
export function takeReference(draft: Draft, { vendor, mode, orderReference, purchase }: RequestPurchase): void {
  draft.put(vendorOrders, orderKey(vendor, mode, orderReference), { purchase })
}

export type Asked =
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  /** `replaces`: the purchase that had the order reference before, and ended unpaid. */
  | { readonly kind: 'ok'; readonly replaces: Id | null }

const refuse = (refusal: Refusal): Asked => ({ kind: 'refused', refusal })

/** Whether the purchase may be opened. */
export function mayRequest(input: RequestPurchase, draft: Draft, at: Instant): Asked {
  const { vendor, mode, orderReference, facts, terms, contentUrl } = input
  const row = draft.row(vendors, vendor)
  if (row === undefined || row.status !== 'open') return refuse({ code: 'vendor_suspended' })
  const elsewhere = outsideSites(facts, row.sites) ?? contentOutsideSites(contentUrl, row.sites)
  if (elsewhere !== undefined) return refuse(elsewhere)
  if (terms !== null && overAtOnce(terms, at)) return refuse({ code: 'terms_ended', param: 'item' })
  return freeReference(orderKey(vendor, mode, orderReference), draft, at)
}

/** The first URL of a purchase that lies under no site as they are registered now: asked at the request and again at the decision. */
export function outsideSites({ returnUrl, cancelUrl }: Facts, sites: readonly string[]): Refusal | undefined {
  if (underSite(returnUrl, sites) === undefined) return { code: 'url_not_registered', param: 'return_url' }
  if (cancelUrl !== returnUrl && underSite(cancelUrl, sites) === undefined)
    return { code: 'url_not_registered', param: 'cancel_url' }
  return undefined
}

/** As `outsideSites`, of where content is opened from the payer's Library: what cannot be opened there is not sold. */
export const contentOutsideSites = (contentUrl: string | null, sites: readonly string[]): Refusal | undefined =>
  contentUrl !== null && underSite(contentUrl, sites) === undefined
    ? { code: 'url_not_registered', param: 'item.content_url' }
    : undefined

/** A reference names one purchase that is open or was paid, never two (T19). */
function freeReference(key: Id, draft: Draft, at: Instant): Asked {
  const latest = draft.row(vendorOrders, key)?.purchase
  if (latest === undefined) return { kind: 'ok', replaces: null }
  const earlier = draft.row(purchases, latest)
  if (earlier === undefined) throw new Error(`an order reference names ${latest}, which is not there`)
  if (endedUnpaid(earlier, at)) return { kind: 'ok', replaces: latest }
  const purchase = { id: toPublic('txn', latest), status: statusAt(earlier, at) }
  return refuse({ code: 'order_reference_used', param: 'order_reference', purchase })
}

/** A purchase as it is when it begins. */
export const requested = (input: RequestPurchase, at: Instant, replaces: Id | null): PurchaseRow => ({
  vendor: input.vendor,
  mode: input.mode,
  lines: [
    {
      item: input.item,
      version: input.version,
      listed: `${input.priceMicros}`,
      charged: `${input.priceMicros}`,
      fee: null,
    },
  ],
  priceMicros: input.priceMicros,
  asset: assetOf(input.currency, input.mode),
  orderReference: input.orderReference,
  facts: input.facts,
  capture: input.capture,
  nonceHash: input.nonceHash,
  meantFor: input.meantFor,
  holdSeconds: BigInt(input.holdSeconds),
  requestedAt: at,
  expiresAt: at + seconds(input.expiresInSeconds),
  replaces,
  status: 'requested',
  payer: null,
  approvedBy: null,
  authorizedAt: null,
  funding: null,
  counted: null,
  budgets: null,
  holdExpiresAt: null,
  capturedMicros: 0n,
  captures: 0n,
  refundedMicros: 0n,
  refunds: 0n,
  decline: null,
  endedAt: null,
})
