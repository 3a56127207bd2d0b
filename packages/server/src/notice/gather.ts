// When receipts are told as one, and what is then kept of each. Pure.
import type { Id, Instant } from '@farthing/ledger'
import type { PayerState } from '../account/index.ts'
import { accountPeriod, periodBegins } from '../wallet/index.ts'
import { dateOf, dayAfter, timeOn } from '../platform/calendar.ts'
import { seconds } from '../platform/clock.ts'

/** Which receipts somebody wants: one for each, one a day for all of it, or none. */
export type Receipts = 'each' | 'daily' | 'none'

/** Where nobody chose: who buys for fractions of a cent buys a hundred times a day, and reads one mail of them. */
export const defaultReceipts: Receipts = 'daily'

/** How many single receipts somebody is sent within an hour by the clock; those after them are told as one at its end. */
export const maxEachHour = 12

/** How many of the gathered are told line by line; the others only count. */
const maxLines = 20

/** When the day before is told, by the clocks of the account. */
const morning = '07:00'

/** The time over which receipts are gathered. */
export type Span = {
  /** Names it among those of one user. */
  readonly key: string
  /** When what was gathered is sent. */
  readonly endsAt: Instant
} & Over
type Over = { readonly over: 'day'; readonly day: string } | { readonly over: 'hour'; readonly from: string }

/** Where in the log an event stands. */
export type Place = { readonly operation: Id; readonly place: number }

type Part = {
  readonly count: number
  /** By currency, in micro-units, decimal. */
  readonly sums: Readonly<Record<string, string>>
}

/** What is kept of gathered receipts. Nothing of it says what was bought: that is read in the log. */
export type Gathered = {
  readonly span: Over
  readonly paid: Part
  readonly returned: Part
  /** The first `maxLines`. */
  readonly items: readonly Place[]
}

/** One receipt, as it is gathered. */
export type ToGather = Place & {
  readonly kind: 'paid' | 'returned'
  readonly currency: string
  readonly micros: bigint
}

const hour = seconds(3_600)

/** The hour by the clock in which an instant lies. */
export const hourOf = (at: Instant): Instant => at - (at % hour)

/** The account's day in which an instant lies; told in the morning after it, when the account's day is over. */
export function daySpan(state: PayerState, at: Instant): Span {
  const first = accountPeriod(state, 'day', at)
  const day = dateOf(first)
  const morningAfter = timeOn(dayAfter(day, 1), morning, state.timeZone)
  const over = periodBegins(state, 'day', first + 1)
  return { key: `day ${day}`, endsAt: morningAfter > over ? morningAfter : over, over: 'day', day }
}

/** The hour in which an instant lies; told at its end. */
export function hourSpan(at: Instant): Span {
  const from = hourOf(at)
  return { key: `hour ${from}`, endsAt: from + hour, over: 'hour', from: from.toString() }
}

const nothing: Part = { count: 0, sums: {} }

/** What is kept once a receipt was gathered as well. */
export function gather(before: Gathered | undefined, span: Span, receipt: ToGather): Gathered {
  const known: Gathered = before ?? { span: overOf(span), paid: nothing, returned: nothing, items: [] }
  const { operation, place, kind, currency, micros } = receipt
  const { count, sums } = known[kind]
  const sum = BigInt(sums[currency] ?? '0') + micros
  return {
    ...known,
    [kind]: { count: count + 1, sums: { ...sums, [currency]: sum.toString() } },
    items: known.items.length < maxLines ? [...known.items, { operation, place }] : known.items,
  }
}

const overOf = (span: Span): Over =>
  span.over === 'day' ? { over: 'day', day: span.day } : { over: 'hour', from: span.from }
