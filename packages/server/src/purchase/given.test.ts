// What a vendor sends along for itself: tracking fields and the fields of its form (R43).
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { TestProvider } from '../platform/testing.ts'
import { testProvider } from '../platform/testing.ts'
import type { Answered, TestVendor } from '../vendor/fixtures.ts'
import { aVendor } from '../vendor/fixtures.ts'
import { purchaseBody } from './http-fixtures.ts'

let provider: TestProvider
let vendor: TestVendor
beforeAll(async () => {
  provider = await testProvider({ FARTHING_RATE_LIMIT_REQUESTS: '0' })
  vendor = await aVendor(provider)
})
afterAll(() => provider.close())

const ask = async (change: object) => {
  const answer = await vendor.post('/v1/purchases', purchaseBody(change))
  return { status: answer.statusCode, body: answer.json<Answered>() }
}
const detailOf = async (id: string) =>
  (
    await provider.inject({ url: `/api/console/${vendor.ven}/sales/${id}`, headers: vendor.owner.headers })
  ).json<Answered>()

test('R43: names are as forms have them, values may be empty, of several lines, and several', async () => {
  const form = {
    'a b': 'x',
    'items[0][name]': 'Größe 5',
    note: 'For Nell,\r\n\twith love',
    coupon: '',
    size: ['M', 'L', ''],
    ünï: 'cafe\u0301',
  }
  const { status, body } = await ask({ form_parameters: form, tracking: { 'campaign.1': 'spring', empty: '' } })
  expect([status, body['form_parameters'], body['tracking']]).toEqual([
    201,
    form,
    { 'campaign.1': 'spring', empty: '' },
  ])
  expect((await vendor.get(`/v1/purchases/${body.id}`)).json<Answered>()['form_parameters']).toEqual(form)
  expect((await detailOf(body.id))['form_parameters']).toEqual(form)
})

const many = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, i) => [`field ${i}`, '']))
test.each([
  [{ 'a b': { x: 1 } }, 'form_parameters.a b'],
  [{ 'a b': null }, 'form_parameters.a b'],
  [{ a: 5 }, 'form_parameters.a'],
  [{ a: [] }, 'form_parameters.a'],
  [{ a: ['x', null] }, 'form_parameters.a.1'],
  [{ a: [['x']] }, 'form_parameters.a.0'],
  [{ a: Array<string>(21).fill('x') }, 'form_parameters.a'],
  [{ a: 'x'.repeat(2_001) }, 'form_parameters.a'],
  [{ a: 'fdp\u202eexe' }, 'form_parameters.a'],
  [{ a: ['fine', 'zero\u200bwidth'] }, 'form_parameters.a.1'],
  [{ a: 'bell\u0007' }, 'form_parameters.a'],
  [{ 'a\u202eb': 'x' }, 'form_parameters.a\u202eb'],
  [{ ' a': 'x' }, 'form_parameters. a'],
  [{ '': 'x' }, 'form_parameters'],
  [{ ['n'.repeat(65)]: 'x' }, `form_parameters.${'n'.repeat(65)}`],
  [many(51), 'form_parameters'],
  [{ a: 'ä'.repeat(2_000), b: 'ä'.repeat(2_000), c: 'ä'.repeat(100) }, 'form_parameters'],
  [['a'], 'form_parameters'],
  ['a=b', 'form_parameters'],
])('T16 T25 T27: form_parameters %j are refused by name', async (form, param) => {
  const { status, body } = await ask({ form_parameters: form })
  expect([status, body.code, body.param.startsWith(param)]).toEqual([422, 'invalid_request', true])
})

test.each([[{ a: ['x'] }], [{ a: { x: 1 } }], [{ a: 'x'.repeat(501) }], [many(21)], [{ 'a\u200bb': 'x' }]])(
  'T16 T27: tracking %j is refused',
  async (tracking) => {
    expect((await ask({ tracking })).status).toBe(422)
  },
)

test('rows of before names were looked at are told as text', async () => {
  const { body } = await ask({ form_parameters: { page: '7' }, tracking: { campaign: 'spring' } })
  const facts = JSON.stringify({ formParameters: { 'a b': { x: 1 }, c: null, d: ['x', 1] }, tracking: { e: ['y'] } })
  await provider.deps.pool.query('UPDATE purchases SET facts = facts || $1::jsonb WHERE order_reference = $2', [
    facts,
    body['order_reference'],
  ])
  const fresh = await provider.another()
  const authorization = `Bearer ${vendor.secret}`
  const read = await fresh.app.inject({ url: `/v1/purchases/${body.id}`, headers: { authorization } })
  expect(read.json<Answered>()).toMatchObject({
    form_parameters: { 'a b': '{"x":1}', c: 'null', d: '["x",1]' },
    tracking: { e: '["y"]' },
  })
})
