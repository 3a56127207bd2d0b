import type { Decider } from '@farthing/ledger'
import { done, refused } from '@farthing/ledger'
import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { payers } from '../../account/index.ts'
import { userActor } from '../actor.ts'
import { keyOf } from '../ids.ts'
import type { TestProvider } from '../testing.ts'
import { testProvider } from '../testing.ts'
import type { App, Routes } from './app.ts'
import { buildApp } from './app.ts'
import type { Refusal } from './submit.ts'
import { doneOr, submitAttempt, submitKeyed } from './submit.ts'

type Input = { readonly account: string; readonly zone: string; readonly refuse: boolean }

/** Counts how often it ran by how many members the row has. */
const addMember: Decider<Input, { readonly count: number; readonly zone: string } | Refusal> = {
  name: 'test.addMember',
  decide({ account, zone, refuse }, draft, at) {
    if (refuse) return refused({ code: 'not_a_member', detail: `refused at ${at}` })
    const row = draft.row(payers, account)
    const members = [...(row?.state.members ?? []), 'x']
    const state = {
      status: 'open',
      members,
      timeZone: zone,
      wallets: [],
      grants: [],
      limits: [],
      welcomed: false,
    } as const
    draft.put(payers, account, { state, openedAt: row?.openedAt ?? at })
    return done({ count: members.length, zone })
  },
}

const routes: Routes = (app, deps) => {
  const body = Type.Object({
    account: Type.String(),
    zone: Type.String(),
    refuse: Type.Optional(Type.Boolean({ default: false })),
  })
  app.post('/v1/members', { schema: { body } }, async (request) => {
    const scope = { name: String(request.headers['x-scope'] ?? 'ven:test'), actor: actorOf(request) }
    const { account, zone, refuse = false } = request.body
    return doneOr(await submitKeyed(deps, request, scope, addMember, { account: keyOf(account), zone, refuse }))
  })
  app.post('/v1/attempts', { schema: { body } }, async (request) => {
    const { account, zone, refuse = false } = request.body
    const input = { account: keyOf(account), zone, refuse }
    return doneOr(await submitAttempt(deps, keyOf('owner'), 'attempt-1', addMember, input, { actor: actorOf(request) }))
  })
}

const actorOf = (request: FastifyRequest) => userActor(keyOf(String(request.headers['x-user'] ?? 'ada')))

let provider: TestProvider
let app: App
let other: App
beforeAll(async () => {
  provider = await testProvider()
  app = await buildApp(provider.deps, [routes])
  other = await buildApp((await provider.another()).deps, [routes])
})
afterAll(async () => {
  await app.close()
  await other.close()
  await provider.close()
})

type Call = {
  readonly key?: string
  readonly scope?: string
  readonly user?: string
  readonly url?: string
  readonly on?: App
}
const call = (payload: Record<string, unknown>, { key, scope, user, url = '/v1/members', on = app }: Call = {}) =>
  on.inject({
    method: 'POST',
    url,
    headers: {
      ...(key !== undefined && { 'idempotency-key': key }),
      ...(scope !== undefined && { 'x-scope': scope }),
      ...(user !== undefined && { 'x-user': user }),
    },
    payload,
  })

test('T19: the same key and body get the first answer again, whatever the order of names, and one effect', async () => {
  const first = await call({ account: 'a', zone: 'UTC' }, { key: 'k1' })
  expect(first.json()).toEqual({ count: 1, zone: 'UTC' })
  expect((await call({ zone: 'UTC', account: 'a' }, { key: 'k1' })).json()).toEqual({ count: 1, zone: 'UTC' })
  expect((await call({ account: 'a', zone: 'UTC' }, { key: 'k2' })).json()).toEqual({ count: 2, zone: 'UTC' })
  expect((await call({ account: 'a', zone: 'UTC' }, { key: 'k1' })).json()).toEqual({ count: 1, zone: 'UTC' })
})

test('T19: the same key with another body, or at another address, is 422 and does nothing', async () => {
  await call({ account: 'b', zone: 'UTC' }, { key: 'k3' })
  const answer = await call({ account: 'b', zone: 'GMT' }, { key: 'k3' })
  expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([422, 'idempotency_key_reused'])
  expect((await call({ account: 'b', zone: 'UTC' }, { key: 'k3', url: '/v1/members?x=1' })).statusCode).toBe(422)
  expect((await call({ account: 'b', zone: 'UTC' }, { key: 'k4' })).json()).toEqual({ count: 2, zone: 'UTC' })
})

