import type { Decider, Decision, Id } from '@farthing/ledger'
import { doneWith, more, put, refused } from '@farthing/ledger'
import type { Refusal } from '../platform/http/submit.ts'
import type { PurchaseAnswer, PurchaseEvent, PurchaseRow } from './answer.ts'
import { answerOf } from './answer.ts'
import { giveBudgetsBack, holdAccounts, holdRows } from './capture.ts'
import { missingOf } from './capture-shares.ts'
import { releaseFunding } from './funding.ts'
import { purchases } from './tables.ts'
import type { Seen } from '@farthing/ledger'

export type Void = { readonly purchase: Id; readonly vendor: Id }

/**
 * Ends a purchase that is not captured, and gives back what is held; after captures in part,
 * what is left of the hold.
 *
 * Refusals: not_found, already_ended.
 */
export const voidPurchase: Decider<Void, PurchaseAnswer | Refusal> = {
  name: 'purchase.void',
  reads: ({ purchase }, hints) => ({ accounts: hints.accounts, rows: [[purchases, purchase], ...hints.rows] }),
  decide({ purchase, vendor }, seen, at) {
    const order = seen.row(purchases, purchase)
    if (order === undefined || order.vendor !== vendor) return refused({ code: 'not_found' })
    if (order.status === 'requested') {
      if (at >= order.expiresAt) return refused({ code: 'already_ended', purchase_status: 'expired' })
      const row: PurchaseRow = { ...order, status: 'voided' }
      return doneWith({ rows: [put(purchases, purchase, row)], answer: answerOf(purchase, row, ['purchase.voided']) })
    }
    if (order.status !== 'authorized') return refused({ code: 'already_ended', purchase_status: order.status })
    if (at >= (order.holdExpiresAt ?? 0n)) return refused({ code: 'hold_expired' })
    return endHold(purchase, order, seen, 'void')
  },
}

export type Expire = { readonly purchase: Id }

/** Ends a hold that nobody captured in time. Refusals: not_found, not_authorized, hold still runs. */
export const expirePurchase: Decider<Expire, PurchaseAnswer | Refusal> = {
  name: 'purchase.expire',
  reads: ({ purchase }, hints) => ({ accounts: hints.accounts, rows: [[purchases, purchase], ...hints.rows] }),
  decide({ purchase }, seen, at) {
    const order = seen.row(purchases, purchase)
    if (order === undefined) return refused({ code: 'not_found' })
    if (order.status !== 'authorized') return refused({ code: 'not_authorized', purchase_status: order.status })
    if (at < (order.holdExpiresAt ?? 0n)) return refused({ code: 'already_authorized' })
    return endHold(purchase, order, seen, 'expire')
  },
}

function endHold(
  purchase: Id,
  order: PurchaseRow,
  seen: Seen,
  how: 'void' | 'expire',
): Decision<PurchaseAnswer | Refusal> {
  const missing = missingOf(seen, { accounts: holdAccounts(order), rows: holdRows(purchase, order) })
  if (missing !== undefined) return more(missing)
  const ended = how === 'void' ? 'voided' : 'expired'
  const row: PurchaseRow = { ...order, status: order.captures > 0n ? 'captured' : ended }
  const event: PurchaseEvent = how === 'void' ? 'purchase.voided' : 'purchase.expired'
  return doneWith({
    legs: [
      ...releaseFunding(purchase, order, how),
      ...giveBudgetsBack(order, order.priceMicros - order.capturedMicros),
    ],
    rows: [put(purchases, purchase, row)],
    answer: answerOf(purchase, row, [event]),
  })
}
