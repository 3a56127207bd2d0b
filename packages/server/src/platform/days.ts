// Calendar days of a time zone. No I/O.
import type { Instant } from '@farthing/ledger'

/** Days of a zone, one after the other. Days are `YYYY-MM-DD`. */
export type Days = {
  readonly days: readonly string[]
  /** When each begins: as many as there are days. */
  readonly begins: readonly Instant[]
  /** When the first begins, and when the last is over. */
  readonly from: Instant
  readonly to: Instant
  /** IANA name. */
  readonly timeZone: string
}

const dayMillis = 86_400_000

/** Today and the days before it, `count` in all. */
export function daysBefore(now: Instant, count: number, timeZone: string): Days {
  const today = dayOf(now, timeZone)
  return daysFrom(dayAfter(today, 1 - count), today, timeZone)
}

/** The days from `first` to `last`, both with them. None where `last` comes before. */
export function daysFrom(first: string, last: string, timeZone: string): Days {
  const shown = clockOf(timeZone)
  const count = Math.max(0, Math.round((Date.parse(last) - Date.parse(first)) / dayMillis) + 1)
  const days = Array.from({ length: count }, (_, i) => dayAfter(first, i))
  const begins = days.map((day) => beginOf(Date.parse(day), shown))
  return { days, begins, from: beginOf(Date.parse(first), shown), to: endOf(last, timeZone), timeZone }
}

/** In which day of a zone an instant lies. */
export function dayOf(at: Instant, timeZone: string): string {
  return new Date(clockOf(timeZone)(Number(at / 1_000n))).toISOString().slice(0, 10)
}

/** When a day begins in a zone: its midnight, or where clocks skip midnight the first instant after. */
export const midnight = (day: string, timeZone: string): Instant => beginOf(Date.parse(day), clockOf(timeZone))

/** When a day is over in a zone: when the next begins. */
export const endOf = (day: string, timeZone: string): Instant => beginOf(Date.parse(day) + dayMillis, clockOf(timeZone))

/** The day `count` days after another. */
export const dayAfter = (day: string, count: number): string =>
  new Date(Date.parse(day) + count * dayMillis).toISOString().slice(0, 10)

/** @param wanted The day's midnight, read as if it were UTC. */
function beginOf(wanted: number, shown: Shown): Instant {
  // A zone's offset is what its clock shows less what UTC shows: before any change of that day, and after.
  const offsets = [wanted - dayMillis, wanted + dayMillis].map((near) => shown(near) - near)
  const begins = offsets.map((offset) => wanted - offset).filter((at) => !Number.isNaN(at) && shown(at) >= wanted)
  // After the year 9999 no clock shows anything that we can read.
  return BigInt(begins.length === 0 ? wanted : Math.min(...begins)) * 1_000n
}

/** What a clock in a zone shows at an instant, read as if it were UTC. Milliseconds since 1970. */
type Shown = (millis: number) => number

const clocks = new Map<string, Shown>()
/** There are some 600 zones, but `eUROPE/berlin` is one as well: without a bound, spellings would fill the memory. */
const mostClocks = 1_000

function clockOf(timeZone: string): Shown {
  const known = clocks.get(timeZone)
  if (known !== undefined) return known
  const format = new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  })
  const clock: Shown = (millis) => Date.parse(`${format.format(millis).replace(' ', 'T')}Z`)
  if (clocks.size >= mostClocks) clocks.clear()
  clocks.set(timeZone, clock)
  return clock
}
