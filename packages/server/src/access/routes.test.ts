import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aBuyer } from '../purchase/http-fixtures.ts'
import type { TestUser } from '../identity/fixtures.ts'
import { aUser } from '../identity/fixtures.ts'
import { userActor } from '../platform/actor.ts'
import { submitOnce } from '../platform/http/submit.ts'
import type { TestProvider } from '../platform/testing.ts'
import { testProvider } from '../platform/testing.ts'
import type { TestVendor } from '../vendor/fixtures.ts'
import { aServerOf, aVendor } from '../vendor/fixtures.ts'
import { removeSite } from '../vendor/index.ts'
import { aSong, buy } from './fixtures.ts'

let provider: TestProvider
let shop: TestVendor
let buyer: TestUser
beforeAll(async () => {
  provider = await testProvider()
  shop = await aVendor(provider, { name: 'Halfstep Records' })
  buyer = await aBuyer(provider)
})
afterAll(() => provider.close())

type Body = Record<string, unknown> & { code?: string; entitlement?: { id: string }; payer?: string; id?: string }
const verify = async (
  vendor: TestVendor,
  { purchase, token, returnUrl }: { purchase: string; token: string; returnUrl: string },
  key?: string,
) => {
  const answer = await vendor.post(`/v1/purchases/${purchase}/verify`, { token, return_url: returnUrl }, key)
  return { status: answer.statusCode, body: answer.json<Body>() }
}
const openHere = async (user: TestUser, entitlement: string) =>
  provider.inject({
    method: 'POST',
    url: `/api/wallet/library/${entitlement}/open`,
    headers: user.headers,
  })
const library = async (user: TestUser, query = '') => {
  const answer = await provider.inject({ url: `/api/wallet/library${query}`, headers: user.headers })
  if (answer.statusCode !== 200) throw new Error(answer.body)
  return answer.json<{
    data: (Record<string, unknown> & { entitlement: string; item_title: string })[]
    vendors: { id: string; name: string }[]
    kinds: string[]
  }>()
}

describe('a browser comes back from approval', () => {
  test('R28: the vendor’s server learns purchase, payer and licence in one answer', async () => {
    const bought = await buy(provider, shop, buyer)
    const { status, body } = await verify(shop, bought)
    expect(status).toBe(200)
    expect(body).toMatchObject({
      purchase: { id: bought.purchase, status: 'captured' },
      payer: expect.stringMatching(/^psn_/) as unknown,
      entitlement: {
        object: 'entitlement',
        item_title: 'Eel Catcher',
        status: 'live',
        views_left: 3,
        first_opened_at: null,
      },
    })
  })

  test('T10: the token is used once; the same key again gets the first answer', async () => {
    const bought = await buy(provider, shop, buyer)
    const first = await verify(shop, bought, 'first-key')
    expect(await verify(shop, bought, 'first-key')).toEqual(first)
    expect((await verify(shop, bought, 'second-key')).body).toMatchObject({ status: 409, code: 'token_used' })
  })

  test('T10: of twenty uses at once through two servers, one is the first', async () => {
    const bought = await buy(provider, shop, buyer)
    const { app } = await provider.another()
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, i) =>
        (i % 2 === 0 ? provider.app : app).inject({
          method: 'POST',
          url: `/v1/purchases/${bought.purchase}/verify`,
          headers: { authorization: `Bearer ${shop.secret}`, 'idempotency-key': `race-${i}` },
          payload: { token: bought.token, return_url: bought.returnUrl },
        }),
      ),
    )
    expect(answers.filter((answer) => answer.statusCode === 200)).toHaveLength(1)
    expect(answers.filter((answer) => answer.json<Body>().code === 'token_used')).toHaveLength(19)
  })

  test('T10: late, at another vendor, for another purchase, at another URL: refused', async () => {
    const bought = await buy(provider, shop, buyer)
    const other = await buy(provider, shop, buyer)
    const stranger = await aVendor(provider)
    expect((await verify(shop, { ...bought, purchase: other.purchase })).body.code).toBe('token_invalid')
    expect((await verify(shop, { ...bought, returnUrl: other.returnUrl })).body.code).toBe('token_invalid')
    expect((await verify(stranger, bought)).body.code).toBe('not_found')
    expect((await verify(shop, { ...bought, token: 'forged' })).body.code).toBe('token_invalid')
    provider.clock.advance(361)
    expect((await verify(shop, bought)).body.code).toBe('token_expired')
  })
})

