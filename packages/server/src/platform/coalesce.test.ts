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

test('what is asked for while a query is on its way is one query after it', async () => {
  const asked: string[][] = []
  const replies: (() => void)[] = []
  const lookup = coalesce(async (keys) => {
    asked.push(keys)
    await new Promise<void>((resolve) => replies.push(resolve))
    return new Map(keys.map((key) => [key, key]))
  })
  const first = lookup('a')
  await expect.poll(() => asked.length).toBe(1)
  const later = [lookup('b'), lookup('a'), lookup('c')]
  await new Promise((resolve) => setImmediate(resolve))
  expect(asked).toEqual([['a']])
  replies.shift()?.()
  expect(await first).toBe('a')
  await expect.poll(() => asked.length).toBe(2)
  replies.shift()?.()
  expect(await Promise.all(later)).toEqual(['b', 'a', 'c'])
  expect(asked[1]).toEqual(['b', 'a', 'c'])
})
