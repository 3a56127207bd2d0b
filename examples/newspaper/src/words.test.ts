import { expect, test } from 'vitest'
import { counted } from './words.ts'

test('one of a thing is one thing, any other number are several', () => {
  expect([0, 1, 2, 11].map((count) => counted(count, 'minute'))).toEqual([
    '0 minutes',
    '1 minute',
    '2 minutes',
    '11 minutes',
  ])
})
