import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Limit, PayerState } from '../account/index.ts'
import { limitSink } from './accounts.ts'
import { anAccount, aPayerState, seenAccounts } from './fixtures.ts'
import { budgetFloor, budgetOf, checkLimits, limitId, limitKeys, renewsAt, withTimeZone } from './limits.ts'

const payer = '0192f3a1b2c37d4e8f01234589000000'
const instant = (text: string): bigint => BigInt(Date.parse(text)) * 1_000n
const at = instant('2026-11-03T10:00:00Z')
const limit = (period: Limit['period'], maxMicros: string, currency: Limit['currency'] = 'USD'): Limit => ({
  id: limitId(payer, currency, period),
  currency,
  period,
  maxMicros,
})
const dayBudget = (state: PayerState, when: bigint): string => {
  const day = state.limits[0]
  if (day === undefined) throw new Error('no limit')
  return budgetOf(state, day, when) ?? ''
}

test('R23: a price counts against day, week and month, in budgets that open with the first purchase', () => {
  const state = aPayerState({ limits: [limit('month', '9000'), limit('day', '1000'), limit('transaction', '600')] })
  const keys = limitKeys(state, 'USD', at)
  expect(keys).toHaveLength(3)
  expect(keys.at(-1)).toBe(limitSink('USD'))
  const check = checkLimits(state, 'USD', 600n, seenAccounts([]), at)
  expect(check).toMatchObject({
    kind: 'ok',
    budgets: [keys[0], keys[1]],
    opens: [
      { id: keys[0], asset: 'limit:USD', floor: -1_000n, history: false },
      { id: keys[1], asset: 'limit:USD', floor: -9_000n, history: false },
      { id: limitSink('USD') },
    ],
    legs: [
      { kind: 'post', debit: keys[0], credit: limitSink('USD'), micros: 600n },
      { kind: 'post', debit: keys[1], credit: limitSink('USD'), micros: 600n },
    ],
  })
})

test('R23: the first limit that would be passed is named, with what it has left', () => {
  const state = aPayerState({ limits: [limit('day', '1000'), limit('transaction', '600')] })
  expect(checkLimits(state, 'USD', 601n, seenAccounts([]), at)).toMatchObject({
    kind: 'exceeded',
    limit: { period: 'transaction' },
    leftMicros: 600n,
  })
  const spent = anAccount({ id: dayBudget(state, at), asset: 'limit:USD', floor: -1_000n }, 0n, 900n)
  expect(checkLimits(state, 'USD', 100n, seenAccounts([spent]), at).kind).toBe('ok')
  expect(checkLimits(state, 'USD', 101n, seenAccounts([spent]), at)).toMatchObject({
    kind: 'exceeded',
    limit: { period: 'day' },
    leftMicros: 100n,
  })
})

test('R23: limits of another currency do not count', () => {
  const state = aPayerState({ limits: [limit('day', '1', 'EUR')] })
  expect(limitKeys(state, 'USD', at)).toEqual([])
  expect(checkLimits(state, 'USD', 600n, seenAccounts([]), at)).toEqual({
    kind: 'ok',
    opens: [],
    legs: [],
    budgets: [],
  })
})

test('R23: the next day is another budget', () => {
  const state = aPayerState({ limits: [limit('day', '1000')], timeZone: 'Europe/Berlin' })
  expect(dayBudget(state, instant('2026-11-03T22:59:59Z'))).toBe(dayBudget(state, at))
  expect(dayBudget(state, instant('2026-11-03T23:00:00Z'))).not.toBe(dayBudget(state, at))
})

test('R23: a limit lowered under what was spent leaves nothing, also after something came back', () => {
  const state = aPayerState({ limits: [limit('day', '500')] })
  const before = anAccount({ id: dayBudget(state, at), asset: 'limit:USD', floor: -1_000n }, 0n, 800n)
  expect(budgetFloor(before, 500n)).toBe(-800n)
  expect(budgetFloor(before, 2_000n)).toBe(-2_000n)
  const cameBack = anAccount({ ...before, floor: -800n }, 200n, 800n)
  expect(checkLimits(state, 'USD', 1n, seenAccounts([cameBack]), at)).toMatchObject({ leftMicros: 0n })
})

test('R23: changing the zone ahead opens no new budget before the old day and the new one are over', () => {
  const before = aPayerState({ limits: [limit('day', '1000')], timeZone: 'UTC' })
  const today = dayBudget(before, at)
  const moved = withTimeZone(before, 'Pacific/Kiritimati', at) // There it is November 4th already.
  expect(dayBudget(moved, at)).toBe(today)
  expect(dayBudget(moved, instant('2026-11-03T23:59:59Z'))).toBe(today)
  const again = withTimeZone(moved, 'Pacific/Auckland', at + 1n)
  expect(dayBudget(again, at + 1n)).toBe(today)
  expect(dayBudget(again, instant('2026-11-03T23:59:59Z'))).toBe(today)
  expect(dayBudget(again, instant('2026-11-04T00:00:00Z'))).not.toBe(today)
  expect(renewsAt(again, { period: 'day' }, at + 1n)).toBe(instant('2026-11-04T00:00:00Z'))
})

test('R23: changing the zone back reopens no budget of yesterday', () => {
  const before = aPayerState({ limits: [limit('day', '1000')], timeZone: 'UTC' })
  const early = instant('2026-11-03T01:00:00Z')
  const today = dayBudget(before, early)
  const moved = withTimeZone(before, 'America/Los_Angeles', early) // There it is November 2nd still.
  expect(dayBudget(moved, early)).toBe(today)
  expect(dayBudget(moved, instant('2026-11-04T07:59:59Z'))).toBe(today)
  expect(dayBudget(moved, instant('2026-11-04T08:00:00Z'))).not.toBe(today)
  expect(renewsAt(moved, { period: 'day' }, early)).toBe(instant('2026-11-04T08:00:00Z'))
})

test('R23: a limit begins anew at midnight, on Monday, on the first, where the account lives', () => {
  const state = aPayerState({ timeZone: 'Europe/Berlin' })
  expect(renewsAt(state, { period: 'transaction' }, at)).toBeUndefined()
  expect(renewsAt(state, { period: 'day' }, at)).toBe(instant('2026-11-03T23:00:00Z'))
  expect(renewsAt(state, { period: 'week' }, at)).toBe(instant('2026-11-08T23:00:00Z'))
  expect(renewsAt(state, { period: 'month' }, at)).toBe(instant('2026-11-30T23:00:00Z'))
})

test('R23: until a limit begins anew it counts in one budget, then in another, however the zone was changed', () => {
  const zone = fc.constantFrom('UTC', 'Pacific/Kiritimati', 'America/Los_Angeles', 'Europe/Berlin', 'Asia/Kathmandu')
  const moves = fc.array(fc.record({ zone, hoursOn: fc.integer({ min: 0, max: 60 }) }), { maxLength: 4 })
  fc.assert(
    fc.property(fc.constantFrom('day', 'week', 'month'), zone, moves, (period, first, list) => {
      let now = at
      let state = aPayerState({ limits: [limit(period, '1000')], timeZone: first })
      for (const { zone: next, hoursOn } of list) {
        now += BigInt(hoursOn) * 3_600_000_000n
        state = withTimeZone(state, next, now)
      }
      const end = renewsAt(state, { period }, now) ?? 0n
      expect(end > now).toBe(true)
      expect(dayBudget(state, end - 1n)).toBe(dayBudget(state, now))
      expect(dayBudget(state, end)).not.toBe(dayBudget(state, now))
    }),
  )
})
