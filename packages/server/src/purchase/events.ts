// What happens to a purchase, as the log tells it. Each event says how the purchase stands after it.
import type { Id } from '@farthing/ledger'
import { defineEvent, defineMovement, facts } from '@farthing/ledger'
import type { ProblemCode } from '../platform/http/problems.ts'
import type { PurchaseRow, Status } from './tables.ts'

/**
 * How a purchase stands after an operation. With the columns that never change it renders the response, so that a replay
 * gives the first response again, and what is told elsewhere. Amounts are micro-units and times micro-seconds, in decimal.
 */
export type Standing = {
  readonly purchase: Id
  readonly status: Status
  readonly payer: Id | null
  readonly authorizedAt: string | null
  readonly holdExpiresAt: string | null
  readonly captured: string
  readonly captures: number
  readonly refunded: string
  readonly refunds: number
  readonly decline: ProblemCode | null
}

/** How `row` stands, which is the purchase's own or what an operation makes of it. */
export const standingOf = (purchase: Id, row: PurchaseRow): Standing => ({
  purchase,
  status: row.status,
  payer: row.payer,
  authorizedAt: row.authorizedAt?.toString() ?? null,
  holdExpiresAt: row.holdExpiresAt?.toString() ?? null,
  captured: row.capturedMicros.toString(),
  captures: Number(row.captures),
  refunded: row.refundedMicros.toString(),
  refunds: Number(row.refunds),
  decline: row.decline,
})

/** A vendor's server asked for it. */
export const purchaseRequested = defineEvent('purchase.requested', facts<Standing>())
/** What stands against it the payer cannot cure: it has ended. */
export const purchaseDeclined = defineEvent('purchase.declined', facts<Standing>())
/** Somebody came to approve it when its time was over: it has ended. Nothing had moved. */
export const purchaseLapsed = defineEvent('purchase.lapsed', facts<Standing>())
/** The payer approved, or a mandate: its price is held. */
export const purchaseAuthorized = defineMovement('purchase.authorized', facts<Standing>())
/** Money went to the payees: the whole price with the approval, or the next part of what is held. */
export const purchaseCaptured = defineMovement('purchase.captured', facts<Standing>())
/** The vendor ended it: what was held and not captured is free again. */
export const purchaseVoided = defineMovement('purchase.voided', facts<Standing>())
/** The hold was over: what was not captured is free again. */
export const purchaseExpired = defineMovement('purchase.expired', facts<Standing>())
/** The payees gave money back to the payer. */
export const purchaseRefunded = defineMovement('purchase.refunded', facts<Standing>())
