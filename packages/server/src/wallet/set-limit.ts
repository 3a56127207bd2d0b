import type { Decider, Id } from '@farthing/ledger'
import { doneWith, more, put, refused } from '@farthing/ledger'
import type { Limit, PayerState, Period } from '../account/index.ts'
import { payers } from '../account/index.ts'
import type { Refusal } from '../platform/http/submit.ts'
import type { Currency } from '../platform/money.ts'
import { budgetFloor, budgetOf, limitId } from './limits.ts'

export type SetLimit = {
  readonly payer: Id
  readonly user: Id
  readonly currency: Currency
  readonly period: Period
  /** `null`: no limit. */
  readonly maxMicros: bigint | null
  /** When the purchase window of the user's login closes, in micro-seconds. */
  readonly windowEndsAt: bigint
}
export type LimitSet = { readonly limit: Id; readonly max: string | null }

/**
 * Sets, changes or removes a spending limit (R23). Raising needs a fresh login, lowering does not; what was spent in
 * the running period counts on.
 *
 * Refusals: not_a_member, window_closed.
 */
export const setLimit: Decider<SetLimit, LimitSet | Refusal> = {
  name: 'wallet.setLimit',
  reads: ({ payer }, hints) => ({ accounts: hints.accounts, rows: [[payers, payer], ...hints.rows] }),
  decide({ payer, user, currency, period, maxMicros, windowEndsAt }, seen, at) {
    const row = seen.row(payers, payer)
    if (row?.state.status !== 'open' || !row.state.members.includes(user)) return refused({ code: 'not_a_member' })
    const id = limitId(payer, currency, period)
    const before = row.state.limits.find((limit) => limit.id === id)
    if (isRaised(before, maxMicros) && at >= windowEndsAt) return refused({ code: 'window_closed' })
    const limit = maxMicros === null ? undefined : { id, currency, period, maxMicros: maxMicros.toString() }
    const budget = limit && budgetOf(row.state, limit, at)
    if (budget !== undefined && !seen.knowsAccount(budget)) return more({ accounts: [budget] })
    const account = budget === undefined ? undefined : seen.account(budget)
    return doneWith({
      bounds:
        account === undefined || maxMicros === null
          ? []
          : [{ account: account.id, floor: budgetFloor(account, maxMicros) }],
      rows: [put(payers, payer, { ...row, state: withLimit(row.state, id, limit) })],
      answer: { limit: id, max: limit?.maxMicros ?? null },
    })
  },
}

const isRaised = (before: Limit | undefined, maxMicros: bigint | null): boolean =>
  before !== undefined && (maxMicros === null || maxMicros > BigInt(before.maxMicros))

const withLimit = (state: PayerState, id: Id, limit: Limit | undefined): PayerState => ({
  ...state,
  limits: [...state.limits.filter((each) => each.id !== id), ...(limit === undefined ? [] : [limit])],
})
