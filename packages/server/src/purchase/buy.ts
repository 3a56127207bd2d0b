import type { Decider, Id } from '@farthing/ledger'
import { done, refused } from '@farthing/ledger'
import { limitSink } from '../wallet/index.ts'
import { checkMandate, countAgainstMandate, mandateBudget, mandates } from '../mandate/index.ts'
import type { Refusal } from '../platform/http/submit.ts'
import type { PurchaseAnswer } from './answer.ts'
import { answerOf } from './answer.ts'
import { approve } from './approval.ts'
import { purchaseRequested, standingOf } from './events.ts'
import type { RequestPurchase } from './request.ts'
import { mayRequest, requested, requestKeys, takeReference } from './request.ts'
import { purchases } from './tables.ts'

/** That an account is blocked is nobody's business but its own (T14): its mandates are as if they were revoked. */
const shownToVendors = (refusal: Refusal): Refusal =>
  refusal.code === 'account_blocked' ? { code: 'mandate_invalid' } : refusal

export type Buy = RequestPurchase & {
  readonly mandate: Id
  /** SHA-256 of the secret that came with the request, hex. */
  readonly secretHash: string
}

/**
 * Requests, authorizes and captures in one decision, by the permission of a mandate. A refusal
 * leaves nothing behind, not even the order reference.
 *
 * Refusals: those of `requestPurchase` and `authorizePurchase`, mandate_invalid, mandate_exceeded.
 */
export const buyByMandate: Decider<Buy, PurchaseAnswer | Refusal> = {
  name: 'purchase.buy',
  prefetch: (input) => ({
    accounts: [mandateBudget(input.mandate, input.currency), limitSink(input.currency)],
    rows: [...requestKeys(input), [mandates, input.mandate]],
  }),
  decide(input, draft, at) {
    const { purchase } = input
    const asked = mayRequest(input, draft, at)
    if (asked.kind === 'refused') return refused(asked.refusal)
    const allowed = checkMandate(input, draft, at)
    if (allowed.kind === 'refused') return refused(allowed.refusal)
    const { payer, user, budget } = allowed
    const order = requested(input, at, asked.replaces)
    if (order.meantFor !== null && order.meantFor !== payer) return refused({ code: 'payer_mismatch' })
    draft.record(purchaseRequested.of(standingOf(purchase, order)))
    const approval = approve({ draft, at, purchase, order, payer, user, approvedBy: input.mandate })
    if (approval.kind === 'refused') return refused(shownToVendors(approval.refusal))
    countAgainstMandate(approval.moves, budget, input.currency, input.priceMicros)
    const row = { ...approval.row, budgets: [budget] }
    draft.insert(purchases, purchase, row)
    takeReference(draft, input)
    return done(answerOf(purchase, row))
  },
}
