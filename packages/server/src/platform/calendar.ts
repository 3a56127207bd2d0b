// The one place where days are counted: calendar arithmetic and the zones it goes by, by Temporal. No I/O.
import type { Instant } from '@farthing/ledger'
import { Temporal } from 'temporal-polyfill'

/** Zones that people choose from: UTC, then a name for each place, in the order of the alphabet. */
export const timeZones: readonly string[] = [
  'UTC',
  ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC'),
]

/** Whether the runtime knows a name of the IANA time zone database. Offsets such as `+01:00` are no names. */
export function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false
  try {
    new Temporal.ZonedDateTime(0n, name)
    return true
  } catch {
    return false
  }
}

/** A day of the calendar as the number of days since 1970-01-01, in no zone. */
export type DayNumber = number

/** A period that a spending limit may count over. Weeks begin on Monday. */
export type CalendarPeriod = 'day' | 'week' | 'month'

const dayMillis = 86_400_000
const epoch = Temporal.PlainDate.from('1970-01-01')
const plainDate = (day: DayNumber): Temporal.PlainDate => epoch.add({ days: day })
const numberOf = (date: Temporal.PlainDate): DayNumber => epoch.until(date, { largestUnit: 'days' }).days

/** The first day of the period in which a day lies. */
export function firstDay(period: CalendarPeriod, day: DayNumber): DayNumber {
  if (period === 'day') return day
  const date = plainDate(day)
  return day - (period === 'week' ? date.dayOfWeek - 1 : date.day - 1)
}

/** The first day of the period after the one that begins with `first`. */
export function nextFirstDay(period: CalendarPeriod, first: DayNumber): DayNumber {
  if (period === 'month') return numberOf(plainDate(first).add({ months: 1 }))
  return first + (period === 'week' ? 7 : 1)
}

/** One day of a zone. */
export type LocalDay = {
  readonly day: DayNumber
  readonly begins: Instant
  /** When it is over: when the next begins. */
  readonly ends: Instant
  /** The first days of the periods in which it lies. */
  readonly firsts: Readonly<Record<CalendarPeriod, DayNumber>>
}

const latestDays = new Map<string, LocalDay>()
/** There are some 600 zones, but `eUROPE/berlin` is one as well: without a bound, spellings would fill the memory. */
const maxZones = 1_000

/**
 * The day of a zone in which an instant lies. Days follow each other without gap or overlap: where clocks are set back
 * over midnight, the day that has begun goes on.
 *
 * A zone's last answer is kept, so that a purchase compares two instants and does not ask Temporal (about 50 µs).
 *
 * @param timeZone IANA name.
 * @throws RangeError where there is no such zone.
 */
export function localDay(at: Instant, timeZone: string): LocalDay {
  const known = latestDays.get(timeZone)
  if (known !== undefined && at >= known.begins && at < known.ends) return known
  let day = numberOf(new Temporal.ZonedDateTime(at * 1_000n, timeZone).toPlainDate())
  let ends = beginOf(day + 1, timeZone)
  // Clocks were set back over midnight, and show the day before again.
  while (ends <= at) ends = beginOf(++day + 1, timeZone)
  const firsts = { day, week: firstDay('week', day), month: firstDay('month', day) }
  const found = { day, begins: beginOf(day, timeZone), ends, firsts }
  if (latestDays.size >= maxZones) latestDays.clear()
  latestDays.set(timeZone, found)
  return found
}

/** When a day begins in a zone: its midnight, or where clocks skip midnight the first instant after. */
export const beginOf = (day: DayNumber, timeZone: string): Instant =>
  BigInt(plainDate(day).toZonedDateTime(timeZone).epochMilliseconds) * 1_000n

/**
 * When clocks of a zone show a time on a day: where they skip it, as much later as they skip; where they show it twice,
 * the first.
 *
 * @param day `YYYY-MM-DD`.
 * @param time `HH:MM`.
 */
export function timeOn(day: string, time: string, timeZone: string): Instant {
  const zoned = Temporal.PlainDate.from(day).toZonedDateTime({ timeZone, plainTime: Temporal.PlainTime.from(time) })
  return BigInt(zoned.epochMilliseconds) * 1_000n
}

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

/** Today and the days before it, `count` in all. */
export function daysBefore(now: Instant, count: number, timeZone: string): Days {
  const today = localDay(now, timeZone).day
  return daysOf(today + 1 - count, today, timeZone)
}

/** The days from `first` to `last`, both with them. None where `last` comes before. */
export const daysFrom = (first: string, last: string, timeZone: string): Days =>
  daysOf(dayNumber(first), dayNumber(last), timeZone)

function daysOf(first: DayNumber, last: DayNumber, timeZone: string): Days {
  const numbers = Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => first + i)
  const begins = numbers.map((day) => beginOf(day, timeZone))
  const from = begins[0] ?? beginOf(first, timeZone)
  return { days: numbers.map(dateOf), begins, from, to: beginOf(last + 1, timeZone), timeZone }
}

/** In which day of a zone an instant lies. */
export const dayOf = (at: Instant, timeZone: string): string => dateOf(localDay(at, timeZone).day)

/** When a day begins in a zone. */
export const midnight = (day: string, timeZone: string): Instant => beginOf(dayNumber(day), timeZone)

/** When a day is over in a zone: when the next begins. */
export const endOf = (day: string, timeZone: string): Instant => beginOf(dayNumber(day) + 1, timeZone)

/** The day `count` days after another. */
export const dayAfter = (day: string, count: number): string => dateOf(dayNumber(day) + count)

/** 1, Monday, to 7. */
export const weekdayOf = (day: string): number => Temporal.PlainDate.from(day).dayOfWeek

/** 28 to 31: of the month in which a day lies. */
export const daysInMonth = (day: string): number => Temporal.PlainDate.from(day).daysInMonth

/** A day of the calendar as `YYYY-MM-DD`. */
export const dateOf = (day: DayNumber): string => new Date(day * dayMillis).toISOString().slice(0, 10)

const dayNumber = (day: string): DayNumber => Date.parse(day) / dayMillis
