import { pino } from 'pino'
import { beforeAll, expect, test } from 'vitest'
import { readConfig } from './platform/config.ts'
import type { Routes } from './platform/http/app.ts'
import { buildApp } from './platform/http/app.ts'
import { formatFaults, textKeyword, textKinds } from './platform/http/text-kinds.ts'
import { openProvider } from './provider.ts'
import { routesOf } from './platform/room.ts'
import { rooms } from './rooms.ts'

type Schema = { readonly [keyword: string]: unknown }
type Route = { readonly name: string; readonly isPage: boolean; readonly schema: Schema }

let all: readonly Route[]
beforeAll(async () => {
  const config = readConfig({ DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' })
  const provider = await openProvider(config, { log: pino({ level: 'silent' }) })
  const found: Route[] = []
  const collect: Routes = (app) => {
    app.addHook('onRoute', ({ method, url, schema }) => {
      found.push({ name: `${String(method)} ${url}`, isPage: !/^\/(v1|api)\//.test(url), schema: { ...schema } })
    })
  }
  const app = await buildApp(provider.deps, [collect, ...routesOf(rooms)])
  await app.close()
  await provider.close()
  all = found
})

const isSchema = (value: unknown): value is Schema =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const kinds: readonly unknown[] = textKinds
const formats = Object.keys(formatFaults)

/** All that is wrong with a schema of a request, each with the place in it. */
function faultsOf(schema: unknown, at: string, isOpen = false): string[] {
  if (!isSchema(schema)) return [`${at}: no schema`]
  const branches = [schema['anyOf'], schema['oneOf'], schema['allOf']].find(Array.isArray)
  if (branches !== undefined) return branches.flatMap((each) => faultsOf(each, at))
  if ('const' in schema || Array.isArray(schema['enum'])) return []
  const wrong = (what: string, isWrong: boolean) => (isWrong ? [`${at}: ${what}`] : [])
  const bounded = (keyword: string) => wrong(`no ${keyword}`, typeof schema[keyword] !== 'number')
  switch (schema['type']) {
    case 'boolean':
    case 'null':
      return []
    case 'integer':
      return [...bounded('minimum'), ...bounded('maximum')]
    case 'string':
      return stringFaults(schema, at)
    case 'array':
      return [...bounded('maxItems'), ...faultsOf(schema['items'], `${at}[]`)]
    case 'object': {
      const { properties, additionalProperties: others } = schema
      const known = Object.entries(isSchema(properties) ? properties : {})
      return [
        ...wrong('patternProperties let every other name in', 'patternProperties' in schema),
        ...known.flatMap(([name, each]) => faultsOf(each, `${at}.${name}`)),
        ...(isSchema(others)
          ? [
              ...bounded('maxProperties'),
              ...bounded('x-maxBytes'),
              ...faultsOf(schema['propertyNames'], `${at}.<name>`),
              ...faultsOf(others, `${at}.<value>`),
            ]
          : wrong('unknown names are let in', others !== false && !isOpen)),
      ]
    }
    default:
      return [`${at}: anything is let in`]
  }
}

function stringFaults(schema: Schema, at: string): string[] {
  const { pattern, format, maxLength } = schema
  const isKnown =
    kinds.includes(schema[textKeyword]) ||
    (typeof format === 'string' && formats.includes(format)) ||
    typeof pattern === 'string'
  const plain =
    typeof pattern === 'string' ? pattern.replace(/\\.|\[[^\]]*\]/g, 'c').replace(/\(\?[=!][^)]*\)/g, '') : '*'
  const isEndless = /[*+]|\{\d+,\}/.test(plain)
  return [
    ...(isKnown ? [] : [`${at}: a text of no kind`]),
    ...(isEndless && typeof maxLength !== 'number' ? [`${at}: no maxLength`] : []),
    ...(typeof pattern === 'string' && !/^\^.*\$$/.test(pattern) ? [`${at}: a pattern for a piece of the text`] : []),
    // A group that repeats without end and has something that does so in it takes for ever to fail.
    ...(typeof pattern === 'string' && /[*+}][^()]*\)(?:[*+]|\{\d+,\})/.test(plain) ? [`${at}: a slow pattern`] : []),
  ]
}

const parts = ['body', 'querystring', 'params', 'headers'] as const

test('T16 T27: a request lets nothing in that is not named, bounded and of a known kind', () => {
  expect(all.length).toBeGreaterThan(60)
  const faults = all.flatMap(({ name, isPage, schema }) =>
    parts.flatMap((part) => {
      if (schema[part] === undefined) return []
      // Headers are whoever's, a path has its names from us, and links to pages carry what others hang on them.
      const isOpen = part === 'headers' || part === 'params' || (part === 'querystring' && isPage)
      return faultsOf(schema[part], `${name} ${part}`, isOpen)
    }),
  )
  expect(faults).toEqual([])
})

test('T16: what stands in a path is named, and what is posted to the API has a schema', () => {
  const faults = all.flatMap(({ name, schema }) => [
    ...(name.includes('/:') && schema['params'] === undefined ? [`${name}: no params`] : []),
    ...(/^(POST|PUT) \/v1\//.test(name) && schema['body'] === undefined ? [`${name}: no body`] : []),
    ...(/^POST \/v1\//.test(name) && schema['headers'] === undefined ? [`${name}: no Idempotency-Key`] : []),
  ])
  expect(faults).toEqual([])
})

test('T16: an answer’s records are closed too', () => {
  const open: string[] = []
  const walk = (value: unknown, at: string): void => {
    if (typeof value !== 'object' || value === null) return
    if ('patternProperties' in value && (value as Schema)['additionalProperties'] !== false) open.push(at)
    for (const [key, each] of Object.entries(value)) walk(each, `${at}.${key}`)
  }
  for (const { name, schema } of all) walk(schema['response'], name)
  expect(open).toEqual([])
})

test.each([
  [{ type: 'string' }, ['x: a text of no kind', 'x: no maxLength']],
  [{ type: 'string', maxLength: 9 }, ['x: a text of no kind']],
  [{ type: 'string', pattern: '^(a+)+$', maxLength: 9 }, ['x: a slow pattern']],
  [{ type: 'string', pattern: 'a', maxLength: 9 }, ['x: a pattern for a piece of the text']],
  [{ type: 'object', properties: {} }, ['x: unknown names are let in']],
  [
    { type: 'object', patternProperties: { '^a$': { type: 'boolean' } } },
    ['x: patternProperties let every other name in', 'x: unknown names are let in'],
  ],
  [{ type: 'object', additionalProperties: false, properties: { a: {} } }, ['x.a: anything is let in']],
  [{ type: 'array', items: { type: 'integer', minimum: 0 } }, ['x: no maxItems', 'x[]: no maximum']],
])('the walk finds what is wrong with %j', (schema, faults) => {
  expect(faultsOf(schema, 'x')).toEqual(faults)
})
