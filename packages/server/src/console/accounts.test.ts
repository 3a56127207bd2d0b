import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { TestUser } from '../identity/fixtures.ts'
import { aUser } from '../identity/fixtures.ts'
import type { TestProvider } from '../platform/testing.ts'
import { testProvider } from '../platform/testing.ts'
import { aVendor } from '../vendor/fixtures.ts'
import { aBuyer } from '../purchase/http-fixtures.ts'
import { aSale } from './fixtures.ts'
import type { Answered } from '../vendor/fixtures.ts'

const like = (form: RegExp): unknown => expect.stringMatching(form)

let provider: TestProvider
beforeAll(async () => {
  provider = await testProvider({ FARTHING_RATE_LIMIT_REQUESTS: '0', FARTHING_WELCOME_AMOUNT: '0' })
})
afterAll(() => provider.close())

const asks = (who: TestUser, path: string) => provider.inject({ url: `/api/console/${path}`, headers: who.headers })
const does = (who: TestUser, path: string, payload: object) =>
  provider.inject({ method: 'POST', url: `/api/console/${path}`, headers: who.headers, payload })
let attempts = 0
const attempt = () => `account-attempt-${++attempts}`
const usd = (amount: string, tokens: string) => ({ amount, currency: 'USD', tokens })

describe('R40 R11: a user opens vendor accounts, several if they like', () => {
  test('R40 R11: from opening one to its server’s first request', async () => {
    const owner = await aUser(provider)
    const opened = await does(owner, 'vendors', { attempt: attempt(), name: 'The Fenland Courier' })
    expect([opened.statusCode, opened.json<Answered>().name]).toEqual([200, 'The Fenland Courier'])
    const ven = opened.json<Answered>().id
    await does(owner, 'vendors', { attempt: attempt(), name: 'Another' })
    expect((await asks(owner, 'vendors')).json<Answered>().data).toEqual([
      { id: like(/^ven_/), name: 'Another', role: 'owner' },
      { id: ven, name: 'The Fenland Courier', role: 'owner' },
    ])
    const site = await does(owner, `${ven}/sites`, { attempt: attempt(), url: 'https://courier.example/' })
    expect(site.json<Answered>()).toEqual({ data: [{ url: 'https://courier.example' }] })
    const key = (
      await does(owner, `${ven}/keys`, { attempt: attempt(), mode: 'test', label: 'Web server' })
    ).json<Answered>()
    expect(key).toMatchObject({ mode: 'test', label: 'Web server', revoked_at: null, last4: key.secret.slice(-4) })
    const headers = { authorization: `Bearer ${key.secret}` }
    expect((await provider.inject({ url: '/v1/vendor', headers })).json<Answered>()).toMatchObject({
      id: ven,
      mode: 'test',
      sites: ['https://courier.example'],
    })
    const { secret: _, ...listed } = key
    expect((await asks(owner, `${ven}/keys`)).json<Answered>()).toEqual({ data: [listed] })
    const revoked = await does(owner, `${ven}/keys/${key.id}/revoke`, { attempt: attempt() })
    expect(revoked.json<Answered>()).toEqual({ ...listed, revoked_at: '2026-06-01T12:00:00.000Z' })
    expect((await provider.inject({ url: '/v1/vendor', headers })).statusCode).toBe(401)
  })

  test('R40: a double click opens one account, and makes one key whose secret is shown once', async () => {
    const owner = await aUser(provider)
    const body = { attempt: attempt(), name: 'Once' }
    const opened = [await does(owner, 'vendors', body), await does(owner, 'vendors', body)].map((answer) =>
      answer.json<Answered>(),
    )
    expect(opened[0]).toEqual(opened[1])
    const keyBody = { attempt: attempt(), mode: 'live', label: 'Once' }
    const first = (await does(owner, `${opened[0]?.id}/keys`, keyBody)).json<Answered>()
    const second = (await does(owner, `${opened[0]?.id}/keys`, keyBody)).json<Answered>()
    expect(second).toEqual({ ...first, secret: null })
    expect((await asks(owner, `${opened[0]?.id}/keys`)).json<Answered>().data.length).toBe(1)
  })

  test('R11: who has not proven their address opens none', async () => {
    const owner = await aUser(provider, { emailVerified: false })
    const answer = await does(owner, 'vendors', { attempt: attempt(), name: 'Too soon' })
    expect([answer.statusCode, answer.json<Answered>().code]).toEqual([403, 'email_unverified'])
  })

  test('T15: another vendor’s key is not there to be revoked', async () => {
    const one = await aVendor(provider)
    const other = await aVendor(provider)
    const [key] = (await asks(one.owner, `${one.ven}/keys`)).json<Answered>().data
    const answer = await does(other.owner, `${other.ven}/keys/${key?.id}/revoke`, { attempt: attempt() })
    expect([answer.statusCode, answer.json<Answered>().code]).toEqual([404, 'not_found'])
    expect((await one.get('/v1/vendor')).statusCode).toBe(200)
  })

  test.each([
    [{ name: '' }, 'name'],
    [{ name: 'a\u202eb' }, 'name'],
    [{ name: 'x', fee: 0 }, 'fee'],
    [{}, 'name'],
  ])('T16 T25: %j opens no account', async (body, param) => {
    const owner = await aUser(provider)
    const answer = await does(owner, 'vendors', { attempt: attempt(), ...body })
    expect([answer.statusCode, answer.json<Answered>().param]).toEqual([422, param])
  })

  test('T13: a site that is none is refused by name', async () => {
    const vendor = await aVendor(provider)
    for (const url of ['http://courier.example', '//evil', 'https://a@b.example']) {
      const answer = await does(vendor.owner, `${vendor.ven}/sites`, { attempt: attempt(), url })
      expect([answer.statusCode, answer.json<Answered>().param]).toEqual([422, 'url'])
    }
  })
})

