import type { Decider, Id, Instant, Seen } from '@farthing/ledger'
import { done, put, refused } from '@farthing/ledger'
import type { Mode } from '../chart/index.ts'
import { assetOf } from '../chart/index.ts'
import { seconds } from '../platform/clock.ts'
import type { Refusal } from '../platform/http/submit.ts'
import { keyOf } from '../platform/ids.ts'
import type { Currency } from '../platform/money.ts'
import { underSite, vendors } from '../vendor/index.ts'
import type { PurchaseAnswer, PurchaseRow } from './answer.ts'
import { answerOf } from './answer.ts'
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
 * Refusals: vendor_suspended, url_not_registered (param), order_reference_used.
 */
export const requestPurchase: Decider<RequestPurchase, PurchaseAnswer | Refusal> = {
  name: 'purchase.request',
  reads: (input, hints) => ({ accounts: hints.accounts, rows: [...requestKeys(input), ...hints.rows] }),
  decide(input, seen, at) {
    const refusal = mayRequest(input, seen)
    if (refusal !== undefined) return refused(refusal)
    const row = requested(input, at)
    return done({ rows: [put(purchases, input.purchase, row), orderRow(input)], answer: answerOf(input.purchase, row) })
  },
}

export const requestKeys = ({ vendor, mode, orderReference }: RequestPurchase) =>
  [
    [vendors, vendor],
    [vendorOrders, orderKey(vendor, mode, orderReference)],
  ] as const

export const orderRow = ({ vendor, mode, orderReference, purchase }: RequestPurchase) =>
  put(vendorOrders, orderKey(vendor, mode, orderReference), { purchase })

/** What stands against opening the purchase, if anything. */
export function mayRequest({ vendor, mode, orderReference, facts }: RequestPurchase, seen: Seen): Refusal | undefined {
  const row = seen.row(vendors, vendor)
  if (row === undefined || row.status !== 'open') return { code: 'vendor_suspended' }
  if (!underSite(facts.returnUrl, row.sites)) return { code: 'url_not_registered', param: 'return_url' }
  if (!underSite(facts.cancelUrl, row.sites)) return { code: 'url_not_registered', param: 'cancel_url' }
  const earlier = seen.row(vendorOrders, orderKey(vendor, mode, orderReference))
  if (earlier !== undefined)
    return { code: 'order_reference_used', param: 'order_reference', purchase: earlier.purchase }
  return undefined
}

/** A purchase as it is when it begins. */
export const requested = (input: RequestPurchase, at: Instant): PurchaseRow => ({
  vendor: input.vendor,
  mode: input.mode,
  item: input.item,
  version: input.version,
  price_micros: input.priceMicros,
  asset: assetOf(input.currency, input.mode),
  order_reference: input.orderReference,
  facts: input.facts,
  capture: input.capture,
  nonce_hash: input.nonceHash,
  meant_for: input.meantFor,
  hold_seconds: BigInt(input.holdSeconds),
  requested_at: at,
  expires_at: at + seconds(input.expiresInSeconds),
  status: 'requested',
  payer: null,
  approved_by: null,
  authorized_at: null,
  fee_basis_points: null,
  fee_fixed_micros: null,
  draws: null,
  budgets: null,
  hold_expires_at: null,
  captured_micros: 0n,
  captures: 0n,
  refunded_micros: 0n,
  refunds: 0n,
  decline: null,
})
