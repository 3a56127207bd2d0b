import { afterAll, beforeAll, expect, test } from 'vitest'
import type { TestProvider } from '../platform/testing.ts'
import { testProvider } from '../platform/testing.ts'
import type { TestVendor } from '../vendor/fixtures.ts'
import { aServerOf, aVendor } from '../vendor/fixtures.ts'

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
  const named = answer.json()
  expect(named).toEqual({
    id: expect.stringMatching(/^rsh_/),
    object: 'rightsholder',
    name: 'Nell Fenn',
    reference: 'author-7',
    role: 'author',
    created_at: '2026-06-01T12:00:00.000Z',
  })
  expect((await courier.get(`/v1/rightsholders/${named.id}`)).json()).toEqual({ ...named, balances: [] })
  expect((await courier.get('/v1/rightsholders')).json()).toEqual({ data: [named], next_cursor: null })
})

test('R19: the same reference again is the same rightsholder, named anew', async () => {
  const first = (await courier.post('/v1/rightsholders', { name: 'N. Fenn', reference: 'author-8' })).json()
  const second = (await courier.post('/v1/rightsholders', { name: 'Nell Fenn-Marsh', reference: 'author-8' })).json()
  expect(second).toEqual({ ...first, name: 'Nell Fenn-Marsh' })
  const theirs = (await halfstep.post('/v1/rightsholders', { name: 'Somebody else', reference: 'author-8' })).json()
  expect(theirs.id).not.toBe(first.id)
})

test('R19: without a reference each is another, however alike', async () => {
  const first = (await courier.post('/v1/rightsholders', { name: 'Nell Fenn' })).json()
  const second = (await courier.post('/v1/rightsholders', { name: 'Nell Fenn' })).json()
  expect(second.id).not.toBe(first.id)
})

test('T19 R19: the same Idempotency-Key names nobody twice', async () => {
  const first = await courier.post('/v1/rightsholders', { name: 'Once' }, 'once')
  const second = await courier.post('/v1/rightsholders', { name: 'Once' }, 'once')
  expect(second.json()).toEqual(first.json())
})

test('T15: another vendor’s rightsholder is not there', async () => {
  const { id } = (await courier.post('/v1/rightsholders', { name: 'Ours' })).json()
  const foreign = await halfstep.get(`/v1/rightsholders/${id}`)
  const absent = await halfstep.get('/v1/rightsholders/rsh_00000000000000000000000000')
  expect([foreign.statusCode, foreign.json().code]).toEqual([404, 'not_found'])
  const { request_id: one, ...foreignBody } = foreign.json()
  const { request_id: other, ...absentBody } = absent.json()
  expect(foreignBody).toEqual(absentBody)
  expect(one).not.toBe(other)
})

test('R1g: there are no royalty transactions before the first sale, and a wrong cursor is named', async () => {
  expect((await courier.get('/v1/royalty-transactions')).json()).toEqual({ data: [], next_cursor: null })
  const wrong = await courier.get('/v1/royalty-transactions?cursor=nonsense')
  expect([wrong.statusCode, wrong.json().param]).toEqual([422, 'cursor'])
})

test.each([[{}, 'name'], [{ name: '' }, 'name'], [{ name: 'a\u202eb' }, 'name'], [{ name: 'a', share: 5 }, 'share'], [{ name: 7 }, 'name']])(
  'T16 T25: %j is refused by name',
  async (body, param) => {
    const answer = await courier.post('/v1/rightsholders', body)
    expect([answer.statusCode, answer.json().param]).toEqual([422, param])
  },
)

test('R19: both modes of a vendor share its owners of rights', async () => {
  const inTest = await aServerOf(provider, courier.vendor, courier.owner.user, 'test')
  const { id } = (await courier.post('/v1/rightsholders', { name: 'Both' })).json()
  expect((await inTest.get(`/v1/rightsholders/${id}`)).json()).toMatchObject({ name: 'Both', balances: [] })
})
