// Spending limits (R23, R24): each has a scope, a window and a maximum in one currency. Here is what a limit has counted
// and what passes it; count-limits.ts counts.
import type { Account, Id, Instant, Keys, RowKey, Seen } from '@farthing/ledger'
import { balanceOf, heldOn } from '@farthing/ledger'
import type { Limit, LimitScope, LimitWindow, PayerState } from '../account/index.ts'
import type { DayNumber } from '../platform/calendar.ts'
import { toRfc3339 } from '../platform/clock.ts'
import { keyOf, whole } from '../platform/ids.ts'
import type { Currency } from '../platform/money.ts'
import { accountPeriod, periodBegins, periodEnds } from './account-days.ts'
import { heldOfBudget, limitBudget, rollingBudget } from './accounts.ts'
import type { CountedDay } from './tables.ts'
import { limitDays } from './tables.ts'

/** What is bought, or captured, or given up, of one line: micro-units of its currency. Its kind is that of its item, or a room’s own. */
export type LineAmount = { readonly itemKind: string; readonly micros: bigint }

/** A purchase of real money as limits see it: play money has no limits. */
export type Spending = {
  /** Of the payer's account. */
  readonly state: PayerState
  /** The user who approves; of a mandate, who gave it. */
  readonly member: Id
  readonly vendor: Id
  /** Of the prices, and of the wallet that pays them. */
  readonly currency: Currency
  readonly lines: readonly LineAmount[]
  /** Whether it is held, to be captured later. */
  readonly held: boolean
}

/** Where a purchase was counted: what its row keeps, so that exactly that is given back. */
export type Counted = {
  readonly budget: Id
  /** Of a limit of the last days: in which of the account's days. */
  readonly day?: DayNumber
  /** Of a limit on one kind of item: lines of which kind. */
  readonly itemKind?: string
}

/** Why a purchase does not pass: the first limit in the way. */
export type Exceeded = {
  readonly limit: Limit
  readonly leftMicros: bigint
  readonly overMicros: bigint
  /** From when on it would pass every limit, if nothing else is bought; `null`: never. */
  readonly passesAt: Instant | null
}

/** What a limit has counted at an instant. */
export type Standing = {
  readonly limit: Limit
  readonly maxMicros: bigint
  /** Counted and captured. */
  readonly spentMicros: bigint
  /** Counted and held. */
  readonly heldMicros: bigint
  /** Never below zero: a limit can be lowered under what was spent. */
  readonly leftMicros: bigint
  /** When room comes back next; `undefined` where none does. */
  readonly renewsAt: Instant | undefined
}

/** The order in which limits are checked and shown. */
const periods = ['transaction', 'day', 'week', 'month', 'last_days'] as const
const scopes = ['account', 'wallet', 'member', 'item_kind', 'vendor'] as const
const rank = (limit: Limit): number =>
  scopes.indexOf(limit.scope?.kind ?? 'account') * periods.length + periods.indexOf(limit.period)
const daysOf = (window: LimitWindow): number => (window.period === 'last_days' ? window.days : 0)
export const inOrder = (a: Limit, b: Limit): number =>
  rank(a) - rank(b) || daysOf(a) - daysOf(b) || (a.id < b.id ? -1 : 1)

/**
 * A payer has at most one limit of a currency, scope and window; its identifier stays when it is removed and set again,
 * and so does what it has counted.
 */
export function limitId(payer: Id, currency: Currency, scope: LimitScope | undefined, window: LimitWindow): Id {
  return whole(keyOf('limit', payer, currency, window.period, `${daysOf(window)}`, ...partsOf(scope)))
}

function partsOf(scope: LimitScope | undefined): string[] {
  switch (scope?.kind) {
    case undefined:
      return []
    case 'wallet':
      return [scope.kind]
    case 'vendor':
      return [scope.kind, scope.vendor]
    case 'member':
      return [scope.kind, scope.member]
    case 'item_kind':
      return [scope.kind, scope.itemKind]
  }
}

/** The limits that a purchase counts against, in order. */
export function limitsFor(spending: Spending): Limit[] {
  const { state, currency } = spending
  const found = state.limits.filter((limit) => limit.currency === currency && isWithin(limit.scope, spending))
  return found.length > 1 ? found.sort(inOrder) : found
}

function isWithin(scope: LimitScope | undefined, { vendor, member, lines }: Spending): boolean {
  switch (scope?.kind) {
    case undefined:
    case 'wallet': // The limit's currency says which.
      return true
    case 'vendor':
      return scope.vendor === vendor
    case 'member':
      return scope.member === member
    case 'item_kind':
      return lines.some(({ itemKind }) => itemKind === scope.itemKind)
  }
}

/** Which lines alone a limit counts, if not all. */
const kindOf = ({ scope }: Limit): string | undefined => (scope?.kind === 'item_kind' ? scope.itemKind : undefined)

/** What lines come to, those of one kind alone where a kind is given. */
export function microsOf(lines: readonly LineAmount[], itemKind: string | undefined): bigint {
  let total = 0n
  for (const line of lines) if (itemKind === undefined || line.itemKind === itemKind) total += line.micros
  return total
}

/** Where a limit counts at `at`; `undefined` for one of each purchase alone, which counts nothing. */
export function countedIn(state: PayerState, limit: Limit, at: Instant): Counted | undefined {
  if (limit.period === 'transaction') return undefined
  const itemKind = kindOf(limit)
  const kind = itemKind === undefined ? {} : { itemKind }
  if (limit.period === 'last_days') {
    return { budget: rollingBudget(limit.id), day: accountPeriod(state, 'day', at), ...kind }
  }
  return { budget: limitBudget(limit.id, accountPeriod(state, limit.period, at)), ...kind }
}

