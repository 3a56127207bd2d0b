// Every operation of the OpenAPI document, called over HTTP: what it answers and what it refuses is what the document
// says. An operation that nobody calls here fails: give it a good call in the `calls-fixtures.ts` of its room.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openApiCopy } from '../openapi-copy.ts'
import type { OpenApiDocument } from '../platform/http/openapi.ts'
import type { Permission } from '../staff/index.ts'
import { permissionsOf } from '../staff/index.ts'
import type { Call, CallInput } from './calls-fixtures.ts'
import { bearer, callsOfRooms, logTables, nothing } from './calls-fixtures.ts'
import type { Operation } from './document-fixtures.ts'
import { readDocument } from './document-fixtures.ts'
import type { Answer, World } from './world-fixtures.ts'
import { aContractWorld } from './world-fixtures.ts'

const { operations, expectDeclared } = readDocument(JSON.parse(await openApiCopy()) as OpenApiDocument)
const calls = await callsOfRooms()
const called = operations.flatMap((operation): (Operation & { call: Call })[] => {
  const call = calls[operation.id]
  return call === undefined ? [] : [{ ...operation, call }]
})

let world: World
let limited: World
beforeAll(async () => {
  world = await aContractWorld({ FARTHING_RATE_LIMIT_REQUESTS: '1000000' })
  limited = await aContractWorld({ FARTHING_RATE_LIMIT_REQUESTS: '1' })
})
afterAll(async () => {
  await world.close()
  await limited.close()
})

type Headers = Readonly<Record<string, string>>
const isBy = ({ security }: Operation, scheme: string) => security.some((each) => scheme in each)
const has = ({ parameters }: Operation, where: string) => parameters.some((parameter) => parameter.in === where)
const isChange = ({ method }: Operation) => method !== 'GET'
const idempotencyKey = (operation: Operation): Headers =>
  has(operation, 'header') ? { 'idempotency-key': world.unique('key') } : {}

/** Headers of who usually asks. */
function asUsual(operation: Operation): Headers {
  const { vendor, buyer, desk } = world
  if (isBy(operation, 'secretKey')) return { ...bearer(vendor.secret), ...idempotencyKey(operation) }
  const people: Readonly<Record<string, Headers>> = {
    wallet: buyer.headers,
    console: vendor.owner.headers,
    desk: desk.headers,
  }
  return isBy(operation, 'session') || isBy(operation, 'desk') ? (people[operation.tag] ?? {}) : {}
}

/** Headers of somebody with rights of their own, elsewhere. */
function asAnother(operation: Operation): Headers {
  if (isBy(operation, 'secretKey')) return { ...bearer(world.rival.secret), ...idempotencyKey(operation) }
  return operation.tag === 'console' ? world.rival.owner.headers : world.stranger.headers
}

/** Of somebody who shows nothing that says who they are, from a page of ours. */
const asNobody = (operation: Operation): Headers => ({
  origin: world.provider.deps.config.publicUrl,
  ...idempotencyKey(operation),
})

/** What the document says is needed at the desk. */
function permissionOf({ permission }: Operation): Permission {
  const found = permissionsOf(world.provider.deps).find(({ name }) => name === permission)
  if (found === undefined) throw new Error(`nobody can be permitted ${permission}`)
  return found
}

function urlOf({ path }: Operation, { params = {}, query }: CallInput): string {
  const at = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? `no-${name}`))
  return query === undefined ? at : `${at}?${new URLSearchParams(query).toString()}`
}

/** Sends a request, with other headers or another body where they are given; any answer must be one of the document's. */
async function ask(
  operation: Operation,
  input: CallInput,
  change: { headers?: Headers; body?: unknown; method?: string } = {},
): Promise<Answer> {
  const { method = operation.method, headers = input.headers ?? asUsual(operation) } = change
  const body = 'body' in change ? change.body : input.body
  const keyed = { ...(input.headers && idempotencyKey(operation)), ...headers }
  const answer = await world.send({ method, url: urlOf(operation, input), headers: keyed, body })
  if (method === operation.method) expectDeclared(operation, answer)
  return answer
}

