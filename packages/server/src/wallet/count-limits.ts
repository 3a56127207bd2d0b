// Counts purchases against spending limits, and gives back what was held and is not spent.
import type { Draft, Id, Instant, Keys, Moves, RowKey } from '@farthing/ledger'
import { limitAsset } from '../chart/index.ts'
import type { DayNumber } from '../platform/calendar.ts'
import { whole } from '../platform/ids.ts'
import type { Currency } from '../platform/money.ts'
import { heldOfBudget, limitSink } from './accounts.ts'
import type { Counted, Exceeded, LineAmount, Spending, Tally } from './limits.ts'
import { exceededBy, limitKeys, limitsFor, microsOf, sumOf, talliesOf } from './limits.ts'
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
  const tallies = talliesOf(spending.state, limits, draft, at)
  const exceeded = exceededBy(spending, tallies, at)
  if (exceeded !== undefined) return { kind: 'exceeded', exceeded }
  const counted: Counted[] = []
  for (const tally of tallies) {
    if (tally.where === undefined || microsOf(spending.lines, tally.where.itemKind) === 0n) continue
    count(draft, moves, tally, tally.where, spending)
    counted.push(tally.where)
  }
  return { kind: 'ok', counted }
}

function count(draft: Draft, moves: Posting, { limit, max, days, gone }: Tally, where: Counted, spending: Spending) {
  const { budget, day, itemKind } = where
  const { currency, held } = spending
  const micros = microsOf(spending.lines, itemKind)
  const sink = limitSink(currency)
  openBudget(draft, budget, currency, max)
  if (held) draft.openIfAbsent({ id: heldOfBudget(budget), asset: limitAsset(currency), floor: null, ...emptied })
  if (day !== undefined) {
    const [goneMicros, goneHeld] = [sumOf(gone, 'micros'), sumOf(gone, 'held')]
    if (goneMicros > 0n) moves.post(sink, budget, goneMicros)
    if (goneHeld > 0n) moves.post(sink, heldOfBudget(budget), goneHeld)
    draft.put(limitDays, limit.id, { days: withAdded(days, day, micros, held ? micros : 0n) })
  }
  moves.post(budget, sink, micros)
  if (held) moves.post(heldOfBudget(budget), sink, micros)
}

/** A ceiling of zero: nothing comes back that was not counted. */
const emptied = { ceiling: 0n, history: false } as const

/** A budget is there, with the floor that its limit says, and the other side of it. Hot: most of the time it is so. */
function openBudget(draft: Draft, budget: Id, currency: Currency, max: bigint): void {
  const account = draft.account(budget)
  const sink = limitSink(currency)
  if (draft.account(sink) === undefined) draft.open({ id: sink, asset: limitAsset(currency), history: false })
  if (account === undefined) draft.open({ id: budget, asset: limitAsset(currency), floor: -max, ...emptied })
  // One that was lowered under what was spent had its floor under its maximum, until enough came back.
  else if (account.floor !== -max) draft.bound({ account: budget, floor: -max })
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
