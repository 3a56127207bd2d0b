import type { Instant } from '@farthing/ledger'

/** Over what a spending limit counts, other than one purchase. Weeks begin on Monday. */
export type CalendarPeriod = 'day' | 'week' | 'month'

const quarterHour = 900_000_000n
const day = 86_400_000_000n

type Zone = { readonly format: Intl.DateTimeFormat; slot: bigint | undefined; offset: bigint }
const zones = new Map<string, Zone>()
/** There are some 600, but `eUROPE/berlin` is one as well: without a bound, spellings would fill the memory. */
const mostZones = 1_000

/**
 * What a zone's clocks are ahead of UTC, in microseconds; below zero west of it.
 *
 * Zones change their clocks at quarters of an hour at the finest, and the last quarter asked for is kept, so that a
 * purchase does not pay for a formatter (about 4 µs).
 *
 * @throws RangeError where there is no such zone.
 */
export function zoneOffset(name: string, at: Instant): bigint {
  const zone = zoneOf(name)
  const slot = floorDivide(at, quarterHour)
  if (slot !== zone.slot) {
    zone.offset = readOffset(zone.format, slot * quarterHour)
    zone.slot = slot
  }
  return zone.offset
}

/**
 * The local midnight that begins the day, the week or the month in which `at` lies.
 *
 * @param zone IANA name; daylight saving is followed.
 * @returns That local date at 00:00 read as if it were UTC, so that days are always 24 hours apart.
 */
export function periodStart(period: CalendarPeriod, zone: string, at: Instant): Instant {
  const date = floorDivide(at + zoneOffset(zone, at), day)
  if (period === 'day') return date * day
  // Day 0 was a Thursday: three days after Monday.
  if (period === 'week') return (date - modulo(date + 3n, 7n)) * day
  return (date - BigInt(new Date(Number((date * day) / 1_000n)).getUTCDate() - 1)) * day
}

/** The instant at which the period that begins at `start` (as `periodStart` gives it) is over. */
export function periodEnd(period: CalendarPeriod, zone: string, start: Instant): Instant {
  const midnight = nextStart(period, start)
  // The offset that holds then: asked once with the zone's offset about that time, once with what that gave.
  const near = midnight - zoneOffset(zone, midnight)
  return midnight - zoneOffset(zone, near)
}

function nextStart(period: CalendarPeriod, start: Instant): Instant {
  if (period === 'day') return start + day
  if (period === 'week') return start + 7n * day
  const date = new Date(Number(start / 1_000n))
  return BigInt(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1)) * 1_000n
}

function zoneOf(name: string): Zone {
  const known = zones.get(name)
  if (known !== undefined) return known
  const format = new Intl.DateTimeFormat('en-US', { timeZone: name, timeZoneName: 'longOffset' })
  const zone: Zone = { format, slot: undefined, offset: 0n }
  if (zones.size >= mostZones) zones.clear()
  zones.set(name, zone)
  return zone
}

function readOffset(format: Intl.DateTimeFormat, at: Instant): bigint {
  const parts = format.formatToParts(new Date(Number(at / 1_000n)))
  const name = parts.find((part) => part.type === 'timeZoneName')?.value ?? ''
  const found = /^GMT(?:([+-])(\d\d):(\d\d)(?::(\d\d))?)?$/.exec(name)
  if (found === null) throw new Error(`${name} is no offset`)
  const [, sign, hours = '0', minutes = '0', seconds = '0'] = found
  const offset = (BigInt(hours) * 3_600n + BigInt(minutes) * 60n + BigInt(seconds)) * 1_000_000n
  return sign === '-' ? -offset : offset
}

const modulo = (a: bigint, b: bigint): bigint => ((a % b) + b) % b
const floorDivide = (a: bigint, b: bigint): bigint => (a - modulo(a, b)) / b
