import type { Account, Id, Instant, Leg, NewAccount, Seen } from '@farthing/ledger'
import { available, post } from '@farthing/ledger'
import type { Limit, PayerState } from '../account/index.ts'
import { limitAsset, openIfAbsent } from '../chart/index.ts'
import { limitBudget, limitSink } from './accounts.ts'
import type { CalendarPeriod, DayNumber } from '../platform/calendar.ts'
import { beginOf, localDay, nextFirstDay } from '../platform/calendar.ts'
import { keyOf, whole } from '../platform/ids.ts'
import type { Currency } from '../platform/money.ts'

/** The order in which limits are checked and shown. */
export const periods = ['transaction', 'day', 'week', 'month'] as const

/** A payer has at most one limit a currency and period; its identifier stays when it is removed and set again. */
export const limitId = (payer: Id, currency: Currency, period: Limit['period']): Id =>
  whole(keyOf('limit', payer, currency, period))

/**
 * Which period a limit counts in at `at`. After the account's zone was changed, the period that ran then goes on
 * until it is over in the zone before and in the new one: changing the zone opens no new budget.
 *
 * @returns The first day of that period.
 */
function budgetStart(state: PayerState, period: CalendarPeriod, at: Instant): DayNumber {
  const start = localDay(at, state.timeZone).firsts[period]
  const kept = state.keptPeriods?.[period]
  if (kept === undefined) return start
  return at < BigInt(kept.until) || start <= kept.start ? kept.start : start
}

/**
 * When a limit begins anew: the first instant after `at` at which `budgetOf` names another account. After the zone was
 * changed that is the end of the period that goes on, in the zone in which it ends later.
 */
export function renewsAt(state: PayerState, { period }: Pick<Limit, 'period'>, at: Instant): Instant | undefined {
  if (period === 'transaction') return undefined
  const start = budgetStart(state, period, at)
  const end = beginOf(nextFirstDay(period, start), state.timeZone)
  const kept = state.keptPeriods?.[period]
  const until = kept !== undefined && kept.start === start ? BigInt(kept.until) : end
  return until > end ? until : end
}

/** The payer's state with another zone, and the periods that go on until they are over in both. */
export function withTimeZone(state: PayerState, timeZone: string, at: Instant): PayerState {
  const keep = (period: CalendarPeriod): { start: DayNumber; until: string } => {
    const start = budgetStart(state, period, at)
    const before = BigInt(state.keptPeriods?.[period].until ?? 0)
    const left = localDay(at, state.timeZone).firsts[period] > start // A zone further ahead has left it already.
    const end = left ? before : beginOf(nextFirstDay(period, start), state.timeZone)
    return { start, until: (end > before ? end : before).toString() }
  }
  return { ...state, timeZone, keptPeriods: { day: keep('day'), week: keep('week'), month: keep('month') } }
}

/** The ledger account that counts a limit at `at`; `undefined` for one of each purchase alone, which counts nothing. */
export const budgetOf = (state: PayerState, limit: Limit, at: Instant): Id | undefined =>
  limit.period === 'transaction' ? undefined : limitBudget(limit.id, budgetStart(state, limit.period, at))

/** What the limits of `currency` count in at `at`. Accounts to read before `checkLimits`, the sink included. */
export function limitKeys(state: PayerState, currency: Currency, at: Instant): Id[] {
  const budgets = limitsOf(state, currency).flatMap((limit) => budgetOf(state, limit, at) ?? [])
  return budgets.length === 0 ? [] : [...budgets, limitSink(currency)]
}

export type LimitCheck =
  | {
      readonly kind: 'ok'
      readonly opens: readonly NewAccount[]
      readonly legs: readonly Leg[]
      /** What the price was counted against: to give back what is voided, by a leg from the sink. */
      readonly budgets: readonly Id[]
    }
  | { readonly kind: 'exceeded'; readonly limit: Limit; readonly leftMicros: bigint }

/**
 * Counts a price against every limit of its currency (R23), or names the first that it would pass.
 *
 * @param seen Must know all of `limitKeys(state, currency, at)`. The price is live money: play money has no limits.
 */
export function checkLimits(
  state: PayerState,
  currency: Currency,
  priceMicros: bigint,
  seen: Seen,
  at: Instant,
): LimitCheck {
  const opens: NewAccount[] = []
  const legs: Leg[] = []
  const budgets: Id[] = []
  for (const limit of limitsOf(state, currency)) {
    const budget = budgetOf(state, limit, at)
    const account = budget === undefined ? undefined : seen.account(budget)
    const leftMicros = left(limit, account)
    if (priceMicros > leftMicros) return { kind: 'exceeded', limit, leftMicros }
    if (budget === undefined) continue
    opens.push(...openIfAbsent(seen, budget, limitAsset(currency), { floor: -BigInt(limit.maxMicros), history: false }))
    legs.push(post(budget, limitSink(currency), priceMicros))
    budgets.push(budget)
  }
  if (legs.length > 0) opens.push(...openIfAbsent(seen, limitSink(currency), limitAsset(currency), { history: false }))
  return { kind: 'ok', opens, legs, budgets }
}

/** What a budget has counted so far. */
export const spentMicros = (budget: Account | undefined): bigint =>
  budget === undefined ? 0n : budget.debitsPosted + budget.debitsPending - budget.creditsPosted

/**
 * Where a budget's floor goes when its limit becomes `maxMicros`. What was spent is spent: the floor stays under it,
 * and the limit's own maximum, which `checkLimits` compares too, keeps the rest shut.
 */
export function budgetFloor(budget: Account, maxMicros: bigint): bigint {
  const spent = spentMicros(budget)
  return -(spent > maxMicros ? spent : maxMicros)
}

function left(limit: Limit, account: Account | undefined): bigint {
  const max = BigInt(limit.maxMicros)
  if (account === undefined) return max
  const free = max - spentMicros(account)
  const room = available(account)
  const least = free < room ? free : room
  return least > 0n ? least : 0n
}

const limitsOf = (state: PayerState, currency: Currency): Limit[] =>
  state.limits
    .filter((limit) => limit.currency === currency)
    .sort((a, b) => periods.indexOf(a.period) - periods.indexOf(b.period))
