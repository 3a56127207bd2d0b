import fc from 'fast-check'
import { expect, test } from 'vitest'
import { accountPeriod, periodBegins, periodEnds, withTimeZone } from './account-days.ts'
import { aPayerState } from './fixtures.ts'

const instant = (text: string): bigint => BigInt(Date.parse(text)) * 1_000n
const at = instant('2026-11-03T10:00:00Z')
const today = 20_760 // 3 November 2026, in days since 1970.

test('R23: the next day begins at midnight where the account lives', () => {
  const state = aPayerState({ timeZone: 'Europe/Berlin' })
  expect(accountPeriod(state, 'day', at)).toBe(today)
  expect(accountPeriod(state, 'day', instant('2026-11-03T22:59:59Z'))).toBe(today)
  expect(accountPeriod(state, 'day', instant('2026-11-03T23:00:00Z'))).toBe(today + 1)
})

test('R23: changing the zone ahead begins no new day before the old one and the new one are over', () => {
  const before = aPayerState({ timeZone: 'UTC' })
  const moved = withTimeZone(before, 'Pacific/Kiritimati', at) // There it is November 4th already.
  expect(accountPeriod(moved, 'day', at)).toBe(today)
  expect(accountPeriod(moved, 'day', instant('2026-11-03T23:59:59Z'))).toBe(today)
  const again = withTimeZone(moved, 'Pacific/Auckland', at + 1n)
  expect(accountPeriod(again, 'day', at + 1n)).toBe(today)
  expect(accountPeriod(again, 'day', instant('2026-11-03T23:59:59Z'))).toBe(today)
  expect(accountPeriod(again, 'day', instant('2026-11-04T00:00:00Z'))).toBe(today + 1)
  expect(periodEnds(again, 'day', at + 1n)).toBe(instant('2026-11-04T00:00:00Z'))
})

test('R23: changing the zone back begins no day of yesterday anew', () => {
  const before = aPayerState({ timeZone: 'UTC' })
  const early = instant('2026-11-03T01:00:00Z')
  const moved = withTimeZone(before, 'America/Los_Angeles', early) // There it is November 2nd still.
  expect(accountPeriod(moved, 'day', early)).toBe(today)
  expect(accountPeriod(moved, 'day', instant('2026-11-04T07:59:59Z'))).toBe(today)
  expect(accountPeriod(moved, 'day', instant('2026-11-04T08:00:00Z'))).toBe(today + 1)
  expect(periodEnds(moved, 'day', early)).toBe(instant('2026-11-04T08:00:00Z'))
})

test('R23: a period ends at midnight, on Monday, on the first, where the account lives', () => {
  const state = aPayerState({ timeZone: 'Europe/Berlin' })
  expect(periodEnds(state, 'day', at)).toBe(instant('2026-11-03T23:00:00Z'))
  expect(periodEnds(state, 'week', at)).toBe(instant('2026-11-08T23:00:00Z'))
  expect(periodEnds(state, 'month', at)).toBe(instant('2026-11-30T23:00:00Z'))
})

test('R23: a period that goes on since the zone was changed also puts off the days after it', () => {
  const moved = withTimeZone(aPayerState({ timeZone: 'Pacific/Pago_Pago' }), 'Pacific/Kiritimati', at)
  // In Pago Pago the 2nd ends at 11:00 UTC; in Kiritimati the 4th has begun at 10:00.
  expect(accountPeriod(moved, 'day', at)).toBe(today - 1)
  expect(periodBegins(moved, 'day', today + 1)).toBe(instant('2026-11-03T11:00:00Z'))
  expect(accountPeriod(moved, 'day', instant('2026-11-03T11:00:00Z'))).toBe(today + 1)
})

const zone = fc.constantFrom('UTC', 'Pacific/Kiritimati', 'America/Los_Angeles', 'Europe/Berlin', 'Asia/Kathmandu')
const moves = fc.array(fc.record({ zone, hoursOn: fc.integer({ min: 0, max: 60 }) }), { maxLength: 6 })
const hour = 3_600_000_000n

test('R23: until a period is over it is one, then another, however the zone was changed', () => {
  fc.assert(
    fc.property(fc.constantFrom('day', 'week', 'month'), zone, moves, (period, first, list) => {
      let now = at
      let state = aPayerState({ timeZone: first })
      for (const { zone: next, hoursOn } of list) {
        now += BigInt(hoursOn) * hour
        state = withTimeZone(state, next, now)
      }
      const end = periodEnds(state, period, now)
      expect(end > now).toBe(true)
      expect(accountPeriod(state, period, end - 1n)).toBe(accountPeriod(state, period, now))
      expect(accountPeriod(state, period, end)).toBeGreaterThan(accountPeriod(state, period, now))
    }),
  )
})

test('R23: no change of the zone makes more days than the calendar has, nor one begin again', () => {
  fc.assert(
    fc.property(zone, moves, (first, list) => {
      let now = at
      let state = aPayerState({ timeZone: first })
      const days: number[] = []
      for (const { zone: next, hoursOn } of list) {
        for (let i = 0; i < hoursOn; i++) days.push(accountPeriod(state, 'day', (now += hour)))
        state = withTimeZone(state, next, now)
        days.push(accountPeriod(state, 'day', now))
      }
      expect(days.toSorted((a, b) => a - b)).toEqual(days)
      // The date line is worth two days, once.
      const passed = Number((now - at) / (24n * hour)) + 1
      expect(new Set(days).size).toBeLessThanOrEqual(passed + 2)
    }),
  )
})