describe('R44: a licence at the vendor', () => {
  test('each opening counts a view, the first starts the clock, and what ends first ends it', async () => {
    const bought = await buy(provider, shop, buyer, aSong({ terms: { times_to_view: 2, hours_to_view: 5 } }))
    const { entitlement } = (await verify(shop, bought)).body
    const url = `/v1/entitlements/${entitlement?.id}/open`
    const first = (await shop.post(url, {}, `open-1-${bought.purchase}`)).json<Body>()
    expect(first).toMatchObject({ status: 'live', views_left: 1 })
    expect(Date.parse(String(first['ends_at'])) - Date.parse(String(first['first_opened_at']))).toBe(5 * 3_600_000)
    expect((await shop.post(url, {}, `open-1-${bought.purchase}`)).json()).toEqual(first)
    expect((await shop.post(url, {})).json()).toMatchObject({ status: 'ended', views_left: 0 })
    expect((await shop.post(url, {})).json()).toMatchObject({ status: 409, code: 'licence_ended' })
  })

  test('of ten openings at once of a licence for three, three are granted', async () => {
    const { entitlement } = (await verify(shop, await buy(provider, shop, buyer))).body
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => shop.post(`/v1/entitlements/${entitlement?.id}/open`, {})),
    )
    expect(answers.filter((answer) => answer.statusCode === 200)).toHaveLength(3)
  })

  test('T15: is not there for another vendor, in another mode, or for a made-up payer', async () => {
    const { entitlement, payer } = (await verify(shop, await buy(provider, shop, buyer))).body
    const stranger = await aVendor(provider)
    const test = await aServerOf(provider, shop.vendor, shop.owner.user, 'test')
    for (const server of [stranger, test]) {
      expect((await server.get(`/v1/entitlements/${entitlement?.id}`)).statusCode).toBe(404)
      expect((await server.post(`/v1/entitlements/${entitlement?.id}/open`, {})).statusCode).toBe(404)
      expect((await server.get(`/v1/entitlements?payer=${payer}`)).json()).toMatchObject({ data: [] })
    }
    const found = (await shop.get(`/v1/entitlements?payer=${payer}`)).json<{ data: Body[] }>()
    expect(found.data.some(({ id }) => id === entitlement?.id)).toBe(true)
    const item = String(found.data.find(({ id }) => id === entitlement?.id)?.['item'])
    expect((await shop.get(`/v1/entitlements?payer=${payer}&item=${item}`)).json<{ data: Body[] }>().data).toHaveLength(
      1,
    )
    expect((await shop.get(`/v1/entitlements?payer=psn_01k9vq3m2r8tqd4s0c5w7x9y2z`)).json()).toMatchObject({ data: [] })
  })
})

