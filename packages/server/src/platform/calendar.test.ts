import { expect, test } from 'vitest'
import { fromRfc3339, toRfc3339 } from './clock.ts'
import {
  dayOf,
  daysBefore,
  daysFrom,
  daysInMonth,
  endOf,
  firstDay,
  isTimeZone,
  localDay,
  midnight,
  nextFirstDay,
  beginOf,
  timeOn,
  timeZones,
  weekdayOf,
} from './calendar.ts'

test.each([
  ['2026-06-01', 'UTC', '2026-06-01T00:00:00.000Z'],
  ['2026-06-01', 'Europe/Berlin', '2026-05-31T22:00:00.000Z'],
  ['2026-12-01', 'Europe/Berlin', '2026-11-30T23:00:00.000Z'],
  // Clocks change that day.
  ['2026-03-29', 'Europe/Berlin', '2026-03-28T23:00:00.000Z'],
  ['2026-03-30', 'Europe/Berlin', '2026-03-29T22:00:00.000Z'],
  ['2026-10-25', 'Europe/Berlin', '2026-10-24T22:00:00.000Z'],
  // Clocks skip midnight that day.
  ['2026-04-24', 'Africa/Cairo', '2026-04-23T22:00:00.000Z'],
  ['2026-09-06', 'America/Santiago', '2026-09-06T04:00:00.000Z'],
  // Midnight comes twice that day.
  ['2026-11-01', 'America/Havana', '2026-11-01T04:00:00.000Z'],
  ['2026-06-01', 'America/Los_Angeles', '2026-06-01T07:00:00.000Z'],
  ['2026-06-01', 'Asia/Kathmandu', '2026-05-31T18:15:00.000Z'],
])('R40: the day %s begins in %s at %s', (day, timeZone, at) => {
  expect(toRfc3339(midnight(day, timeZone))).toBe(at)
})

test('R40: seven days end with today, as the zone has it', () => {
  const now = fromRfc3339('2026-06-01T23:30:00Z') ?? 0n
  expect(daysBefore(now, 3, 'UTC').days).toEqual(['2026-05-30', '2026-05-31', '2026-06-01'])
  const [first, second, third] = ['2026-05-31T22:00:00Z', '2026-06-01T22:00:00Z', '2026-06-02T22:00:00Z'].map(
    (at) => fromRfc3339(at) ?? 0n,
  )
  expect(daysBefore(now, 2, 'Europe/Berlin')).toEqual({
    days: ['2026-06-01', '2026-06-02'],
    begins: [first, second],
    from: first,
    to: third,
    timeZone: 'Europe/Berlin',
  })
})

test('R40: days from one to another have both, and none where they are the wrong way round', () => {
  expect(daysFrom('2026-02-27', '2026-03-01', 'UTC').days).toEqual(['2026-02-27', '2026-02-28', '2026-03-01'])
  expect(daysFrom('2026-03-01', '2026-02-27', 'UTC').days).toEqual([])
})

test('R40: an instant lies in the day that a clock of the zone shows', () => {
  const at = fromRfc3339('2026-06-01T11:59:59Z') ?? 0n
  expect(dayOf(at, 'Pacific/Auckland')).toBe('2026-06-01')
  expect(dayOf(at + 1_000_000n, 'Pacific/Auckland')).toBe('2026-06-02')
})

test('R40: the last day of the calendar is over, too', () => {
  expect(endOf('9999-12-31', 'UTC')).toBe(253_402_300_800_000_000n)
})

test.each(['UTC', 'Europe/Berlin', 'America/Argentina/Buenos_Aires', 'Asia/Kolkata', 'Asia/Calcutta', 'Etc/GMT+5'])(
  '%s is a zone',
  (zone) => {
    expect(isTimeZone(zone)).toBe(true)
  },
)

test.each(['', 'Mars/Olympus', '+05:30', '-01:00', '+05', 'Europe/Berlin ', 'Europe/Ber\u0000lin', '../UTC', '🐦'])(
  '%j is none',
  (zone) => {
    expect(isTimeZone(zone)).toBe(false)
  },
)

test('what people choose from begins with UTC, has each once, and all of it is taken', () => {
  expect(timeZones[0]).toBe('UTC')
  expect(new Set(timeZones).size).toBe(timeZones.length)
  expect(timeZones).toEqual(expect.arrayContaining(['Europe/Berlin', 'America/New_York', 'Africa/Nairobi']))
  expect(timeZones.filter((zone) => !isTimeZone(zone))).toEqual([])
})

test('R40: what is no time zone is told apart', () => {
  expect(['Europe/London', 'Asia/Kathmandu', 'UTC'].map(isTimeZone)).toEqual([true, true, true])
  expect(['Mars/Olympus', 'Europe/Nowhere', '+01:00', '-0800', '', ' UTC'].map(isTimeZone)).toEqual(
    Array(6).fill(false),
  )
})

const instant = (text: string): bigint => fromRfc3339(text) ?? 0n
const first = (period: 'day' | 'week' | 'month', zone: string, text: string): string => {
  const { day, firsts } = localDay(instant(text), zone)
  expect(firstDay(period, day)).toBe(firsts[period])
  return new Date(firsts[period] * 86_400_000).toISOString().slice(0, 10)
}

