import type { Id, RowOf } from '@farthing/ledger'
import { defineTable, fixed, id, int8, jsonb, optional, text } from '@farthing/ledger'
import type { Mode } from '../chart/index.ts'
import type { ProblemCode } from '../platform/http/problems.ts'
import type { Counted, FundingPart, GivenBack } from '../wallet/index.ts'

export type Status = 'requested' | 'authorized' | 'captured' | 'voided' | 'expired' | 'declined'

/** What the vendor's server sent beside item and price (R42, R43); never changes. */
export type Facts = {
  readonly returnUrl: string
  readonly cancelUrl: string
  readonly vendorLogin?: string
  readonly tracking?: Readonly<Record<string, string>>
  readonly formParameters?: Readonly<Record<string, string | string[]>>
}

/** What is bought of one item. Amounts are micro-units of the purchase's asset, in decimal. */
export type Line = {
  readonly item: Id
  readonly version: Id
  /** What its version costs, and what is asked for it. */
  readonly listed: string
  readonly charged: string
  /**
   * Whom the charge pays: first the provider, by its fee as it was when the purchase was authorized, `null` until then;
   * of the rest the owners of rights, by the schedule of the line's version, which never changes; then the vendor.
   */
  readonly fee: { readonly basisPoints: string; readonly fixedMicros: string } | null
}

export type PurchaseRow = RowOf<typeof purchases>

export const purchases = defineTable('purchases', {
  vendor: fixed(id()),
  mode: fixed(text<Mode>()),
  /** What its lines charge together. */
  priceMicros: fixed(int8()),
  asset: fixed(text()),
  orderReference: fixed(text()),
  facts: fixed(jsonb<Facts>()),
  capture: fixed(text<'automatic' | 'manual'>()),
  /** SHA-256 of the nonce in the browser that began; delivery goes to that browser only. */
  nonceHash: fixed(optional(text())),
  /** The payer account that alone may approve, where the vendor knew one. */
  meantFor: fixed(optional(id())),
  holdSeconds: fixed(int8()),
  requestedAt: fixed(int8()),
  expiresAt: fixed(int8()),
  /** The purchase that had the order reference before and ended unpaid. */
  replaces: fixed(optional(id())),

  /** What is bought. */
  lines: jsonb<readonly Line[]>(),
  status: text<Status>(),
  payer: optional(id()),
  /** The user, or the mandate, that approved. */
  approvedBy: optional(id()),
  authorizedAt: optional(int8()),
  /** What pays for it, in the order of spending. */
  funding: optional(jsonb<readonly FundingPart[]>()),
  /** Of a hold: where the payer's limits have counted it, to give back what is not captured. */
  counted: optional(jsonb<readonly Counted[]>()),
  /** Of a mandate's purchase: its budget, an account of `limit:` its currency, for the same. */
  budgets: optional(jsonb<readonly Id[]>()),
  holdExpiresAt: optional(int8()),
  capturedMicros: int8(),
  captures: int8(),
  refundedMicros: int8(),
  refunds: int8(),
  decline: optional(text<ProblemCode>()),
  /** When it was voided, declined or found expired; of one captured in part, the rest of it. */
  endedAt: optional(int8()),
})

/** What a party gave back in a refund, by its payable account: see `takenFrom` for what it had no more. */
export type PartyAmount = { readonly account: Id; readonly micros: string }

/**
 * The royalty transaction in the vendor's account (R1g), one a capture: `captureKey(purchase, n)`.
 * `shares` in the order of the lines and their schedules. What it took of each funding part follows from what was captured
 * before it and the purchase's row: see `takenOf`.
 */
export const captures = defineTable('captures', {
  purchase: fixed(id()),
  vendor: fixed(id()),
  mode: fixed(text<Mode>()),
  number: fixed(int8()),
  micros: fixed(int8()),
  asset: fixed(text()),
  feeMicros: fixed(int8()),
  vendorMicros: fixed(int8()),
  shares:
    fixed(
      jsonb<
        readonly {
          readonly rightsholder: Id
          readonly role: string
          readonly basisPoints: number
          readonly micros: string
        }[]
      >(),
    ),
  at: fixed(int8()),
})

/** One refund: `refundKey(purchase, n)`. */
export const refunds = defineTable('refunds', {
  purchase: fixed(id()),
  vendor: fixed(id()),
  number: fixed(int8()),
  micros: fixed(int8()),
  asset: fixed(text()),
  reason: fixed(text()),
  /** What each party gave back. */
  parties: fixed(jsonb<readonly PartyAmount[]>()),
  /** What each funding part got back. */
  funding: fixed(jsonb<readonly GivenBack[]>()),
  at: fixed(int8()),
})

/**
 * The latest purchase of a vendor's own order reference: it alone may be open or paid, those before it ended unpaid.
 * Its key is made of vendor, mode and reference.
 */
export const vendorOrders = defineTable('vendor_orders', { purchase: id() })
