import type { Decider, Decision, Id, Instant } from '@farthing/ledger'
import { done, put, refused } from '@farthing/ledger'
import { payers } from '../account/index.ts'
import type { Refusal } from '../platform/http/submit.ts'
import type { PurchaseAnswer } from './answer.ts'
import { answerOf } from './answer.ts'
import type { NotApproved } from './approval.ts'
import { approve, mayApprove } from './approval.ts'
import { purchaseDeclined, purchaseLapsed, standingOf } from './events.ts'
import { quoteOf } from './rules.ts'
import type { PurchaseRow } from './tables.ts'
import { purchases } from './tables.ts'

export type Authorize = {
  readonly purchase: Id
  /** The account that pays. */
  readonly payer: Id
  /** The user who presses the button. */
  readonly user: Id
  /** When the purchase window that began with the user's login closes (R26), in micro-seconds. */
  readonly windowEndsAt: bigint
  /** What was shown: see `quoteOf`. */
  readonly quote: string
}

/**
 * Authorizes a purchase that a user approves, and captures it at once where the vendor asked for that.
 * Decided under the ledger's lock. What the payer can cure leaves the purchase as it was; what
 * they cannot ends it. One attempt at most succeeds.
 *
 * Refusals: not_found, already_authorized, already_ended, purchase_expired, payer_mismatch,
 * window_closed, quote_changed, and those of `approve`.
 */
export const authorizePurchase: Decider<Authorize, PurchaseAnswer | Refusal> = {
  name: 'purchase.authorize',
  prefetch: ({ purchase, payer }) => ({
    rows: [
      [purchases, purchase],
      [payers, payer],
    ],
  }),
  decide({ purchase, payer, user, windowEndsAt, quote }, draft, at) {
    const order = draft.row(purchases, purchase)
    const early = mayApprove(order, payer, at)
    if (order === undefined || early !== undefined) return refuseApproval({ purchase, order, payer, at }, early)
    if (at >= windowEndsAt) return refused({ code: 'window_closed' })
    const approval = approve({ draft, at, purchase, order, payer, user, approvedBy: user })
    if (approval.kind === 'refused') return refuseApproval({ purchase, order, payer, at }, approval)
    const { row, funding } = approval
    if (quoteOf(row, funding) !== quote) return refused({ code: 'quote_changed' })
    draft.put(purchases, purchase, row)
    return done(answerOf(purchase, row))
  },
}

type Refused = {
  readonly purchase: Id
  readonly order: PurchaseRow | undefined
  readonly payer: Id
  readonly at: Instant
}

/** Ends the purchase where the payer cannot cure the reason. */
function refuseApproval(
  { purchase, order, payer, at }: Refused,
  approval: NotApproved | undefined,
): Decision<PurchaseAnswer | Refusal> {
  if (approval === undefined) throw new Error('only a refusal refuses')
  const { refusal, ends } = approval
  if (!ends || order === undefined) return refused(refusal)
  const lapsed = refusal.code === 'purchase_expired'
  const ended: PurchaseRow = {
    ...order,
    endedAt: at,
    ...(lapsed
      ? { status: 'expired' }
      : { status: 'declined', decline: refusal.code, payer: refusal.code === 'licence_held' ? payer : null }),
  }
  const event = (lapsed ? purchaseLapsed : purchaseDeclined).of(standingOf(purchase, ended))
  return refused(
    { ...refusal, ...answerOf(purchase, ended) },
    { rows: [put(purchases, purchase, ended)], events: [event] },
  )
}
