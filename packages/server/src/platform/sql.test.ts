import { afterAll, beforeAll, expect, test } from 'vitest'
import { allOf, sql, trustedSql } from './sql.ts'
import type { TestProvider } from './testing.ts'
import { testProvider } from './testing.ts'

let provider: TestProvider

beforeAll(async () => {
  provider = await testProvider()
})
afterAll(() => provider.close())

test('what stands in a hole is a value, whatever it says', async () => {
  const text = "'; DROP TABLE users; --"
  expect(await sql<{ text: string }>`SELECT ${text}::text AS text`.rows(provider.deps.pool)).toEqual([{ text }])
})

test('a whole number is a bigint, bytes are bytes, a list is an array, and null is NULL', async () => {
  const [row] = await sql`
    SELECT ${9_007_199_254_740_993n}::bigint AS number, ${Buffer.of(0, 255)}::bytea AS bytes,
           ${['a', 'b, "c"']}::text[] AS list, ${null}::text AS nothing`.rows(provider.deps.pool)
  expect(row).toEqual({
    number: 9_007_199_254_740_993n,
    bytes: Buffer.of(0, 255),
    list: ['a', 'b, "c"'],
    nothing: null,
  })
})

test('a piece stands in a statement with its values, in their order', async () => {
  const above = (least: number) => sql`n > ${least}`
  const even = sql`n % ${2} = ${0}`
  const find = sql<{ n: number }>`
    SELECT n FROM generate_series(${1}::int, ${9}::int) n WHERE ${allOf([above(3), even])} ORDER BY n LIMIT ${2}`
  expect(await find.rows(provider.deps.pool)).toEqual([{ n: 4 }, { n: 6 }])
})

test('no condition at all is true, and text of our own is part of the statement', async () => {
  const find = sql`SELECT ${trustedSql('1 + 1')} AS two WHERE ${allOf([])}`
  expect(await find.rows(provider.deps.pool)).toEqual([{ two: 2 }])
})