describe('R40 R1c: the overview', () => {
  test('R40: an account without sales shows days of nothing', async () => {
    const vendor = await aVendor(provider)
    const view = (await asks(vendor.owner, `${vendor.ven}/overview?days=7`)).json<Answered>()
    expect(view).toMatchObject({
      vendor: { id: vendor.ven, name: 'The Fenland Courier', status: 'open', sites: ['https://courier.example'] },
      mode: 'live',
      currency: 'USD',
      currencies: [],
      totals: { sales: usd('0', '0'), purchases: 0, median_price: null },
      top_items: [],
      latest: [],
    })
    expect(view.by_day.length).toBe(7)
    expect(view.by_day[6]).toEqual({
      day: '2026-06-01',
      sales: usd('0', '0'),
      refunds: usd('0', '0'),
      net: usd('0', '0'),
      vendor: usd('0', '0'),
      royalties: usd('0', '0'),
      fees: usd('0', '0'),
    })
  })

  test('R40 R1c R20: totals, days, best items and what is owed, to the micro', async () => {
    const vendor = await aVendor(provider)
    const buyer = await aBuyer(provider)
    const second = await aBuyer(provider)
    const author = (await vendor.post('/v1/rightsholders', { name: 'Nell Fenn' })).json<Answered>().id
    const eels = {
      sku: 'eels',
      title: 'Eels',
      price: { amount: '0.25', currency: 'USD' },
      shares: [{ rightsholder: author, role: 'author', basis_points: 4_000 }],
    }
    const pump = { sku: 'pump', title: 'Pump', price: { amount: '0.1', currency: 'USD' } }
    await aSale(provider, vendor, buyer, { item: eels })
    provider.clock.advance(86_400)
    await aSale(provider, vendor, buyer, { item: pump })
    provider.clock.advance(1)
    const txn = await aSale(provider, vendor, second, { item: eels })
    await does(vendor.owner, `${vendor.ven}/sales/${txn}/refund`, {
      attempt: attempt(),
      amount: { amount: '0.1', currency: 'USD' },
    })

    const view = (await asks(vendor.owner, `${vendor.ven}/overview?days=30`)).json<Answered>()
    // Each 0.25: fee 0.0125, author 0.095, vendor 0.1425. The 0.1: fee 0.005, vendor 0.095.
    // 0.1 of 0.25 given back: fee 0.005, author 0.038, vendor 0.057.
    expect(view.totals).toEqual({
      sales: usd('0.6', '60'),
      purchases: 3,
      refunds: usd('0.1', '10'),
      net: usd('0.5', '50'),
      vendor: usd('0.323', '32.3'),
      royalties: usd('0.152', '15.2'),
      rightsholders: 1,
      fees: usd('0.025', '2.5'),
      median_price: usd('0.25', '25'),
    })
    expect(view.by_day.slice(-2)).toEqual([
      {
        day: '2026-06-01',
        sales: usd('0.25', '25'),
        refunds: usd('0', '0'),
        net: usd('0.25', '25'),
        vendor: usd('0.1425', '14.25'),
        royalties: usd('0.095', '9.5'),
        fees: usd('0.0125', '1.25'),
      },
      {
        day: '2026-06-02',
        sales: usd('0.35', '35'),
        refunds: usd('0.1', '10'),
        net: usd('0.25', '25'),
        vendor: usd('0.1805', '18.05'),
        royalties: usd('0.057', '5.7'),
        fees: usd('0.0125', '1.25'),
      },
    ])
    expect(view.payable).toEqual(usd('0.323', '32.3'))
    expect(view.top_items).toEqual([
      {
        id: like(/^itm_/),
        title: 'Eels',
        price: usd('0.25', '25'),
        sold: 2,
        vendor: usd('0.228', '22.8'), // Less 0.057 given back.
      },
      {
        id: like(/^itm_/),
        title: 'Pump',
        price: usd('0.1', '10'),
        sold: 1,
        vendor: usd('0.095', '9.5'),
      },
    ])
    expect(view.latest.map((row) => row.item_title)).toEqual(['Eels', 'Pump', 'Eels'])
    expect(view.currencies).toEqual(['USD'])

    const today = (await asks(vendor.owner, `${vendor.ven}/overview?days=1`)).json<Answered>()
    expect(today.totals).toMatchObject({ purchases: 2, sales: usd('0.35', '35') })
    const auckland = (
      await asks(vendor.owner, `${vendor.ven}/overview?days=2&time_zone=Pacific/Auckland`)
    ).json<Answered>()
    expect(auckland.by_day.map((each) => each.day)).toEqual(['2026-06-02', '2026-06-03'])
    expect(auckland.by_day[0]?.['vendor']).toEqual(usd('0.1425', '14.25'))
  })

  test.each([
    ['days=0', 'days'],
    ['days=400', 'days'],
    ['time_zone=Mars/Olympus', 'time_zone'],
    ['mode=demo', 'mode'],
    ['currency=CHF', 'currency'],
    ['zone=UTC', 'zone'],
    ['from=2026-06-01', 'to'],
    ['to=2026-06-01', 'from'],
    ['from=2026-06-02&to=2026-06-01', 'to'],
    ['from=2026-02-29&to=2026-06-01', 'from'],
    ['from=0001-01-01&to=9999-12-31', 'from'],
    ['from=2025-01-01&to=2026-01-02', 'to'],
    ['from=2026-06-01&to=2026-06-02&days=2', 'days'],
  ])('R40: %j is refused', async (query, param) => {
    const vendor = await aVendor(provider)
    const answer = await asks(vendor.owner, `${vendor.ven}/overview?${query}`)
    expect([answer.statusCode, answer.json<Answered>().param]).toEqual([422, param])
  })
})
