import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { TestProvider } from '../platform/testing.ts'
import { testProvider } from '../platform/testing.ts'
import type { Answered, TestVendor } from '../vendor/fixtures.ts'
import { aServerOf, aVendor } from '../vendor/fixtures.ts'

const like = (form: RegExp): unknown => expect.stringMatching(form)

let provider: TestProvider
let courier: TestVendor
let halfstep: TestVendor

beforeAll(async () => {
  provider = await testProvider({ FARTHING_RATE_LIMIT_REQUESTS: '0' })
  courier = await aVendor(provider)
  halfstep = await aVendor(provider, { name: 'Halfstep Records', sites: ['https://halfstep.example'] })
})
afterAll(() => provider.close())

test('R19: an owner of rights is named, read and listed', async () => {
  const answer = await courier.post('/v1/rightsholders', { name: 'Nell Fenn', reference: 'author-7', role: 'author' })
  expect(answer.statusCode).toBe(201)
  const named = answer.json<Answered>()
  expect(named).toEqual({
    id: like(/^rsh_/),
    object: 'rightsholder',
    name: 'Nell Fenn',
    reference: 'author-7',
    role: 'author',
    created_at: '2026-06-01T12:00:00.000Z',
  })
  expect((await courier.get(`/v1/rightsholders/${named.id}`)).json<Answered>()).toEqual({ ...named, balances: [] })
  expect((await courier.get('/v1/rightsholders')).json<Answered>()).toEqual({ data: [named], next_cursor: null })
})

test('R19: the same reference again is the same rightsholder, named anew', async () => {
  const first = (await courier.post('/v1/rightsholders', { name: 'N. Fenn', reference: 'author-8' })).json<Answered>()
  const second = (
    await courier.post('/v1/rightsholders', { name: 'Nell Fenn-Marsh', reference: 'author-8' })
  ).json<Answered>()
  expect(second).toEqual({ ...first, name: 'Nell Fenn-Marsh' })
  const theirs = (
    await halfstep.post('/v1/rightsholders', { name: 'Somebody else', reference: 'author-8' })
  ).json<Answered>()
  expect(theirs.id).not.toBe(first.id)
})

test('R19: without a reference each is another, however alike', async () => {
  const first = (await courier.post('/v1/rightsholders', { name: 'Nell Fenn' })).json<Answered>()
  const second = (await courier.post('/v1/rightsholders', { name: 'Nell Fenn' })).json<Answered>()
  expect(second.id).not.toBe(first.id)
})

test('T19 R19: the same Idempotency-Key names nobody twice', async () => {
  const first = await courier.post('/v1/rightsholders', { name: 'Once' }, 'once')
  const second = await courier.post('/v1/rightsholders', { name: 'Once' }, 'once')
  expect(second.json<Answered>()).toEqual(first.json<Answered>())
})

test('T15: another vendor’s rightsholder is not there', async () => {
  const { id } = (await courier.post('/v1/rightsholders', { name: 'Ours' })).json<Answered>()
  const foreign = await halfstep.get(`/v1/rightsholders/${id}`)
  const absent = await halfstep.get('/v1/rightsholders/rsh_00000000000000000000000000')
  expect([foreign.statusCode, foreign.json<Answered>().code]).toEqual([404, 'not_found'])
  const { request_id: one, ...foreignBody } = foreign.json<Answered>()
  const { request_id: other, ...absentBody } = absent.json<Answered>()
  expect(foreignBody).toEqual(absentBody)
  expect(one).not.toBe(other)
})

test('R1g: there are no royalty transactions before the first sale, and a wrong cursor is named', async () => {
  expect((await courier.get('/v1/royalty-transactions')).json<Answered>()).toEqual({ data: [], next_cursor: null })
  const wrong = await courier.get('/v1/royalty-transactions?cursor=nonsense')
  expect([wrong.statusCode, wrong.json<Answered>()]).toMatchObject([
    422,
    { param: 'cursor', detail: 'Give the cursor as the page before gave it.' },
  ])
})

test.each([
  [{}, 'name'],
  [{ name: '' }, 'name'],
  [{ name: 'a\u202eb' }, 'name'],
  [{ name: 'a', share: 5 }, 'share'],
  [{ name: 7 }, 'name'],
])('T16 T25: %j is refused by name', async (body, param) => {
  const answer = await courier.post('/v1/rightsholders', body)
  expect([answer.statusCode, answer.json<Answered>().param]).toEqual([422, param])
})

describe('T15: an owner of rights belongs to one mode', () => {
  let inTest: Pick<TestVendor, 'get' | 'post'>
  beforeAll(async () => {
    inTest = await aServerOf(provider, courier.vendor, courier.owner.user, 'test')
  })

  test('R19: the same reference is another owner in test mode, and naming that one leaves the live one as it was', async () => {
    const body = { name: 'Nora Whitlock', reference: 'author-9' }
    const live = (await courier.post('/v1/rightsholders', body)).json<Answered>()
    const renamed = (await inTest.post('/v1/rightsholders', { ...body, name: 'Changed' })).json<Answered>()
    expect(renamed.id).not.toBe(live.id)
    expect((await courier.get(`/v1/rightsholders/${live.id}`)).json<Answered>()).toEqual({ ...live, balances: [] })
    expect((await inTest.get('/v1/rightsholders')).json<Answered>()).toEqual({ data: [renamed], next_cursor: null })
    expect((await courier.get('/v1/rightsholders')).json<Answered>().data).not.toContainEqual(renamed)
  })

  test('R19: one of the other mode is not there, and is in no schedule', async () => {
    const live = (await courier.post('/v1/rightsholders', { name: 'Live' })).json<Answered>().id
    const test = (await inTest.post('/v1/rightsholders', { name: 'Test' })).json<Answered>().id
    const answers = [await inTest.get(`/v1/rightsholders/${live}`), await courier.get(`/v1/rightsholders/${test}`)]
    expect(answers.map((answer) => [answer.statusCode, answer.json<Answered>().code])).toEqual([
      [404, 'not_found'],
      [404, 'not_found'],
    ])
    const item = (rightsholder: string) => ({
      sku: 'split',
      title: 'Split',
      price: { amount: '0.25', currency: 'USD' },
      shares: [{ rightsholder, role: 'author', basis_points: 1_000 }],
    })
    expect((await inTest.post('/v1/items', item(live))).json<Answered>()).toMatchObject({
      code: 'rightsholder_unknown',
      param: 'shares.0.rightsholder',
    })
    expect((await courier.post('/v1/items', item(test))).json<Answered>().code).toBe('rightsholder_unknown')
    expect((await inTest.post('/v1/items', item(test))).statusCode).toBe(201)
  })
})
