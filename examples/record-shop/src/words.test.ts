import { expect, test } from 'vitest'
import { counted } from './words.ts'

test('one of a thing is one thing, any other number are several', () => {
  expect([0, 1, 2, 11].map((count) => counted(count, 'song'))).toEqual(['0 songs', '1 song', '2 songs', '11 songs'])
})