/** What will be looked at of some limits, so that it is read at once. No answer depends on it. */
export function limitKeys(limits: readonly Limit[], state: PayerState, at: Instant, withHeld: boolean): Keys {
  const accounts: Id[] = []
  const rows: RowKey[] = []
  for (const limit of limits) {
    const counted = countedIn(state, limit, at)
    if (counted === undefined) continue
    accounts.push(counted.budget)
    if (withHeld) accounts.push(heldOfBudget(counted.budget))
    if (counted.day !== undefined) rows.push([limitDays, limit.id])
  }
  return { accounts, rows }
}

/** What a limit has counted at an instant, as `talliesOf` finds it. */
export type Tally = {
  readonly limit: Limit
  /** Where it counts; `undefined` for one of each purchase alone. */
  readonly where: Counted | undefined
  readonly max: bigint
  readonly counted: bigint
  /** Of a limit of the last days: those in its window, oldest first, and those that have left it. */
  readonly days: readonly CountedDay[]
  readonly gone: readonly CountedDay[]
}

const none: readonly CountedDay[] = []

export const talliesOf = (state: PayerState, limits: readonly Limit[], seen: Seen, at: Instant): Tally[] =>
  limits.map((limit) => {
    const max = BigInt(limit.maxMicros)
    const where = countedIn(state, limit, at)
    if (where?.day === undefined) {
      const counted = where === undefined ? 0n : countedMicros(seen.account(where.budget))
      return { limit, where, max, counted, days: none, gone: none }
    }
    const all = seen.row(limitDays, limit.id)?.days ?? none
    const first = where.day - daysOf(limit) + 1
    const days = all.filter(({ day }) => day >= first)
    return { limit, where, max, counted: sumOf(days, 'micros'), days, gone: all.filter(({ day }) => day < first) }
  })

/**
 * Looks whether a purchase passes every limit that it falls under (R23, R24).
 *
 * @param tallies Of `limitsFor` that purchase.
 * @returns `undefined` where it does.
 */
export function exceededBy(spending: Spending, tallies: readonly Tally[], at: Instant): Exceeded | undefined {
  let found: Exceeded | undefined
  for (const tally of tallies) {
    const { limit, max, counted } = tally
    const micros = microsOf(spending.lines, kindOf(limit))
    const room = max - counted
    if (micros === 0n || micros <= room) continue // Room is below zero where a limit was lowered under what was spent.
    const passesAt = micros > max ? null : roomFrom(spending.state, tally, micros - room, at)
    const left = room > 0n ? room : 0n
    found =
      found === undefined
        ? { limit, leftMicros: left, overMicros: micros - left, passesAt }
        : { ...found, passesAt: later(found.passesAt, passesAt) }
  }
  return found
}

const later = (a: Instant | null, b: Instant | null): Instant | null =>
  a === null || b === null ? null : a > b ? a : b

/** How limits stand; all that they need is read at once. */
export function standingsOf(state: PayerState, limits: readonly Limit[], seen: Seen, at: Instant): Standing[] {
  seen.need(() => limitKeys(limits, state, at, true))
  return talliesOf(state, limits, seen, at).map((tally) => {
    const { limit, max, counted } = tally
    const heldMicros = heldOf(tally, seen)
    return {
      limit,
      maxMicros: max,
      spentMicros: counted - heldMicros,
      heldMicros,
      leftMicros: max > counted ? max - counted : 0n,
      renewsAt: roomFrom(state, tally, 1n, at) ?? undefined,
    }
  })
}

/** How the limits stand that a purchase falls under, before it is counted. */
export const standingsFor = (spending: Spending, seen: Seen, at: Instant): Standing[] =>
  standingsOf(spending.state, limitsFor(spending), seen, at)

function heldOf({ where, days }: Tally, seen: Seen): bigint {
  if (where === undefined) return 0n
  return where.day === undefined ? countedMicros(seen.account(heldOfBudget(where.budget))) : sumOf(days, 'held')
}

/** From when on `micros` more have room in a limit, if nothing else is bought; `null` where they never have. */
function roomFrom(state: PayerState, { limit, days }: Tally, micros: bigint, at: Instant): Instant | null {
  if (limit.period === 'transaction') return null
  if (limit.period !== 'last_days') return periodEnds(state, limit.period, at)
  let back = 0n
  for (const { day, micros: counted } of days) {
    back += BigInt(counted)
    if (back >= micros) return periodBegins(state, 'day', day + limit.days)
  }
  return null
}

export type LimitRefusal = ReturnType<typeof limitRefusal>
/** The refusal of a purchase that passes not every limit, with all that its payer may know. */
export const limitRefusal = ({ limit, leftMicros, overMicros, passesAt }: Exceeded) => ({
  code: 'limit_exceeded' as const,
  limit: limit.id,
  period: limit.period,
  left: leftMicros.toString(),
  over: overMicros.toString(),
  passes_at: passesAt === null ? null : toRfc3339(passesAt),
})

export const sumOf = (days: readonly CountedDay[], what: 'micros' | 'held'): bigint =>
  days.reduce((total, each) => total + BigInt(each[what]), 0n)

/** What a budget has counted so far, or what of it is held. */
export const countedMicros = (budget: Account | undefined): bigint =>
  budget === undefined ? 0n : heldOn(budget) - balanceOf(budget)

/**
 * Where a budget's floor goes when its limit becomes `maxMicros`. What was spent is spent: the floor stays under it,
 * and the limit's own maximum, which is compared too, keeps the rest shut.
 */
export function budgetFloor(budget: Account, maxMicros: bigint): bigint {
  const spent = countedMicros(budget)
  return -(spent > maxMicros ? spent : maxMicros)
}
