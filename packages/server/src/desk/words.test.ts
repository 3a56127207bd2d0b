// Every code that the desk's screens may be given has its words: acts, permissions, queues, looks, and what plans say.
import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { allWords } from '@farthing/words/all'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { TestProvider } from '../platform/testing.ts'
import { testProvider } from '../platform/testing.ts'
import type { TestStaff } from './fixtures.ts'
import { aStaff } from './fixtures.ts'

type Field = { enum?: string[]; const?: string; anyOf?: Field[]; items?: Field; properties?: Record<string, Field> }

let provider: TestProvider
let everybody: TestStaff
beforeAll(async () => {
  provider = await testProvider()
  everybody = await aStaff(provider, { roles: ['support', 'finance', 'risk', 'administrator', 'auditor'] })
})
afterAll(() => provider.close())

const read = async <Body>(url: string): Promise<Body> =>
  (await provider.inject({ url: `/api/desk/${url}`, headers: everybody.headers })).json<Body>()

/** As packages/web makes a key of a code: `vendor.set_fee` is `vendorSetFee`. */
const keyOf = (code: string): string =>
  code.replaceAll(/[._ -]+([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())

/** Those that have no words in a group of the desk's messages. */
const without = (group: string, codes: Iterable<string>): string[] =>
  [...new Set(codes)].filter((code) => allWords('en').find(`desk.${group}.${keyOf(code)}`) === undefined)

/** What the sources of the server match. */
async function inSources(pattern: RegExp): Promise<string[]> {
  const folder = join(import.meta.dirname, '..')
  const files = (await readdir(folder, { recursive: true })).filter((each) => /(?<!\.test|fixtures)\.ts$/.test(each))
  const texts = await Promise.all(files.map((each) => readFile(join(folder, each), 'utf8')))
  return texts.flatMap((text) => [...text.matchAll(pattern)].flatMap(([, word]) => (word === undefined ? [] : [word])))
}

const wordsOf = ({ enum: listed = [], const: one, anyOf = [], items, properties = {} }: Field): string[] => [
  ...listed,
  ...(one === undefined ? [] : [one]),
  ...[...anyOf, ...(items ? [items] : []), ...Object.values(properties)].flatMap(wordsOf),
]

test('acts, their fields, and what these may be', async () => {
  const { data } = await read<{ data: { name: string; input: Field }[] }>('acts')
  expect(data.length).toBeGreaterThanOrEqual(24)
  const names = data.map(({ name }) => name)
  expect(without('act', names)).toEqual([])
  const fields = data.flatMap(({ input }) => Object.entries(input.properties ?? {}))
  const untold = fields.map(([name]) => name)
  expect(without('field', untold)).toEqual([])
  const words = fields.filter(([, { properties }]) => properties === undefined).flatMap(([, field]) => wordsOf(field))
  const currencies = words.filter((word) => /^[A-Z]{3}$/.test(word))
  expect(
    without(
      'role',
      without(
        'code',
        words.filter((word) => !currencies.includes(word)),
      ),
    ),
  ).toEqual([])
})

test('permissions and roles', async () => {
  const { data, permissions } = await read<{ data: { role: string }[]; permissions: { name: string }[] }>('roles')
  expect(permissions.length).toBeGreaterThanOrEqual(30)
  expect(
    without(
      'permission',
      permissions.map(({ name }) => name),
    ),
  ).toEqual([])
  expect(
    without(
      'role',
      data.map(({ role }) => role),
    ),
  ).toEqual([])
})

test('queues', async () => {
  const { data } = await read<{ data: { kind: string }[] }>('queues')
  expect(data.length).toBeGreaterThanOrEqual(3)
  expect(
    without(
      'queue',
      data.map(({ kind }) => kind),
    ),
  ).toEqual([])
})

test('lines of plans, and their words', async () => {
  const lines = await inSources(/(?:planLine|besideLine)\(\s*'([a-z_]+)'/g)
  expect(lines).toEqual(expect.arrayContaining(['credit', 'fee_from', 'limit_max', 'letter']))
  expect(without('line', lines)).toEqual([])
  const words = await inSources(/wordValue\(\s*'([a-z_]+)'/g)
  expect(words).toEqual(expect.arrayContaining(['blocked', 'new_code']))
  expect(without('code', words)).toEqual([])
})

test('looks', async () => {
  const looks = await inSources(/record\w*Look\(deps, \{[^}]*?name: '([a-z_.]+)'/g)
  expect(looks).toEqual(expect.arrayContaining(['search', 'vendor.reveal', 'account.events']))
  const tables = ['users', 'vendors', 'purchases'].flatMap((table) => [`table.${table}`, `export.${table}`])
  expect(without('look', [...looks, ...tables, 'export.record', 'account.notes', 'vendor.notes'])).toEqual([])
})
