import type { Instant } from '@farthing/ledger'

/** Tells the time: microseconds since 1970-01-01T00:00:00Z. Injected, so that no test waits. */
export type Clock = { now(): Instant }

export const systemClock: Clock = { now: () => BigInt(Date.now()) * 1_000n }

export const seconds = (count: number | bigint): bigint => BigInt(count) * 1_000_000n

/** RFC 3339 in UTC with milliseconds, as every edge writes times. */
export const toRfc3339 = (at: Instant): string => new Date(Number(at / 1_000n)).toISOString()

const dateForm = /^(\d{4})-(\d\d)-(\d\d)$/
const instantForm = /^(\d{4}-\d\d-\d\d)[Tt](\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?(?:[Zz]|([+-])(\d\d):(\d\d))$/
const dayMicros = seconds(86_400)
/**
 * The first and the last instant that we write: outside of them RFC 3339 has no four digits for a year, or nobody buys
 * anything.
 */
const earliest = 0n
const latest = BigInt(Date.UTC(10_000, 0, 1)) * 1_000n - 1n

/**
 * Parses an instant of RFC 3339: a date of the calendar, a time, and Z or an offset; nine digits of a fraction at most,
 * of which the micro-seconds count. `undefined` where it is none: 30 February, 24:00 and second 60 are refused rather
 * than taken for another, and so is what lies outside of 1970 to 9999.
 */
export function fromRfc3339(text: string): Instant | undefined {
  const [, date = '', hour, minute, second, fraction = '', sign, offsetHour = '0', offsetMinute = '0'] =
    instantForm.exec(text) ?? []
  const day = dayNumber(date)
  if (day === undefined) return undefined
  const [hours, minutes, secs] = [Number(hour), Number(minute), Number(second)]
  if (hours > 23 || minutes > 59 || secs > 59 || Number(offsetHour) > 23 || Number(offsetMinute) > 59) return undefined
  const offset = (Number(offsetHour) * 60 + Number(offsetMinute)) * (sign === '-' ? -60 : 60)
  const micros = BigInt(fraction.padEnd(6, '0').slice(0, 6))
  const at = day * dayMicros + seconds(hours * 3_600 + minutes * 60 + secs - offset) + micros
  return at >= earliest && at <= latest ? at : undefined
}

/** Parses a day of the calendar, `2026-11-24`: the instant at which it begins in UTC. `undefined` where it is none. */
export function fromDay(text: string): Instant | undefined {
  const day = dayNumber(text)
  return day === undefined || day < 0n ? undefined : day * dayMicros
}

/** Days since 1970-01-01 of a date that the Gregorian calendar has. */
function dayNumber(text: string): bigint | undefined {
  const [, year, month, day] = dateForm.exec(text) ?? []
  if (year === undefined) return undefined
  const date = new Date(0)
  date.setUTCFullYear(Number(year), Number(month) - 1, Number(day)) // Date.UTC takes the year 26 for 1926.
  const isReal = date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day)
  return isReal ? BigInt(date.getTime() / 86_400_000) : undefined
}
