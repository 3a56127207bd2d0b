import { expect, test } from 'vitest'
import { fromRfc3339, toRfc3339 } from '../platform/clock.ts'
import { daysBefore, midnight } from './days.ts'

test.each([
  ['2026-06-01', 'UTC', '2026-06-01T00:00:00.000Z'],
  ['2026-06-01', 'Europe/Berlin', '2026-05-31T22:00:00.000Z'],
  ['2026-12-01', 'Europe/Berlin', '2026-11-30T23:00:00.000Z'],
  // Clocks change that day.
  ['2026-03-29', 'Europe/Berlin', '2026-03-28T23:00:00.000Z'],
  ['2026-03-30', 'Europe/Berlin', '2026-03-29T22:00:00.000Z'],
  ['2026-10-25', 'Europe/Berlin', '2026-10-24T22:00:00.000Z'],
  ['2026-06-01', 'America/Los_Angeles', '2026-06-01T07:00:00.000Z'],
  ['2026-06-01', 'Asia/Kathmandu', '2026-05-31T18:15:00.000Z'],
])('R40: the day %s begins in %s at %s', (day, timeZone, at) => {
  expect(toRfc3339(midnight(day, timeZone))).toBe(at)
})

test('R40: seven days end with today, as the zone has it', () => {
  const now = fromRfc3339('2026-06-01T23:30:00Z') ?? 0n
  expect(daysBefore(now, 3, 'UTC').days).toEqual(['2026-05-30', '2026-05-31', '2026-06-01'])
  expect(daysBefore(now, 2, 'Europe/Berlin')).toEqual({
    days: ['2026-06-01', '2026-06-02'],
    from: fromRfc3339('2026-05-31T22:00:00Z'),
  })
})
