import type { Decider, Decision, Id } from '@farthing/ledger'
import { done, refused } from '@farthing/ledger'
import type { Refusal } from '../platform/http/submit.ts'
import type { PurchaseAnswer } from './answer.ts'
import { answerOf } from './answer.ts'
import { giveLimitsBack, heldAccounts, heldRows } from './capture.ts'
import type { Deciding } from './deciding.ts'
import type { By } from './events.ts'
import { givenStandingOf, purchaseExpired, purchaseVoided, standingOf } from './events.ts'
import { releaseFunding } from './funding.ts'
import type { PurchaseRow } from './tables.ts'
import { purchases } from './tables.ts'

export type Void = { readonly purchase: Id; readonly vendor: Id }

/**
 * Ends a purchase that is not captured, and gives back what is held; after captures in part,
 * what is left of the hold.
 *
 * Refusals: not_found, already_ended.
 */
export const voidPurchase: Decider<Void, PurchaseAnswer | Refusal> = {
  name: 'purchase.void',
  prefetch: ({ purchase }) => ({ rows: [[purchases, purchase]] }),
  decide({ purchase, vendor }, draft, at) {
    const order = draft.row(purchases, purchase)
    if (order === undefined || order.vendor !== vendor) return refused({ code: 'not_found' })
    if (order.status === 'requested') {
      if (at >= order.expiresAt) return refused({ code: 'already_ended', purchase_status: 'expired' })
      const row: PurchaseRow = { ...order, status: 'voided', endedAt: at }
      draft.record(purchaseVoided.of(standingOf(purchase, row)))
      draft.put(purchases, purchase, row)
      return done(answerOf(purchase, row))
    }
    if (order.status !== 'authorized') return refused({ code: 'already_ended', purchase_status: order.status })
    if (at >= (order.holdExpiresAt ?? 0n)) return refused({ code: 'hold_expired' })
    return endHold({ draft, at, purchase, order }, 'void')
  },
}

export type Expire = { readonly purchase: Id }

/** Ends a hold that nobody captured in time. Refusals: not_found, not_authorized, hold still runs. */
export const expirePurchase: Decider<Expire, PurchaseAnswer | Refusal> = {
  name: 'purchase.expire',
  prefetch: ({ purchase }) => ({ rows: [[purchases, purchase]] }),
  decide({ purchase }, draft, at) {
    const order = draft.row(purchases, purchase)
    if (order === undefined) return refused({ code: 'not_found' })
    if (order.status !== 'authorized') return refused({ code: 'not_authorized', purchase_status: order.status })
    if (at < (order.holdExpiresAt ?? 0n)) return refused({ code: 'already_authorized' })
    return endHold({ draft, at, purchase, order }, 'expire')
  },
}

/**
 * Ends what is left of a hold: it is free again, and counts no more against limits.
 *
 * @param by Who voids it in the vendor’s place; left out: the vendor, or time.
 */
export function endHold(deciding: Deciding, how: 'void' | 'expire', by?: By): Decision<PurchaseAnswer | Refusal> {
  const { draft, at, purchase, order } = deciding
  draft.need(() => ({ accounts: heldAccounts(order), rows: heldRows(purchase, order) }))
  const ended = how === 'void' ? 'voided' : 'expired'
  const row: PurchaseRow = { ...order, status: order.captures > 0n ? 'captured' : ended, endedAt: at }
  const moves = draft.record(
    how === 'void'
      ? purchaseVoided.of(givenStandingOf(purchase, row, by))
      : purchaseExpired.of(standingOf(purchase, row)),
  )
  releaseFunding({ ...deciding, moves }, how)
  giveLimitsBack({ ...deciding, moves }, order.capturedMicros)
  draft.put(purchases, purchase, row)
  return done(answerOf(purchase, row))
}
