import { expect, test } from 'vitest'
import { fromRfc3339, toRfc3339 } from './clock.ts'
import { dayOf, daysBefore, daysFrom, endOf, midnight } from './days.ts'

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
