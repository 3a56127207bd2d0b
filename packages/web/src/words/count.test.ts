import { expect, test } from 'vitest'
import { count, nounFor } from './count.ts'

test.each([
  [0, '0 days'],
  [1, '1 day'],
  [2, '2 days'],
  [1904, '1,904 days'],
])('%s of a day are %s', (number, words) => {
  expect(count(number, 'day')).toBe(words)
})

test.each([
  ['1', 'token'],
  ['1.000000', 'token'],
  ['-1', 'token'],
  ['0', 'tokens'],
  ['1.5', 'tokens'],
  ['0.25', 'tokens'],
  ['11', 'tokens'],
])('%s takes %s', (figure, noun) => {
  expect(nounFor(figure, 'token')).toBe(noun)
})
