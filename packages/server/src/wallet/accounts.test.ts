import { expect, test } from 'vitest'
import { keyOf, part, whole } from '../platform/ids.ts'
import { heldOfBudget, limitBudget, rollingBudget } from './accounts.ts'

const owner = whole(keyOf('owner'))

test('R23: each day of a limit has a budget of its own, from 2020 to 2199', () => {
  const first = 18_262
  expect(rollingBudget(owner)).toBe(part(owner, 0x60, 0))
  expect(limitBudget(owner, first)).toBe(part(owner, 0x60, 1))
  expect(limitBudget(owner, first + 65_534)).toBe(part(owner, 0x60, 0xffff))
  expect(() => limitBudget(owner, first + 65_535)).toThrow('no part 65536')
  expect(() => limitBudget(owner, first - 2)).toThrow('no part -1')
  expect(heldOfBudget(limitBudget(owner, first))).toBe(part(owner, 0x61, 1))
  expect(heldOfBudget(rollingBudget(owner))).toBe(part(owner, 0x61, 0))
})
