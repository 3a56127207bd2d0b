import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aSong } from '../access/fixtures.ts'
import { aBuyer } from '../purchase/http-fixtures.ts'
import type { TestUser } from '../identity/fixtures.ts'
import { aUser } from '../identity/fixtures.ts'
import { toRfc3339 } from '../platform/clock.ts'
import type { TestProvider } from '../platform/testing.ts'
import { testProvider } from '../platform/testing.ts'
import type { TestVendor } from '../vendor/fixtures.ts'
import { aVendor } from '../vendor/fixtures.ts'

let provider: TestProvider
let shop: TestVendor
let buyer: TestUser
beforeAll(async () => {
  provider = await testProvider()
  shop = await aVendor(provider)
  buyer = await aBuyer(provider)
})
afterAll(() => provider.close())

type Body = Record<string, unknown> & { id: string; secret: string; code?: string; left: { amount: string } }
let count = 0
const usd = (amount: string) => ({ amount, currency: 'USD' })
const inDays = (days: number): string => toRfc3339(provider.clock.now() + BigInt(days) * 86_400_000_000n)
const give = async (user: TestUser, changes: Record<string, unknown> = {}) => {
  const payload = {
    attempt: `mandate-${++count}`,
    label: 'Reading list',
    ceiling: usd('1'),
    expires_at: inDays(7),
    ...changes,
  }
  const answer = await provider.inject({ method: 'POST', url: '/api/wallet/mandates', headers: user.headers, payload })
  return { status: answer.statusCode, body: answer.json<Body>() }
}
const spend = async (vendor: TestVendor, secret: string, amount = '0.3') => {
  const answer = await vendor.post('/v1/purchases', {
    item: aSong({ price: usd(amount) }),
    order_reference: `by mandate ${++count}`,
    return_url: 'https://courier.example/back',
    cancel_url: 'https://courier.example/',
    mandate: secret,
  })
  return answer.json<Body & { status: string | number }>()
}
const listed = async (user: TestUser) =>
  (await provider.inject({ url: '/api/wallet/mandates', headers: user.headers })).json<{ data: Body[] }>().data

describe('a mandate', () => {
  test('buys in one call, up to its ceiling and no further', async () => {
    const { status, body } = await give(buyer)
    expect(status).toBe(201)
    expect(body.secret).toMatch(/^mandate_live_[0-9a-z]{26}_[0-9A-Za-z]{32}$/)
    expect(await spend(shop, body.secret)).toMatchObject({ status: 'captured', captured: usd('0.3') })
    expect(await spend(shop, body.secret, '0.7')).toMatchObject({ status: 'captured' })
    expect(await spend(shop, body.secret, '0.000001')).toMatchObject({ status: 402, code: 'mandate_exceeded' })
    expect((await listed(buyer)).find(({ id }) => id === body.id)).toMatchObject({
      left: { amount: '0' },
      status: 'live',
      label: 'Reading list',
    })
  })

  test('T1: of twenty calls at once, no more go through than its ceiling has room for', async () => {
    const { body } = await give(buyer)
    const answers = await Promise.all(Array.from({ length: 20 }, () => spend(shop, body.secret, '0.25')))
    expect(answers.filter(({ status }) => status === 'captured')).toHaveLength(4)
    expect(answers.filter(({ code }) => code === 'mandate_exceeded')).toHaveLength(16)
  })

  test('says where it may buy and for how much each', async () => {
    const { body } = await give(buyer, { vendors: [shop.ven], per_purchase_max: usd('0.2') })
    const elsewhere = await aVendor(provider)
    expect(await spend(elsewhere, body.secret, '0.1')).toMatchObject({ code: 'mandate_exceeded' })
    expect(await spend(shop, body.secret, '0.3')).toMatchObject({ code: 'mandate_exceeded' })
    expect(await spend(shop, body.secret, '0.2')).toMatchObject({ status: 'captured' })
  })

  test('ends at its expiry, and at once when it is revoked', async () => {
    const { body } = await give(buyer, { expires_at: inDays(1) })
    const other = await give(buyer)
    const url = `/api/wallet/mandates/${other.body.id}/revoke`
    const revoke = (attempt: string, user = buyer) =>
      provider.inject({ method: 'POST', url, headers: user.headers, payload: { attempt } })
    expect((await revoke('revoke-by-another', await aUser(provider))).statusCode).toBe(404)
    expect((await revoke('revoke-the-other')).json()).toMatchObject({ status: 'revoked' })
    expect(await spend(shop, other.body.secret)).toMatchObject({ status: 401, code: 'mandate_invalid' })
    expect(await spend(shop, body.secret)).toMatchObject({ status: 'captured' })
    provider.clock.advance(86_400)
    expect(await spend(shop, body.secret)).toMatchObject({ code: 'mandate_invalid' })
  })

  test('is nobody’s whose secret is wrong by a letter, and only a hash of it is kept', async () => {
    buyer = await aBuyer(provider)
    const { body } = await give(buyer)
    const forged = body.secret.replace(/.$/, (letter) => (letter === 'x' ? 'y' : 'x'))
    expect(await spend(shop, forged)).toMatchObject({ code: 'mandate_invalid' })
    expect(await spend(shop, 'mandate_live_nonsense')).toMatchObject({ code: 'mandate_invalid' })
    const { rows } = await provider.deps.pool.query<{ text: string }>(
      `SELECT m::text AS text FROM mandates m UNION ALL SELECT encode(answer, 'escape') FROM ledger_operations`,
    )
    expect(rows.some(({ text }) => text.includes(body.secret.slice(-32)))).toBe(false)
  })

  test('P4: a double click gives one, with one secret', async () => {
    const changes = { attempt: 'double-clicked' }
    const first = await give(buyer, changes)
    expect(await give(buyer, changes)).toEqual(first)
    expect((await give(buyer, { ...changes, ceiling: usd('100') })).body).toMatchObject({
      status: 409,
      code: 'conflict',
    })
  })

  test('R26: needs a fresh login; and its facts must make sense', async () => {
    const user = await aBuyer(provider)
    expect((await give(user, { ceiling: usd('0') })).body).toMatchObject({ status: 422, param: 'ceiling.amount' })
    expect((await give(user, { per_purchase_max: { amount: '1', currency: 'EUR' } })).body).toMatchObject({
      param: 'per_purchase_max.currency',
    })
    expect((await give(user, { expires_at: inDays(-1) })).body).toMatchObject({ status: 422, param: 'expires_at' })
    for (const none of ['tomorrow', '2027-02-30T00:00:00Z', '2027-02-28T24:00:00Z', '2027-02-28'])
      expect((await give(user, { expires_at: none })).body).toMatchObject({ status: 422, param: 'expires_at' })
    provider.clock.advance(31 * 60)
    expect((await give(user)).body).toMatchObject({ status: 401, code: 'window_closed' })
    expect(await listed(user)).toEqual([])
  })
})