test('R23: a day begins at midnight where the account lives', () => {
  expect(first('day', 'UTC', '2026-11-03T23:59:59.999Z')).toBe('2026-11-03')
  expect(first('day', 'Europe/Berlin', '2026-11-03T23:30:00Z')).toBe('2026-11-04')
  expect(first('day', 'America/New_York', '2026-11-04T04:59:00Z')).toBe('2026-11-03')
  expect(first('day', 'Asia/Kathmandu', '2026-11-03T18:15:00Z')).toBe('2026-11-04')
})

test('R23: weeks begin on Monday and months on the first', () => {
  expect(first('week', 'UTC', '2026-11-01T12:00:00Z')).toBe('2026-10-26')
  expect(first('week', 'UTC', '2026-11-02T00:00:00Z')).toBe('2026-11-02')
  expect(first('week', 'Europe/London', '2026-06-28T23:00:00Z')).toBe('2026-06-29')
  expect(first('month', 'UTC', '2026-02-28T23:00:00Z')).toBe('2026-02-01')
  expect(first('month', 'Asia/Tokyo', '2026-02-28T15:00:00Z')).toBe('2026-03-01')
})

test('R23: daylight saving makes a day of 23 and one of 25 hours', () => {
  const length = (date: string): bigint => {
    const { begins, ends } = localDay(instant(`${date}T12:00:00Z`), 'Europe/Berlin')
    return (ends - begins) / 3_600_000_000n
  }
  expect(length('2026-03-29')).toBe(23n)
  expect(length('2026-06-01')).toBe(24n)
  expect(length('2026-10-25')).toBe(25n)
})

test('R23: a period ends where the next begins, to the microsecond', () => {
  for (const zone of ['UTC', 'America/New_York', 'Australia/Lord_Howe', 'Pacific/Kiritimati', 'Pacific/Pago_Pago']) {
    for (const period of ['day', 'week', 'month'] as const) {
      for (let at = instant('2026-01-01T07:00:00Z'); at < instant('2027-01-01T00:00:00Z'); at += 40_000_000_000n * 7n) {
        const from = localDay(at, zone).firsts[period]
        const end = beginOf(nextFirstDay(period, from), zone)
        expect(end > at).toBe(true)
        expect(localDay(end - 1n, zone).firsts[period]).toBe(from)
        expect(localDay(end, zone).firsts[period]).toBe(nextFirstDay(period, from))
      }
    }
  }
})

test.each([
  // Clocks went from 00:01 back to 23:01 of the day before.
  ['2010-11-07T02:30:30Z', 'America/St_Johns', '2010-11-07'],
  ['2010-11-07T03:00:00Z', 'America/St_Johns', '2010-11-07'],
  ['2010-11-07T02:29:59Z', 'America/St_Johns', '2010-11-06'],
  // There was no 30 December.
  ['2011-12-30T09:59:59Z', 'Pacific/Apia', '2011-12-29'],
  ['2011-12-30T10:00:00Z', 'Pacific/Apia', '2011-12-31'],
])('R23: %s lies in one day of %s alone: %s', (at, zone, day) => {
  expect(dayOf(instant(at), zone)).toBe(day)
  const { begins, ends } = localDay(instant(at), zone)
  expect(begins <= instant(at) && instant(at) < ends).toBe(true)
})

test('R23: in every zone an instant lies between the begin and the end of its day, and no day overlaps the next', () => {
  for (const zone of timeZones) {
    for (let at = instant('2026-01-01T00:30:00Z'); at < instant('2027-01-01T00:00:00Z'); at += 29n * 86_400_000_000n) {
      const { begins, ends, day } = localDay(at, zone)
      expect(begins <= at && at < ends).toBe(true)
      expect(localDay(ends, zone)).toMatchObject({ day: day + 1, begins: ends })
      expect(localDay(begins - 1n, zone)).toMatchObject({ day: day - 1, ends: begins })
    }
  }
})

test('a time of day that clocks skip comes as much later, and one that comes twice is the first', () => {
  const at = (day: string, time: string) => toRfc3339(timeOn(day, time, 'Europe/Berlin'))
  expect(at('2026-06-01', '09:30')).toBe('2026-06-01T07:30:00.000Z')
  expect(at('2026-03-29', '02:30')).toBe('2026-03-29T01:30:00.000Z')
  expect(at('2026-10-25', '02:30')).toBe('2026-10-25T00:30:00.000Z')
})

test('weeks have seven days from Monday on, and months as many as the calendar says', () => {
  expect(['2026-06-01', '2026-06-07'].map(weekdayOf)).toEqual([1, 7])
  expect(['2024-02-10', '2026-02-01', '2026-04-30', '2026-12-31'].map(daysInMonth)).toEqual([29, 28, 30, 31])
})

test('an unknown zone has no days', () => {
  expect(() => localDay(0n, 'Mars/Olympus')).toThrow(RangeError)
})
