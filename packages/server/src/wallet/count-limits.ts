// Counts purchases against spending limits, and gives back what was held and is not spent.
import type { Draft, Id, Instant, Keys, Moves, RowKey, Seen } from '@farthing/ledger'
import type { Limit } from '../account/index.ts'
import { limitAsset } from '../chart/index.ts'
import type { DayNumber } from '../platform/calendar.ts'
import { whole } from '../platform/ids.ts'
import type { Currency } from '../platform/money.ts'
import { heldOfBudget, limitSink } from './accounts.ts'
import type { Counted, Exceeded, LineAmount, Spending } from './limits.ts'
import { countedIn, exceededBy, inWindow, limitKeys, limitsFor, microsOf, sumOf } from './limits.ts'
import type { CountedDay } from './tables.ts'
import { limitDays } from './tables.ts'

type Posting = Pick<Moves, 'post'>

export type LimitsCounted =
  | { readonly kind: 'ok'; readonly counted: readonly Counted[] }
  | { readonly kind: 'exceeded'; readonly exceeded: Exceeded }

/** Keys that `countAgainstLimits` looks at, for whoever knows beforehand what is bought: performance only. */
export function limitReads(spending: Spending, at: Instant): Keys {
  const { accounts, rows } = limitKeys(limitsFor(spending), spending.state, at, spending.held)
  return { accounts: accounts.length === 0 ? [] : [...accounts, limitSink(spending.currency)], rows }
}

/** Keys that `spendHeld` and `returnToLimits` look at: performance only. */
export const countedReads = (counted: readonly Counted[], currency: Currency): Keys => ({
  accounts:
    counted.length === 0
      ? []
      : [limitSink(currency), ...counted.flatMap(({ budget }) => [budget, heldOfBudget(budget)])],
  rows: counted.flatMap(({ budget, day }): RowKey[] => (day === undefined ? [] : [[limitDays, whole(budget)]])),
})

/**
 * Looks whether a purchase passes every limit that it falls under (R23, R24).
 *
 * @returns `undefined` where it does.
 */
export function exceededLimit(seen: Seen, spending: Spending, at: Instant): Exceeded | undefined {
  const limits = limitsFor(spending)
  if (limits.length === 0) return undefined
  seen.need(() => limitKeys(limits, spending.state, at, false))
  return exceededBy(spending, limits, seen, at)
}

/**
 * Counts a purchase against every limit that it falls under, or says why it does not pass, and counts nothing.
 *
 * @param moves Of the movement that the purchase is.
 * @returns What the purchase's row keeps, to hand to `spendHeld` and `returnToLimits`.
 */
export function countAgainstLimits(draft: Draft, moves: Posting, spending: Spending, at: Instant): LimitsCounted {
  const limits = limitsFor(spending)
  if (limits.length === 0) return { kind: 'ok', counted: [] }
  draft.need(() => {
    const { accounts, rows } = limitKeys(limits, spending.state, at, spending.held)
    return { accounts: [...accounts, limitSink(spending.currency)], rows }
  })
  const exceeded = exceededBy(spending, limits, draft, at)
  if (exceeded !== undefined) return { kind: 'exceeded', exceeded }
  const counted: Counted[] = []
  for (const limit of limits) {
    const where = countedIn(spending.state, limit, at)
    if (where === undefined) continue
    count(draft, moves, limit, where, spending)
    counted.push(where)
  }
  return { kind: 'ok', counted }
}

function count(draft: Draft, moves: Posting, limit: Limit, { budget, day, itemKind }: Counted, spending: Spending) {
  const { currency, held } = spending
  const micros = microsOf(spending.lines, itemKind)
  const [asset, sink, floor] = [limitAsset(currency), limitSink(currency), -BigInt(limit.maxMicros)]
  draft.openIfAbsent({ id: sink, asset, history: false })
  // A ceiling of zero: nothing comes back that was not counted.
  draft.openIfAbsent({ id: budget, asset, floor, ceiling: 0n, history: false })
  // One that was lowered under what was spent had its floor under its maximum, until enough came back.
  if (draft.account(budget)?.floor !== floor) draft.bound({ account: budget, floor })
  if (held) draft.openIfAbsent({ id: heldOfBudget(budget), asset, floor: null, ceiling: 0n, history: false })
  if (day !== undefined && limit.period === 'last_days') {
    const { gone, kept } = inWindow(draft.row(limitDays, limit.id)?.days ?? [], day, limit.days)
    const [goneMicros, goneHeld] = [sumOf(gone, 'micros'), sumOf(gone, 'held')]
    if (goneMicros > 0n) moves.post(sink, budget, goneMicros)
    if (goneHeld > 0n) moves.post(sink, heldOfBudget(budget), goneHeld)
    draft.put(limitDays, limit.id, { days: withAdded(kept, day, micros, held ? micros : 0n) })
  }
  moves.post(budget, sink, micros)
  if (held) moves.post(heldOfBudget(budget), sink, micros)
}

/**
 * A capture of a hold: what was held becomes spent.
 *
 * @param lines What is captured of each line.
 */
export function spendHeld(
  draft: Draft,
  moves: Posting,
  counted: readonly Counted[],
  currency: Currency,
  lines: readonly LineAmount[],
): void {
  draft.need(() => countedReads(counted, currency))
  for (const { budget, day, itemKind } of counted) {
    const micros = microsOf(lines, itemKind)
    if (micros === 0n || !changeDay(draft, budget, day, 0n, -micros)) continue
    moves.post(limitSink(currency), heldOfBudget(budget), micros)
  }
}

/**
 * What was held and will not be spent comes back, as far as it is still counted.
 *
 * @param lines What is given up of each line.
 */
export function returnToLimits(
  draft: Draft,
  moves: Posting,
  counted: readonly Counted[],
  currency: Currency,
  lines: readonly LineAmount[],
): void {
  draft.need(() => countedReads(counted, currency))
  for (const { budget, day, itemKind } of counted) {
    const micros = microsOf(lines, itemKind)
    if (micros === 0n || !changeDay(draft, budget, day, -micros, -micros)) continue
    moves.post(limitSink(currency), budget, micros)
    moves.post(limitSink(currency), heldOfBudget(budget), micros)
  }
}

/**
 * Changes what a limit of the last days has for one day.
 *
 * @returns Whether the budget still counts what was counted then; of a calendar's day, week or month it always does.
 */
function changeDay(draft: Draft, budget: Id, day: DayNumber | undefined, micros: bigint, held: bigint): boolean {
  if (day === undefined) return true
  const limit = whole(budget)
  const days = draft.row(limitDays, limit)?.days ?? []
  if (!days.some((each) => each.day === day)) return false
  draft.put(limitDays, limit, { days: withAdded(days, day, micros, held) })
  return true
}

/** The days with more, or less, in one of them; one without anything is left out. */
function withAdded(days: readonly CountedDay[], day: DayNumber, micros: bigint, held: bigint): CountedDay[] {
  const before = days.find((each) => each.day === day)
  const total = BigInt(before?.micros ?? 0) + micros
  const others = days.filter((each) => each.day !== day)
  if (total === 0n) return others
  const changed = { day, micros: total.toString(), held: (BigInt(before?.held ?? 0) + held).toString() }
  return [...others, changed].sort((a, b) => a.day - b.day)
}
