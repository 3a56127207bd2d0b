import type { Decider, Draft, Id, Instant } from '@farthing/ledger'
import { done, refused } from '@farthing/ledger'
import type { Limit, LimitScope, LimitWindow, PayerRow, PayerState } from '../account/index.ts'
import { actingFor, payers } from '../account/index.ts'
import type { Refusal } from '../platform/http/submit.ts'
import type { Currency } from '../platform/money.ts'
import { vendors } from '../vendor/index.ts'
import { limitSet } from './events.ts'
import { budgetFloor, countedIn, inOrder, limitId } from './limits.ts'

/** Which limit, by what it counts and over how long. */
export type WantedLimit = {
  readonly currency: Currency
  /** What it counts; left out: all that the account buys. */
  readonly scope?: LimitScope
  /** Over how long it counts. */
  readonly window: LimitWindow
}
export type SetLimit = WantedLimit & {
  readonly payer: Id
  readonly user: Id
  /** `null`: no limit. */
  readonly maxMicros: bigint | null
  /** When the purchase window of the user's login closes, in micro-seconds. */
  readonly windowEndsAt: bigint
}
export type LimitSet = { readonly limit: Id; readonly max: string | null }

/** Every purchase reads them all with the payer's row. */
const maxLimits = 50

/**
 * Sets, changes or removes a spending limit (R23, R24). Raising needs a fresh login, lowering does not; what was spent
 * in the running period counts on.
 *
 * Refusals: not_a_member, account_blocked, window_closed, invalid_request (vendor, member; or too many limits).
 */
export const setLimit: Decider<SetLimit, LimitSet | Refusal> = {
  name: 'wallet.setLimit',
  prefetch: ({ payer }) => ({ rows: [[payers, payer]] }),
  decide({ payer, user, currency, scope, window, maxMicros, windowEndsAt }, draft, at) {
    const acting = actingFor(draft, payer, user)
    if ('refusal' in acting) return refused(acting.refusal)
    const { row } = acting
    const id = limitId(payer, currency, scope, window)
    const before = row.state.limits.find((limit) => limit.id === id)
    if (isRaised(before, maxMicros) && at >= windowEndsAt) return refused({ code: 'window_closed' })
    if (maxMicros === null) {
      draft.put(payers, payer, { ...row, state: withLimit(row.state, id, undefined) })
      draft.record(limitSet.of({ payer, limit: id, max: null }))
      return done({ limit: id, max: null })
    }
    const result = writeLimit(draft, row, { payer, currency, ...(scope && { scope }), window, maxMicros }, at)
    return 'refusal' in result ? refused(result.refusal) : done(result)
  },
}

/** Writes a limit into the payer's row, and its maximum to the budget that counts it now. */
export function writeLimit(
  draft: Draft,
  row: PayerRow,
  wanted: WantedLimit & { readonly payer: Id; readonly maxMicros: bigint },
  at: Instant,
): LimitSet | { readonly refusal: Refusal } {
  const { payer, currency, scope, window, maxMicros } = wanted
  const id = limitId(payer, currency, scope, window)
  const isNew = row.state.limits.every((limit) => limit.id !== id)
  const wrong = isNew ? mayAdd(row.state, scope, draft) : undefined
  if (wrong !== undefined) return { refusal: wrong }
  const limit: Limit = { id, ...(scope && { scope }), currency, ...window, maxMicros: maxMicros.toString() }
  const where = countedIn(row.state, limit, at)
  const budget = where === undefined ? undefined : draft.account(where.budget)
  if (budget !== undefined) draft.bound({ account: budget.id, floor: budgetFloor(budget, maxMicros) })
  draft.put(payers, payer, { ...row, state: withLimit(row.state, id, limit) })
  draft.record(limitSet.of({ payer, limit: id, max: limit.maxMicros }))
  return { limit: id, max: limit.maxMicros }
}

/** Why a new limit cannot be: what it would count is not there, or there are enough. */
function mayAdd(state: PayerState, scope: LimitScope | undefined, draft: Draft): Refusal | undefined {
  if (state.limits.length >= maxLimits)
    return { code: 'invalid_request', detail: `An account has at most ${maxLimits} limits. Take one away first.` }
  if (scope?.kind === 'vendor' && draft.row(vendors, scope.vendor) === undefined)
    return { code: 'invalid_request', param: 'vendor', detail: 'There is no such vendor.' }
  if (scope?.kind === 'member' && !state.members.includes(scope.member))
    return { code: 'invalid_request', param: 'member', detail: 'This user does not belong to the account.' }
  return undefined
}

const isRaised = (before: Limit | undefined, maxMicros: bigint | null): boolean =>
  before !== undefined && (maxMicros === null || maxMicros > BigInt(before.maxMicros))

const withLimit = (state: PayerState, id: Id, limit: Limit | undefined): PayerState => ({
  ...state,
  limits: [...state.limits.filter((each) => each.id !== id), ...(limit === undefined ? [] : [limit])].sort(inOrder),
})