describe('R22 R25: the Library', () => {
  test('shows everything bought, across vendors, and finds it again', async () => {
    const reader = await aBuyer(provider)
    const paper = await aVendor(provider)
    await buy(provider, shop, reader, aSong({ title: 'Low Water' }))
    await buy(provider, paper, reader, aSong({ title: 'The pumping station', terms: { days_to_view: 30 } }))
    const all = await library(reader)
    expect(all.data).toHaveLength(2)
    expect(all.vendors.map(({ name }) => name)).toEqual(['Halfstep Records', 'The Fenland Courier'])
    expect(all.kinds).toEqual(['content'])
    expect(all.data.find(({ item_title: itemTitle }) => itemTitle === 'Low Water')).toMatchObject({
      status: 'live',
      views_left: 3,
      can_open: true,
      licence_words: '3 views',
      vendor: { id: shop.ven, name: 'Halfstep Records' },
    })
    expect((await library(reader, '?q=pumping')).data.map(({ item_title: itemTitle }) => itemTitle)).toEqual([
      'The pumping station',
    ])
    expect((await library(reader, `?vendor=${shop.ven}`)).data).toHaveLength(1)
    expect((await library(reader, '?kind=goods')).data).toHaveLength(0)
    expect((await library(await aUser(provider))).data).toEqual([])
  })

  test('opens at the vendor with one click: a token that its server verifies, and no view counted', async () => {
    const reader = await aBuyer(provider)
    await buy(provider, shop, reader)
    const [song] = (await library(reader)).data
    const { url } = (await openHere(reader, song?.entitlement ?? '')).json<{ url: string }>()
    expect(url).toMatch(/^https:\/\/courier\.example\/songs\/eel-catcher\?farthing_token=ey/)
    const token = new URL(url).searchParams.get('farthing_token') ?? ''
    const verified = await shop.post('/v1/access/verify', { token }, 'library-1')
    expect(verified.json()).toMatchObject({ entitlement: { id: song?.entitlement, views_left: 3 } })
    expect((await shop.post('/v1/access/verify', { token }, 'library-1')).json()).toEqual(verified.json())
    expect((await shop.post('/v1/access/verify', { token })).json()).toMatchObject({ code: 'token_used' })
  })

  test('T10: a Library token is worth nothing at another vendor, late, or as a return', async () => {
    const reader = await aBuyer(provider)
    const bought = await buy(provider, shop, reader)
    const [song] = (await library(reader)).data
    const fresh = async () => {
      const { url } = (await openHere(reader, song?.entitlement ?? '')).json<{ url: string }>()
      return new URL(url).searchParams.get('farthing_token') ?? ''
    }
    const stranger = await aVendor(provider)
    expect((await stranger.post('/v1/access/verify', { token: await fresh() })).json()).toMatchObject({
      code: 'token_invalid',
    })
    expect((await shop.post('/v1/access/verify', { token: bought.token })).json()).toMatchObject({
      code: 'token_invalid',
    })
    expect((await verify(shop, { ...bought, token: await fresh() })).body.code).toBe('token_invalid')
    const late = await fresh()
    provider.clock.advance(361)
    expect((await shop.post('/v1/access/verify', { token: late })).json()).toMatchObject({ code: 'token_expired' })
  })

  test('T15: nobody opens what another bought', async () => {
    const reader = await aBuyer(provider)
    await buy(provider, shop, reader)
    const [song] = (await library(reader)).data
    expect((await openHere(await aUser(provider), song?.entitlement ?? '')).json()).toMatchObject({
      status: 404,
      code: 'not_found',
    })
  })

  test('R28: what has ended, or whose site was given up, does not open', async () => {
    const reader = await aBuyer(provider)
    const leaving = await aVendor(provider)
    const { purchase } = await buy(provider, leaving, reader, aSong({ terms: { times_to_view: 1 } }))
    await buy(provider, leaving, reader, aSong({ title: 'Low Water' }))
    const listed = (await library(reader)).data
    const once = listed.find((each) => each['purchase'] === purchase)?.entitlement ?? ''
    const other = listed.find((each) => each['purchase'] !== purchase)?.entitlement ?? ''
    await leaving.post(`/v1/entitlements/${once}/open`, {})
    expect((await openHere(reader, once)).json()).toMatchObject({ status: 409, code: 'licence_ended' })
    const { deps } = provider
    const by = leaving.owner.user
    const input = { vendor: leaving.vendor, site: 'https://courier.example', by }
    await submitOnce(deps, deps.ids.mint(), removeSite, input, { actor: userActor(by) })
    expect((await openHere(reader, other)).json()).toMatchObject({ status: 422, code: 'url_not_registered' })
    expect((await library(reader)).data.map((each) => each['can_open'])).toEqual([false, false])
  })
})
