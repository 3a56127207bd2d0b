// Limits with a scope and with a window of the last days, over HTTP. It is noon of Monday, 1 June 2026, in UTC.
import type { LightMyRequestResponse } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aSong, buy } from '../access/fixtures.ts'
import type { TestUser } from '../identity/fixtures.ts'
import { signedInHeaders } from '../identity/fixtures.ts'
import { toPublic } from '../platform/ids.ts'
import type { TestProvider } from '../platform/testing.ts'
import { testProvider } from '../platform/testing.ts'
import { aBuyer, aMandateOf, approve, purchaseBody } from '../purchase/http-fixtures.ts'
import type { TestVendor } from '../vendor/fixtures.ts'
import { aVendor } from '../vendor/fixtures.ts'

let provider: TestProvider
let courier: TestVendor
let halfstep: TestVendor
beforeAll(async () => {
  provider = await testProvider()
  courier = await aVendor(provider)
  halfstep = await aVendor(provider, { name: 'Halfstep Records' })
})
afterAll(() => provider.close())

let count = 0
const usd = (amount: string) => ({ amount, currency: 'USD' })
const put = (user: TestUser, body: Readonly<Record<string, unknown>>): Promise<LightMyRequestResponse> =>
  provider.inject({
    method: 'PUT',
    url: '/api/wallet/limits',
    headers: user.headers,
    payload: { attempt: `scope-attempt-${++count}`, currency: 'USD', period: 'day', ...body },
  })
type Use = { period: string; sentence: string; percent: number; renews_at: string | null; [more: string]: unknown }
const limits = async (user: TestUser): Promise<Use[]> =>
  (await provider.inject({ url: '/api/wallet/limits', headers: user.headers })).json<{ limits: Use[] }>().limits
const song = (amount: string) => aSong({ price: usd(amount) })
const print = (amount: string) => ({ sku: `print-${++count}`, title: 'A print', kind: 'goods', price: usd(amount) })
const tried = (bought: Promise<unknown>): Promise<string> =>
  bought.then(
    () => 'bought',
    (error: unknown) => String(error),
  )
const later = async (user: TestUser): Promise<TestUser> => ({
  ...user,
  headers: await signedInHeaders(provider, user.user),
})
/** A purchase that the vendor holds, approved. */
async function held(user: TestUser, amount: string): Promise<string> {
  const item = { sku: `held-${++count}`, title: 'A print', kind: 'goods', price: usd(amount) }
  const asked = await courier.post('/v1/purchases', purchaseBody({ item, capture: 'manual' }))
  const { id } = asked.json<{ id: string }>()
  await approve(provider, user, id)
  return id
}

