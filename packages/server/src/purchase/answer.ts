import type { Id } from '@farthing/ledger'
import type { ProblemCode } from '../platform/http/problems.ts'
import type { PurchaseRow, Status } from './tables.ts'

/**
 * How a purchase stood when an operation on it was done. With the columns that never change it
 * renders the response, so a replay gives the first response again. Amounts are
 * micro-units and times micro-seconds, in decimal.
 */
export type PurchaseAnswer = {
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

export const answerOf = (purchase: Id, row: PurchaseRow): PurchaseAnswer => ({
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
