import type { Decider, Id, RowKey } from '@farthing/ledger'
import { more, refused } from '@farthing/ledger'
import { mandateBudget } from '../chart/index.ts'
import { checkMandate, mandates } from '../mandate/index.ts'
import type { Refusal } from '../platform/http/submit.ts'
import type { PurchaseAnswer } from './answer.ts'
import { approve } from './approval.ts'
import { authorized } from './authorize.ts'
import { missingOf } from './capture-shares.ts'
import type { RequestPurchase } from './request.ts'
import { mayRequest, orderRow, requested, requestKeys } from './request.ts'

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
  reads: (input, hints) => ({
    accounts: [mandateBudget(input.mandate, input.currency), ...hints.accounts],
    rows: [...requestKeys(input), [mandates, input.mandate] satisfies RowKey, ...hints.rows],
  }),
  decide(input, seen, at) {
    const asked = mayRequest(input, seen, at)
    if (asked.kind === 'more') return more(asked.reads)
    if (asked.kind === 'refused') return refused(asked.refusal)
    const allowed = checkMandate(input.mandate, input, seen, at)
    if (allowed.kind === 'refused') return refused(allowed.refusal)
    const { payer, user } = allowed
    const missing = missingOf(seen, { accounts: allowed.accounts, rows: [] })
    if (missing !== undefined) return more(missing)
    const order = requested(input, at, asked.replaces)
    if (order.meantFor !== null && order.meantFor !== payer) return refused({ code: 'payer_mismatch' })
    const approval = approve(order, payer, user, seen, at)
    if (approval.kind === 'more') return more(approval.reads)
    if (approval.kind === 'refused') return refused(approval.refusal)
    const counted = {
      ...approval,
      legs: [...approval.legs, ...allowed.legs],
      limits: { ...approval.limits, budgets: [...approval.limits.budgets, allowed.budget] },
    }
    const decision = authorized(input.purchase, order, payer, input.mandate, counted, seen, at)
    if (decision.kind !== 'done') throw new Error('an approved purchase is done')
    return { ...decision, rows: [...(decision.rows ?? []), orderRow(input)] }
  },
}
