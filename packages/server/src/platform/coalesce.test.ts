import { expect, test } from 'vitest'
import { coalesce } from './coalesce.ts'

test('look-ups of one turn share a query, and each key is asked for once', async () => {
  const asked: string[][] = []
  const lookup = coalesce(async (keys) => {
    asked.push(keys)
    return new Map(keys.filter((key) => key !== 'none').map((key) => [key, key.toUpperCase()]))
  })
  expect(await Promise.all([lookup('a'), lookup('b'), lookup('a'), lookup('none')])).toEqual(['A', 'B', 'A', undefined])
  expect(asked).toEqual([['a', 'b', 'none']])
  await lookup('a')
  expect(asked).toHaveLength(2)
})

test('a query that fails fails those who waited for it, and nobody after', async () => {
  let fail = true
  const lookup = coalesce(async (keys) => {
    if (fail) throw new Error('away')
    return new Map(keys.map((key) => [key, key]))
  })
  const both = await Promise.allSettled([lookup('a'), lookup('b')])
  expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  fail = false
  expect(await lookup('a')).toBe('a')
})
