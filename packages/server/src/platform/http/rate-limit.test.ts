import { expect, test } from 'vitest'
import { manualClock } from '../testing.ts'
import { Quotas } from './rate-limit.ts'

test('a quota is used up, then comes back whole when its time is over', () => {
  const clock = manualClock()
  const quotas = new Quotas({ requests: 2, seconds: 10 }, clock)
  expect(quotas.use('a')).toEqual({ left: 1, resetSeconds: 10 })
  clock.advance(4)
  expect(quotas.use('a')).toEqual({ left: 0, resetSeconds: 6 })
  expect(quotas.use('a').left).toBe(-1)
  expect(quotas.use('b').left).toBe(1)
  clock.advance(6)
  expect(quotas.use('a')).toEqual({ left: 1, resetSeconds: 10 })
})

test('T27: callers beyond count are forgotten, the oldest first', () => {
  const quotas = new Quotas({ requests: 10, seconds: 10 }, manualClock())
  for (let i = 0; i < 60_000; i++) quotas.use(`caller ${i}`)
  expect(quotas.use('caller 0').left).toBe(9)
  expect(quotas.use('caller 59999').left).toBe(8)
})