describe('R23 R24: a limit has a scope', () => {
  test('R24b: on one vendor it stops what is bought there, and nothing elsewhere', async () => {
    const user = await aBuyer(provider)
    const set = await put(user, { scope: 'vendor', vendor: courier.ven, max: usd('0.5') })
    expect(set.statusCode, set.body).toBe(200)
    await buy(provider, courier, user, song('0.4'))
    expect(await tried(buy(provider, courier, user, song('0.2')))).toContain(
      'This would pass today’s limit at The Fenland Courier.',
    )
    await buy(provider, halfstep, user, song('3'))
    expect(await limits(user)).toMatchObject([
      {
        scope: 'vendor',
        vendor: courier.ven,
        member: null,
        item_kind: null,
        period: 'day',
        days: null,
        spent: { amount: '0.4', tokens: '40' },
        held: { amount: '0' },
        left: { amount: '0.1' },
        percent: 80,
        sentence: 'At most 50 tokens a day at The Fenland Courier. 40 tokens spent today, 10 tokens left.',
        renews_at: '2026-06-02T00:00:00.000Z',
      },
    ])
  })

  test('on one member it counts what they and their mandates buy', async () => {
    const user = await aBuyer(provider)
    await put(user, { scope: 'member', member: toPublic('usr', user.user), max: usd('0.5') })
    await buy(provider, courier, user, song('0.2'))
    const { secret } = await aMandateOf(provider, user)
    const byMandate = (amount: string) =>
      courier.post('/v1/purchases', purchaseBody({ item: print(amount), mandate: secret }))
    expect((await byMandate('0.3')).json()).toMatchObject({ status: 'captured' })
    expect((await byMandate('0.01')).json()).toMatchObject({ status: 402, code: 'limit_exceeded' })
    expect((await limits(user))[0]).toMatchObject({
      scope: 'member',
      member: toPublic('usr', user.user),
      sentence: 'At most 50 tokens a day for this member. 50 tokens spent today, nothing left.',
    })
  })

  test('on one kind of item it leaves the other kinds alone', async () => {
    const user = await aBuyer(provider)
    await put(user, { scope: 'item_kind', item_kind: 'goods', max: usd('0.5') })
    await buy(provider, courier, user, print('0.5'), {})
    expect(await tried(buy(provider, courier, user, print('0.01')))).toContain('today’s limit for goods')
    await buy(provider, courier, user, song('2'))
    expect((await limits(user))[0]).toMatchObject({ item_kind: 'goods', left: { amount: '0' } })
  })

  test('R9: on one wallet it counts what that wallet pays', async () => {
    const user = await aBuyer(provider)
    await put(user, { scope: 'wallet', period: 'transaction', max: usd('0.5') })
    expect(await tried(buy(provider, courier, user, song('0.6')))).toContain(
      'the limit for one purchase from this wallet',
    )
    await buy(provider, courier, user, song('0.5'))
    expect((await limits(user))[0]).toMatchObject({
      sentence: 'Nothing over 50 tokens goes through at once from this wallet.',
      renews_at: null,
    })
  })

  test('limits of one account with different scopes are set, changed and taken away each for itself', async () => {
    const user = await aBuyer(provider)
    await put(user, { max: usd('5') })
    await put(user, { scope: 'vendor', vendor: courier.ven, max: usd('1') })
    await put(user, { scope: 'vendor', vendor: halfstep.ven, max: usd('2') })
    await put(user, { scope: 'vendor', vendor: courier.ven, max: usd('0.5') })
    expect(await limits(user)).toMatchObject([
      { scope: 'account', max: { amount: '5' } },
      { scope: 'vendor', max: { amount: expect.any(String) as string } },
      { scope: 'vendor' },
    ])
    const rest = await put(user, { scope: 'vendor', vendor: courier.ven, max: null })
    expect(rest.json()).toMatchObject({
      limits: [{ scope: 'account' }, { vendor: halfstep.ven, max: { amount: '2' } }],
    })
  })

  test('T3: what does not fit together is refused by name, and changes nothing', async () => {
    const user = await aBuyer(provider)
    const max = usd('1')
    for (const [body, param] of [
      [{ scope: 'vendor', max }, 'vendor'],
      [{ scope: 'vendor', vendor: 'ven_00000000000000000000000000', max }, 'vendor'],
      [{ scope: 'vendor', vendor: 'usr_00000000000000000000000000', max }, 'vendor'],
      [{ vendor: courier.ven, max }, 'vendor'],
      [{ scope: 'member', max }, 'member'],
      [{ scope: 'member', member: toPublic('usr', courier.owner.user), max }, 'member'],
      [{ scope: 'item_kind', max }, 'item_kind'],
      [{ scope: 'item_kind', item_kind: 'songs', max }, 'item_kind'],
      [{ scope: 'wallet', item_kind: 'goods', max }, 'item_kind'],
      [{ scope: 'everything', max }, 'scope'],
      [{ period: 'last_days', max }, 'days'],
      [{ period: 'last_days', days: 1, max }, 'days'],
      [{ period: 'last_days', days: 91, max }, 'days'],
      [{ period: 'last_days', days: 7.5, max }, 'days'],
      [{ days: 7, max }, 'days'],
    ] as const) {
      const answer = await put(user, body)
      expect(answer.json(), JSON.stringify(body)).toMatchObject({ status: 422, code: 'invalid_request', param })
    }
    expect(await limits(user)).toEqual([])
  })

  test('an account has fifty limits at most', async () => {
    const user = await aBuyer(provider)
    for (let days = 2; days <= 51; days++) {
      expect((await put(user, { period: 'last_days', days, max: usd('1') })).statusCode).toBe(200)
    }
    expect((await put(user, { period: 'last_days', days: 52, max: usd('1') })).json()).toMatchObject({
      code: 'invalid_request',
      detail: 'An account has at most 50 limits. Take one away first.',
    })
    expect((await put(user, { period: 'last_days', days: 51, max: usd('2') })).statusCode).toBe(200)
  })
})

