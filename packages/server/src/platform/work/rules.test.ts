import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fromRfc3339, toRfc3339 } from '../clock.ts'
import { atLocalTime, every, isLate, latestDue, pauseAfter } from './rules.ts'
import type { Rule } from './rules.ts'

const at = (text: string) => fromRfc3339(text) ?? -1n
/** The next `count` due instants. */
function next(rule: Rule, from: string, count: number): string[] {
  const found: bigint[] = []
  for (let now = at(from); found.length < count; found.push(now)) now = rule.after(now)
  return found.map(toRfc3339)
}

describe('what is due', () => {
  test('operators read a pace in the largest unit that is exact', () => {
    const paces = [1, 60, 600, 3_600, 86_400, 90].map((count) => every(count).words)
    expect(paces).toEqual([
      'every second',
      'every minute',
      'every 10 minutes',
      'every hour',
      'every 24 hours',
      'every 90 seconds',
    ])
  })

  test('every so often, at instants that all servers share', () => {
    expect(next(every(60), '2026-06-01T12:00:00Z', 2)).toEqual(['2026-06-01T12:01:00.000Z', '2026-06-01T12:02:00.000Z'])
    expect(next(every(60), '2026-06-01T12:00:59.999Z', 1)).toEqual(['2026-06-01T12:01:00.000Z'])
  })

  test('once a day at a local time, also on the days when clocks are changed', () => {
    const nightly = atLocalTime({ time: '02:30', zone: 'Europe/Berlin' })
    expect(nightly.words).toBe('at 02:30 in Europe/Berlin')
    expect(next(nightly, '2026-03-28T00:00:00Z', 3)).toEqual([
      '2026-03-28T01:30:00.000Z',
      '2026-03-29T01:30:00.000Z', // 02:30 is skipped: 03:30 in summer time.
      '2026-03-30T00:30:00.000Z',
    ])
    expect(next(nightly, '2026-10-24T12:00:00Z', 2)).toEqual([
      '2026-10-25T00:30:00.000Z', // The first of the two.
      '2026-10-26T01:30:00.000Z',
    ])
  })

  test('on one day of the week or the month; the 31st of a short month is its last day', () => {
    const monday = atLocalTime({ time: '00:00', zone: 'America/New_York', weekday: 1 })
    expect(next(monday, '2026-06-01T04:00:00Z', 1)).toEqual(['2026-06-08T04:00:00.000Z'])
    const monthly = atLocalTime({ time: '06:00', zone: 'UTC', dayOfMonth: 31 })
    expect(next(monthly, '2026-01-31T06:00:00Z', 3)).toEqual([
      '2026-02-28T06:00:00.000Z',
      '2026-03-31T06:00:00.000Z',
      '2026-04-30T06:00:00.000Z',
    ])
  })

  test('a rule that can never be meant is refused at once', () => {
    expect(() => every(0)).toThrow(/above 0/)
    expect(() => atLocalTime({ time: '24:00', zone: 'UTC' })).toThrow('24:00 is no time of day, such as 02:00')
    expect(() => atLocalTime({ time: '02:00', zone: 'Europe/Atlantis' })).toThrow('Europe/Atlantis is no time zone')
    expect(() => atLocalTime({ time: '02:00', zone: 'UTC', weekday: 0 })).toThrow(
      'weekday is a whole number from 1 to 7',
    )
    expect(() => atLocalTime({ time: '02:00', zone: 'UTC', dayOfMonth: 32 })).toThrow(/from 1 to 31/)
  })
})

test('the latest due instant is where one comes to who goes through all of them', () => {
  const zones = ['UTC', 'Europe/Berlin', 'America/New_York', 'Pacific/Apia', 'Australia/Lord_Howe']
  const rules = fc.oneof(
    fc.integer({ min: 1, max: 100_000 }).map(every),
    fc.constantFrom(...zones).map((zone) => atLocalTime({ time: '02:15', zone })),
  )
  fc.assert(
    fc.property(
      rules,
      fc.bigInt({ min: 0n, max: at('2027-01-01T00:00:00Z') }),
      fc.nat(2_000),
      fc.nat(999_999),
      (rule, begin, steps, rest) => {
        const due = rule.after(begin)
        const now = due + BigInt(steps) * 86_400_000n + BigInt(rest)
        let latest = due
        for (let step = rule.after(latest); step <= now; step = rule.after(latest)) latest = step
        expect(latestDue(rule, due, now)).toBe(latest)
      },
    ),
    { numRuns: 200 },
  )
})

test('pauses double from five seconds up to a limit', () => {
  expect([1, 2, 3, 11, 12, 99].map((failures) => pauseAfter(failures, 7_200))).toEqual(
    [5, 10, 20, 5_120, 7_200, 7_200].map((secs) => BigInt(secs) * 1_000_000n),
  )
})

test('late is more than a pace, and more than a minute', () => {
  const minute = at('2026-06-01T12:00:00Z')
  const lateAfter = (rule: Rule, secs: number) => isLate(rule, minute, minute + BigInt(secs) * 1_000_000n)
  expect([lateAfter(every(1), 60), lateAfter(every(1), 61)]).toEqual([false, true])
  expect([lateAfter(every(3_600), 3_600), lateAfter(every(3_600), 3_601)]).toEqual([false, true])
})
