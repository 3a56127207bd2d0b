import { expect, test } from 'vitest'
import { part } from '../platform/ids.ts'
import { purchaseParts } from './keys.ts'

const owner = '0198a3b2c4d57e8f9a0b1c2d3e000000'

test('captures, refunds and holds of a purchase never meet, at 65,535 of each', () => {
  const kinds = Object.values(purchaseParts)
  const keys = kinds.flatMap((kind) => [0, 1, 255, 256, 0xffff].map((number) => part(owner, kind, number)))
  expect(new Set([owner, ...keys]).size).toBe(1 + keys.length)
})