describe('R23: a limit of the last days', () => {
  test('has room again when the oldest day leaves it, and says when', async () => {
    const buyer = await aBuyer(provider)
    await put(buyer, { period: 'last_days', days: 7, max: usd('0.5') })
    await buy(provider, courier, buyer, song('0.3'))
    provider.clock.advance(86_400)
    const tuesday = await later(buyer)
    await buy(provider, courier, tuesday, song('0.2'))
    const refusal = await tried(buy(provider, courier, tuesday, song('0.1')))
    expect(refusal).toContain('This would pass the limit of 7 days.')
    expect(refusal).toContain('Room for this comes back at 00:00 on Monday.')
    expect((await limits(tuesday))[0]).toMatchObject({
      days: 7,
      percent: 100,
      sentence: 'At most 50 tokens in any 7 days. 50 tokens spent in the last 7 days, nothing left.',
      renews_at: '2026-06-08T00:00:00.000Z',
    })
    provider.clock.advance(5 * 86_400 + 43_199) // A second to midnight, Sunday, 7 June.
    expect(await tried(buy(provider, courier, await later(buyer), song('0.1')))).toContain('the limit of 7 days')
    provider.clock.advance(1)
    const monday = await later(buyer)
    expect((await limits(monday))[0]).toMatchObject({ left: { amount: '0.3' } })
    expect(await tried(buy(provider, courier, monday, song('0.31')))).toContain('the limit of 7 days')
    await buy(provider, courier, monday, song('0.3'))
  })

  test('R23 T1: no change of the zone gives it, or a limit on a vendor, a new budget', async () => {
    const buyer = await aBuyer(provider)
    await put(buyer, { period: 'last_days', days: 2, max: usd('0.5') })
    await put(buyer, { scope: 'vendor', vendor: courier.ven, max: usd('0.5') })
    await buy(provider, courier, buyer, song('0.5'))
    for (const zone of ['Pacific/Kiritimati', 'Pacific/Pago_Pago', 'Asia/Tokyo', 'Pacific/Kiritimati']) {
      const payload = { attempt: `zone-attempt-${++count}`, time_zone: zone }
      const url = '/api/wallet/time-zone'
      expect((await provider.inject({ method: 'PUT', url, headers: buyer.headers, payload })).statusCode).toBe(200)
      expect(await tried(buy(provider, courier, buyer, song('0.01')))).toContain('limit')
    }
  })

  test('counts what is held; what is voided comes back, what is captured stays', async () => {
    const buyer = await aBuyer(provider)
    await put(buyer, { period: 'last_days', days: 7, max: usd('1') })
    await put(buyer, { max: usd('1') })
    const id = await held(buyer, '0.8')
    const standing = async () => (await limits(buyer)).map(({ spent, held: of, left }) => [spent, of, left])
    const money = (amount: string) => expect.objectContaining({ amount }) as unknown
    const both = (...amounts: string[]) => [amounts.map(money), amounts.map(money)]
    expect(await standing()).toEqual(both('0.8', '0.8', '0.2'))
    expect(await tried(buy(provider, courier, buyer, song('0.3')))).toContain('limit')
    expect((await limits(buyer))[0]?.sentence).toContain('80 tokens spent today (80 tokens held), 20 tokens left')
    const captured = await courier.post(`/v1/purchases/${id}/capture`, { amount: usd('0.3') })
    expect(captured.statusCode, captured.body).toBe(200)
    expect(await standing()).toEqual(both('0.8', '0.5', '0.2'))
    await courier.post(`/v1/purchases/${id}/void`, {})
    expect(await standing()).toEqual(both('0.3', '0', '0.7'))
    const other = await held(buyer, '0.7')
    await courier.post(`/v1/purchases/${other}/capture`, { amount: usd('0.2'), final: true })
    expect(await standing()).toEqual(both('0.5', '0', '0.5'))
  })

  test('gives back nothing twice: a hold that ends after its day has left it changes nothing', async () => {
    const buyer = await aBuyer(provider)
    await put(buyer, { period: 'last_days', days: 2, max: usd('1') })
    const id = await held(buyer, '0.8')
    provider.clock.advance(2 * 86_400)
    const then = await later(buyer)
    await buy(provider, courier, then, song('0.6'))
    expect((await courier.post(`/v1/purchases/${id}/void`, {})).statusCode).toBe(200)
    expect((await limits(then))[0]).toMatchObject({ spent: { amount: '0.6' }, held: { amount: '0' } })
  })

  test('T1: of twenty purchases at once through two servers, no more go through than every limit has room for', async () => {
    const buyer = await aBuyer(provider)
    await put(buyer, { period: 'last_days', days: 7, max: usd('0.5') })
    await put(buyer, { scope: 'vendor', vendor: courier.ven, max: usd('0.3') })
    const another = await provider.another()
    const servers = [provider, { ...provider, inject: another.app.inject.bind(another.app) as TestProvider['inject'] }]
    const tries = await Promise.all(
      Array.from({ length: 20 }, (_, i) =>
        tried(buy(servers[i % 2] ?? provider, i % 4 < 2 ? courier : halfstep, buyer, song('0.1'))),
      ),
    )
    expect(tries.filter((each) => each === 'bought')).toHaveLength(5)
    const [ofAccount, ofVendor] = await limits(buyer)
    expect(ofAccount).toMatchObject({ spent: { amount: '0.5' } })
    expect(Number((ofVendor?.['spent'] as { amount: string }).amount)).toBeLessThanOrEqual(0.3)
  })
})
