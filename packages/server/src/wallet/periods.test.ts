import { expect, test } from 'vitest'
import { periodEnd, periodStart, zoneOffset } from './periods.ts'

const instant = (text: string): bigint => BigInt(Date.parse(text)) * 1_000n
const written = (at: bigint): string => new Date(Number(at / 1_000n)).toISOString()
const start = (period: 'day' | 'week' | 'month', zone: string, text: string): string =>
  written(periodStart(period, zone, instant(text)))

test('R23: a day begins at midnight where the account lives', () => {
  expect(start('day', 'UTC', '2026-11-03T23:59:59.999Z')).toBe('2026-11-03T00:00:00.000Z')
  expect(start('day', 'Europe/Berlin', '2026-11-03T23:30:00Z')).toBe('2026-11-04T00:00:00.000Z')
  expect(start('day', 'America/New_York', '2026-11-04T04:59:00Z')).toBe('2026-11-03T00:00:00.000Z')
  expect(start('day', 'Asia/Kathmandu', '2026-11-03T18:15:00Z')).toBe('2026-11-04T00:00:00.000Z')
})

test('R23: weeks begin on Monday and months on the first', () => {
  expect(start('week', 'UTC', '2026-11-01T12:00:00Z')).toBe('2026-10-26T00:00:00.000Z')
  expect(start('week', 'UTC', '2026-11-02T00:00:00Z')).toBe('2026-11-02T00:00:00.000Z')
  expect(start('week', 'Europe/London', '2026-06-28T23:00:00Z')).toBe('2026-06-29T00:00:00.000Z')
  expect(start('month', 'UTC', '2026-02-28T23:00:00Z')).toBe('2026-02-01T00:00:00.000Z')
  expect(start('month', 'Asia/Tokyo', '2026-02-28T15:00:00Z')).toBe('2026-03-01T00:00:00.000Z')
})

test('R23: daylight saving makes a day of 23 and one of 25 hours', () => {
  const length = (date: string): bigint => {
    const from = periodStart('day', 'Europe/Berlin', instant(`${date}T12:00:00Z`))
    const began = periodEnd('day', 'Europe/Berlin', from - 86_400_000_000n)
    return (periodEnd('day', 'Europe/Berlin', from) - began) / 3_600_000_000n
  }
  expect(length('2026-03-29')).toBe(23n)
  expect(length('2026-06-01')).toBe(24n)
  expect(length('2026-10-25')).toBe(25n)
})

test('R23: a period ends where the next begins, to the microsecond', () => {
  for (const zone of ['UTC', 'America/New_York', 'Australia/Lord_Howe', 'Pacific/Kiritimati', 'Pacific/Pago_Pago']) {
    for (const period of ['day', 'week', 'month'] as const) {
      for (let at = instant('2026-01-01T07:00:00Z'); at < instant('2027-01-01T00:00:00Z'); at += 40_000_000_000n * 7n) {
        const from = periodStart(period, zone, at)
        const end = periodEnd(period, zone, from)
        expect(end > at).toBe(true)
        expect(periodStart(period, zone, end - 1n)).toBe(from)
        expect(periodStart(period, zone, end) > from).toBe(true)
      }
    }
  }
})

test('an unknown zone has no offset', () => {
  expect(() => zoneOffset('Mars/Olympus', 0n)).toThrow(RangeError)
})