test('T19: one key through two servers at once has one effect and one answer', async () => {
  for (let round = 0; round < 20; round++) {
    const payload = { account: `race ${round}`, zone: 'UTC' }
    const key = `race-${round}`
    const answers = await Promise.all([app, other, app, other].map((on) => call(payload, { key, on })))
    expect(answers.map((answer) => answer.json<unknown>())).toEqual(Array(4).fill({ count: 1, zone: 'UTC' }))
  }
})

test('T19: one key with two bodies at once: one is done, the other is 422', async () => {
  for (let round = 0; round < 20; round++) {
    const key = `bodies-${round}`
    const answers = await Promise.all(
      ['UTC', 'GMT'].map((zone, i) => call({ account: `bodies ${round}`, zone }, { key, on: i === 0 ? app : other })),
    )
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 422])
  }
})

test('T19: a refusal stays a refusal under its key, to the word', async () => {
  const first = await call({ account: 'c', zone: 'UTC', refuse: true }, { key: 'k5' })
  provider.clock.advance(60)
  const again = await call({ account: 'c', zone: 'UTC', refuse: true }, { key: 'k5' })
  expect(first.json()).toMatchObject({ code: 'not_a_member', status: 403 })
  expect(again.json<{ detail: string }>().detail).toBe(first.json<{ detail: string }>().detail)
})

test('T19: keys of another vendor, or of the other mode, are others', async () => {
  expect((await call({ account: 'd', zone: 'UTC' }, { key: 'k6', scope: 'ven:live' })).json()).toMatchObject({
    count: 1,
  })
  expect((await call({ account: 'd', zone: 'UTC' }, { key: 'k6', scope: 'ven:test' })).json()).toMatchObject({
    count: 2,
  })
  expect((await call({ account: 'd', zone: 'UTC' }, { key: 'k6', scope: 'ven2:live' })).json()).toMatchObject({
    count: 3,
  })
})

test('T19: a key is kept for 24 hours', async () => {
  await call({ account: 'e', zone: 'UTC' }, { key: 'k7' })
  provider.clock.advance(86_399)
  expect((await call({ account: 'e', zone: 'UTC' }, { key: 'k7' })).json()).toMatchObject({ count: 1 })
  provider.clock.advance(1)
  expect((await call({ account: 'e', zone: 'UTC' }, { key: 'k7' })).json()).toMatchObject({ count: 2 })
  expect((await call({ account: 'e', zone: 'UTC' }, { key: 'k7' })).json()).toMatchObject({ count: 2 })
})

test.each([
  [undefined, 400, 'idempotency_key_missing'],
  ['', 400, 'idempotency_key_missing'],
  ['x'.repeat(256), 422, 'invalid_request'],
  ['k\u00e9y', 422, 'invalid_request'],
])('T19: without a usable key nothing is done: %j', async (key, status, code) => {
  const answer = await call({ account: 'f', zone: 'UTC' }, key === undefined ? {} : { key })
  expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([status, code])
})

test('P4: a double click is one attempt; the same attempt with other contents is a conflict without facts', async () => {
  const click = () => call({ account: 'g', zone: 'UTC' }, { url: '/v1/attempts' })
  const [one, two] = await Promise.all([click(), click()])
  expect([one.json(), two.json()]).toEqual([
    { count: 1, zone: 'UTC' },
    { count: 1, zone: 'UTC' },
  ])
  const conflict = await call({ account: 'g', zone: 'GMT' }, { url: '/v1/attempts' })
  expect(conflict.statusCode).toBe(409)
  expect(conflict.json()).toMatchObject({ code: 'conflict' })
})

test('P4: whoever repeats an operation gets the first answer, and the first actor stays', async () => {
  const { ledger } = provider.deps
  const before = (await ledger.log({ after: 0n, limit: 10_000 })).at(-1)?.seq ?? 0n
  for (const user of ['ada', 'mallory']) {
    expect((await call({ account: 'h', zone: 'UTC' }, { key: 'k8', user })).json()).toEqual({ count: 1, zone: 'UTC' })
    const attempt = { url: '/v1/attempts', user }
    expect((await call({ account: 'g', zone: 'UTC' }, attempt)).json()).toEqual({ count: 1, zone: 'UTC' })
  }
  // The second keyed call is an operation of its own, which refers to the first.
  expect((await ledger.log({ after: before, limit: 10 })).map(({ kind, actor }) => ({ kind, actor }))).toEqual([
    { kind: 'done', actor: { kind: 'user', id: keyOf('ada') } },
    { kind: 'refused', actor: { kind: 'user', id: keyOf('mallory') } },
  ])
})
