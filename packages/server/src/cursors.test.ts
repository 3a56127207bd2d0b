// Every list of the API, given cursors that no page gave.
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { TestUser } from './identity/fixtures.ts'
import type { TestStaff } from './desk/fixtures.ts'
import { aStaff } from './desk/fixtures.ts'
import { roleNames } from './staff/index.ts'
import { toPublic } from './platform/ids.ts'
import type { OpenApiDocument } from './platform/http/openapi.ts'
import type { TestProvider } from './platform/testing.ts'
import { testProvider } from './platform/testing.ts'
import { aBuyer } from './purchase/http-fixtures.ts'
import type { Answered, TestVendor } from './vendor/fixtures.ts'
import { aVendor } from './vendor/fixtures.ts'

let provider: TestProvider
let vendor: TestVendor
let buyer: TestUser
let desk: TestStaff
let lists: readonly string[]

beforeAll(async () => {
  provider = await testProvider({ FARTHING_RATE_LIMIT_REQUESTS: '0' })
  vendor = await aVendor(provider)
  buyer = await aBuyer(provider)
  desk = await aStaff(provider, { roles: roleNames })
  lists = listsOf(provider.app.openApi())
})
afterAll(() => provider.close())

type Operation = { readonly parameters?: readonly { readonly in: string; readonly name: string }[] }
const listsOf = ({ paths }: OpenApiDocument): string[] =>
  Object.entries(paths).flatMap(([path, each]) => {
    const { get } = each as { readonly get?: Operation }
    const has = (wanted: string) => get?.parameters?.some(({ name }) => name === wanted) === true
    return has('cursor') ? [has('reason') ? `${path}?reason=asked` : path] : []
  })

function ask(path: string, cursor: string) {
  const names: Readonly<Record<string, string>> = {
    ven: vendor.ven,
    acc: toPublic('acc', buyer.account),
    kind: 'work.given_up',
  }
  const named = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => names[name] ?? name)
  const url = `${named}${named.includes('?') ? '&' : '?'}cursor=${encodeURIComponent(cursor)}`
  if (path.startsWith('/v1/')) return vendor.get(url)
  if (path.startsWith('/api/desk/')) return provider.inject({ url, headers: desk.headers })
  const who = path.startsWith('/api/console/') ? vendor.owner : buyer
  return provider.inject({ url, headers: who.headers })
}

async function isAnswered(path: string, cursor: string): Promise<boolean> {
  const answer = await ask(path, cursor)
  if (answer.statusCode === 200) return true
  const { code, param } = answer.json<Answered>()
  expect([path, cursor, answer.statusCode, code, param]).toEqual([path, cursor, 422, 'invalid_request', 'cursor'])
  return false
}

const encoded = (text: string) => Buffer.from(text, 'latin1').toString('base64url')
const id = '0'.repeat(32)

test('T3: what no page gave is refused by name, at every list', async () => {
  expect(lists.length).toBeGreaterThan(6)
  for (const path of lists) {
    for (const cursor of [
      'nonsense',
      ' ',
      '\u202e',
      'txn_',
      'txn_81k9vq3m2r8tqd4s0c5w7x9y2z',
      encoded('5.USD:1USD:2'),
      encoded('5.USD:'),
      encoded('5.USD:1,'),
      encoded('5.,USD:1'),
      encoded('5.XYZ:1'),
      encoded('5.USD:--1'),
      encoded(`${'9'.repeat(19)}.${id}`),
      encoded(`${'9'.repeat(40)}.`),
      encoded(`-1.${id}`),
      encoded(`1e3.${id}`),
      encoded(`1.${id}0`),
      encoded(`1.${'g'.repeat(32)}`),
      // One text, spelt in other ways.
      `${encoded(`1.${id}`)}=`,
      `${encoded(`1.${id}`).slice(0, -1)}*`,
      `${encoded(`12.${id}`)}A`,
    ]) {
      expect([path, cursor, await isAnswered(path, cursor)]).toEqual([path, cursor, false])
    }
  }
})

test('a cursor of any page there could be is answered', async () => {
  expect(await isAnswered('/v1/items', encoded(`999999999999999999.${'f'.repeat(32)}`))).toBe(true)
  expect(await isAnswered('/v1/purchases', 'txn_7zzzzzzzzzzzzzzzzzzzzzzzzz')).toBe(true)
  expect(await isAnswered('/api/wallet/history', encoded('5.USD:-1,EUR:999999999999999999'))).toBe(true)
  expect(await isAnswered('/api/wallet/history', encoded('5.'))).toBe(true)
  expect(await isAnswered('/api/console/{ven}/sales?sort=price', encoded(`999999999999999999.${id}`))).toBe(true)
})

test('T3: no cursor whatever is a fault', async () => {
  const near = fc
    .tuple(
      fc.constantFrom('', '5', '999999999999999999', '9'.repeat(30), '-5', '05'),
      fc.constantFrom('.', ',', ':', ''),
      fc.oneof(fc.constantFrom('', id, 'USD:1', 'USD:1,EUR:2', 'USD:1USD:2'), fc.string({ maxLength: 40 })),
    )
    .map((parts) => encoded(parts.join('')))
  const cursors = fc.oneof(near, fc.string({ unit: 'binary', maxLength: 60 }), fc.base64String({ maxLength: 80 }))
  for (const path of lists)
    await fc.assert(
      fc.asyncProperty(cursors, async (cursor) => {
        await isAnswered(path, cursor.toWellFormed())
      }),
      { numRuns: 60 },
    )
})