const told = ({ status, json }: Answer) => [status, json['code']]

/** Does something, and fails where the database is not as it was. */
async function changingNothing<T>(act: () => Promise<T>, without: readonly string[]): Promise<T> {
  const before = await world.fingerprint(without)
  const result = await act()
  expect((await world.fingerprint(without)).split('\n').sort()).toEqual(before.split('\n').sort())
  return result
}

test('every operation of the document is called here, and no other', () => {
  const missing = operations.map(({ id }) => id).filter((id) => !(id in calls))
  expect(missing, 'Give each a good call in the calls-fixtures.ts of its room.').toEqual([])
  expect(Object.keys(calls).filter((id) => !operations.some((operation) => operation.id === id))).toEqual([])
})

describe.each(called)('$id', (operation) => {
  const { call } = operation
  const { keeps = [] } = call
  const refusing = [...logTables, ...keeps]

  test('answers what the document says', async () => {
    const input = await call.good(world)
    const answer = await ask(operation, input)
    expect(answer.status, answer.text).toBeLessThan(300)
    if (isChange(operation)) return
    const head = await changingNothing(() => ask(operation, input, { method: 'HEAD' }), keeps)
    expect([head.status, head.text, compared(head.headers)]).toEqual([answer.status, '', compared(answer.headers)])
  })

  if (operation.security.length > 0)
    test('is for those alone who show who they are', async () => {
      const input = await call.good(world)
      const code = isBy(operation, 'secretKey') ? 'unauthorized' : 'signed_out'
      const nobody = asNobody(operation)
      const wrong = [
        {},
        bearer(`${world.vendor.secret.slice(0, -1)}!`),
        { cookie: `__Host-farthing=${'x'.repeat(43)}` },
      ]
      // What opens the other door opens this one no more than nothing does.
      wrong.push(isBy(operation, 'secretKey') ? world.vendor.owner.headers : bearer(world.vendor.secret))
      await changingNothing(async () => {
        for (const shown of wrong)
          expect(told(await ask(operation, input, { headers: { ...nobody, ...shown } }))).toEqual([401, code])
      }, [])
    })

  if (has(operation, 'path'))
    test('has nothing of others, and nothing that is not there', async () => {
      const input = await call.good(world)
      await changingNothing(async () => {
        const another = isBy(operation, 'desk') ? [401, 'signed_out'] : [404, 'not_found']
        expect(told(await ask(operation, input, { headers: asAnother(operation) }))).toEqual(another)
        for (const { name } of operation.parameters.filter((parameter) => parameter.in === 'path')) {
          for (const value of [nothing((input.params?.[name] ?? '').slice(0, 3)), 'nonsense', '%00'])
            expect(told(await ask(operation, { ...input, params: { ...input.params, [name]: value } }))).toEqual([
              404,
              'not_found',
            ])
        }
      }, refusing)
    })

  if (operation.permission !== null)
    test('T15: is for those roles alone that have its permission', async () => {
      const permission = permissionOf(operation)
      const input = await call.good(world)
      const others = [...world.ofRole].filter(([role]) => !permission.roles.includes(role)).map(([, who]) => who)
      await changingNothing(async () => {
        for (const { headers } of [...others, world.withoutRoles])
          expect(told(await ask(operation, input, { headers }))).toEqual([403, 'not_permitted'])
      }, [])
      // The auditor reads everything and changes nothing.
      expect(permission.reads).toBe(permission.roles.includes('auditor'))
    })

  if (isChange(operation) && (isBy(operation, 'session') || isBy(operation, 'desk')))
    test('T20: is pressed on pages of ours alone', async () => {
      const input = await call.good(world)
      const { cookie = '' } = input.headers ?? asUsual(operation)
      const elsewhere = [
        { origin: 'https://evil.example' },
        { origin: 'null' },
        { origin: `${world.provider.deps.config.publicUrl}.evil.example` },
        { 'sec-fetch-site': 'cross-site' },
        { 'sec-fetch-site': 'same-site' },
        {},
      ]
      await changingNothing(async () => {
        for (const from of elsewhere)
          expect(told(await ask(operation, input, { headers: { cookie, ...from } }))).toEqual([403, 'wrong_origin'])
      }, [])
      expect(
        (await ask(operation, input, { headers: { cookie, 'sec-fetch-site': 'same-origin' } })).status,
      ).toBeLessThan(300)
    })

  if (operation.hasBody)
    test('takes a body of its own form alone', async () => {
      const input = await call.good(world)
      const usual = asUsual(operation)
      await changingNothing(async () => {
        const extra = await ask(operation, input, { body: { ...input.body, nobody_knows: 1 } })
        expect([...told(extra), extra.json['param']]).toEqual([422, 'invalid_request', 'nobody_knows'])
        expect(told(await ask(operation, input, { body: '{' }))).toEqual([400, 'malformed_body'])
        expect(told(await ask(operation, input, { body: `{"a":"${'a'.repeat(70_000)}"}` }))).toEqual([
          413,
          'body_too_large',
        ])
        const xml = { ...usual, 'content-type': 'text/xml' }
        expect(told(await ask(operation, input, { body: '<a/>', headers: xml }))).toEqual([
          415,
          'unsupported_media_type',
        ])
      }, [])
    })

  if (has(operation, 'query'))
    test('takes no parameter that nobody knows', async () => {
      const input = await call.good(world)
      const answer = await changingNothing(
        () => ask(operation, { ...input, query: { ...input.query, nobody_knows: '1' } }),
        [],
      )
      expect([...told(answer), answer.json['param']]).toEqual([422, 'invalid_request', 'nobody_knows'])
    })

  if (has(operation, 'header'))
    test('is done once for each Idempotency-Key', async () => {
      const input = await call.good(world)
      const { authorization = '' } = asUsual(operation)
      const none = await changingNothing(() => ask(operation, input, { headers: { authorization } }), [])
      expect(told(none)).toEqual([400, 'idempotency_key_missing'])
      const keyed = { authorization, 'idempotency-key': world.unique('key') }
      const first = await ask(operation, input, { headers: keyed })
      const again = await changingNothing(() => ask(operation, input, { headers: keyed }), refusing)
      expect([again.status, again.json]).toEqual([first.status, first.json])
      if (call.ownKeys === true) return
      const other = called.find(({ id }) => id === (operation.id === 'addRightsholder' ? 'addSite' : 'addRightsholder'))
      if (other === undefined) throw new Error('there is no other operation')
      const reused = await ask(other, await other.call.good(world), { headers: keyed })
      expect(told(reused)).toEqual([422, 'idempotency_key_reused'])
    })

  if (operation.hasAttempt)
    test('is done once for each attempt', async () => {
      const input = await call.good(world)
      const first = await ask(operation, input)
      const again = await changingNothing(() => ask(operation, input), refusing)
      expect([first.status < 300, again.status]).toEqual([true, first.status])
    })

  test.each(Object.entries(call.refused ?? {}))('refuses: %s', async (code, make) => {
    const input = await make(world)
    const answer = await changingNothing(() => ask(operation, input), refusing)
    expect(answer.json['code'], answer.text).toBe(code)
  })

  test('says when it is asked too much', async () => {
    const url = urlOf(operation, {})
    const headers = { 'x-forwarded-for': `10.0.${called.indexOf(operation)}.1`, origin: 'https://nowhere.example' }
    await limited.send({ method: operation.method, url, headers })
    const answer = await limited.send({ method: operation.method, url, headers })
    expectDeclared(operation, answer)
    expect(told(answer)).toEqual([429, 'quota_exceeded'])
  })
})

/** What HEAD and GET have in common. */
function compared(headers: Headers) {
  const ofOneAnswer = ['date', 'request-id', 'ratelimit', 'transfer-encoding', 'connection', 'keep-alive']
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !ofOneAnswer.includes(name)))
}
