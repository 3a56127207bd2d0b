import { expect, test } from 'vitest'
import { counted } from './counted.ts'

test.each([
  [0, 'view', '0 views'],
  [1, 'view', '1 view'],
  [2, 'view', '2 views'],
  [1_904n, 'day', '1,904 days'],
  ['1', 'token', '1 token'],
  ['−1', 'token', '−1 token'],
  ['-1', 'token', '-1 token'],
  ['0.25', 'token', '0.25 tokens'],
  ['1.5', 'token', '1.5 tokens'],
  ['11', 'token', '11 tokens'],
] as const)('%s of %s are %s', (count, noun, words) => {
  expect(counted(count, noun)).toBe(words)
})
