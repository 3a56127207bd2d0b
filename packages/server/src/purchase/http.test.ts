import { hash } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { TestUser } from '../identity/fixtures.ts'
import { aUser, signedInHeaders } from '../identity/fixtures.ts'
import type { TestProvider } from '../platform/testing.ts'
import { testProvider } from '../platform/testing.ts'
import type { TestVendor } from '../vendor/fixtures.ts'
import { aServerOf, aVendor } from '../vendor/fixtures.ts'
import { aBuyer, approvalForm, approve, comeBack, press, purchaseBody } from './http-fixtures.ts'

let provider: TestProvider
let vendor: TestVendor
let reader: TestUser
beforeAll(async () => {
  provider = await testProvider()
  vendor = await aVendor(provider)
  reader = await aBuyer(provider, { micros: 10_000_000n })
})
beforeEach(async () => {
  // Tests move the clock: each begins with a purchase window just opened.
  reader = { ...reader, headers: await signedInHeaders(provider, reader.user) }
})
afterAll(() => provider.close())

const request = async (change: object = {}, key?: string) => vendor.post('/v1/purchases', purchaseBody(change), key)
const requested = async (change: object = {}): Promise<string> => {
  const answer = await request(change)
  expect(answer.statusCode, answer.body).toBe(201)
  return answer.json<{ id: string }>().id
}

test('R1 R13 R29: request, one click, back with a token; the vendor verifies, and everybody has their share', async () => {
  const author = (await vendor.post('/v1/rightsholders', { name: 'Nora Whitlock' })).json<{ id: string }>().id
  const item = {
    sku: 'pump',
    title: 'The pumping station',
    price: { amount: '0.12', currency: 'USD' },
    shares: [{ rightsholder: author, role: 'author', basis_points: 3_000 }],
  }
  const id = await requested({
    item,
    tracking: { campaign: 'autumn' },
    form_parameters: { page: '7' },
    vendor_login: 'guest',
  })
  const back = await approve(provider, reader, id)
  expect(back.purchase).toBe(id)
  const verified = await vendor.post(`/v1/purchases/${id}/verify`, { token: back.token, return_url: back.url })
  expect(verified.json()).toMatchObject({
    payer: expect.stringMatching(/^psn_/) as unknown,
    entitlement: { status: 'live', item_title: 'The pumping station' },
    purchase: {
      status: 'captured',
      price: { amount: '0.12', currency: 'USD' },
      captured: { amount: '0.12' },
      tracking: { campaign: 'autumn' },
      form_parameters: { page: '7' },
      vendor_login: 'guest',
      // Fee 5 % is 0.006; the author has 30 % of 0.114, the vendor the rest.
      royalty_transactions: [
        {
          amount: { amount: '0.12' },
          fee: { amount: '0.006' },
          vendor: { amount: '0.0798' },
          shares: [{ rightsholder: author, amount: { amount: '0.0342' } }],
        },
      ],
    },
  })
})

test('T10: a return token works once, at its vendor, for its purchase and return URL, while it is fresh', async () => {
  const other = await aVendor(provider, { name: 'Halfstep Records', sites: ['https://courier.example'] })
  const [first, second] = [await requested(), await requested()]
  const back = await approve(provider, reader, first)
  await approve(provider, reader, second)
  const verify = (id: string, change: object = {}, by = vendor) =>
    by.post(`/v1/purchases/${id}/verify`, { token: back.token, return_url: back.url, ...change })
  expect((await verify(first, {}, other)).json()).toMatchObject({ code: 'not_found' })
  expect((await verify(second)).json()).toMatchObject({ code: 'token_invalid', param: 'token' })
  expect((await verify(first, { return_url: `${back.url}?x` })).json()).toMatchObject({
    code: 'token_invalid',
    param: 'return_url',
  })
  expect((await verify(first, { token: `${back.token.slice(0, -2)}xx` })).json()).toMatchObject({
    code: 'token_invalid',
  })
  expect((await verify(first)).statusCode).toBe(200)
  expect((await verify(first)).json()).toMatchObject({ code: 'token_used' })
  const late = await comeBack(provider, reader, second)
  provider.clock.advance(300 + 60)
  expect(
    (await vendor.post(`/v1/purchases/${second}/verify`, { token: late.token, return_url: late.url })).json(),
  ).toMatchObject({ code: 'token_expired' })
})

test('T19: the same verification under the same key gives the first answer again, though the token is used up', async () => {
  const id = await requested()
  const back = await approve(provider, reader, id)
  const body = { token: back.token, return_url: back.url }
  const first = await vendor.post(`/v1/purchases/${id}/verify`, body, 'verify-once')
  const again = await vendor.post(`/v1/purchases/${id}/verify`, body, 'verify-once')
  expect(first.statusCode).toBe(200)
  expect(again.json()).toEqual(first.json())
})

test('T9: delivery goes only to the browser that began: another has not its nonce', async () => {
  const nonce = 'nonce'
  const id = await requested({ browser_nonce_hash: hash('sha256', nonce) })
  const back = await approve(provider, reader, id)
  const verify = (change: object) =>
    vendor.post(`/v1/purchases/${id}/verify`, { token: back.token, return_url: back.url, ...change })
  expect((await verify({})).json()).toMatchObject({ code: 'browser_mismatch', param: 'browser_nonce' })
  expect((await verify({ browser_nonce: 'other' })).json()).toMatchObject({ code: 'browser_mismatch' })
  expect((await verify({ browser_nonce: nonce })).statusCode).toBe(200)
})

test('T19: one key, one purchase: the same body gives the first answer, another body is refused', async () => {
  const body = purchaseBody()
  const first = await vendor.post('/v1/purchases', body, 'order-1')
  const again = await vendor.post('/v1/purchases', body, 'order-1')
  expect(again.json()).toEqual(first.json())
  const other = await vendor.post('/v1/purchases', { ...body, order_reference: 'else' }, 'order-1')
  expect([other.statusCode, other.json<{ code: string }>().code]).toEqual([422, 'idempotency_key_reused'])
  const race = purchaseBody()
  const twenty = await Promise.all(Array.from({ length: 20 }, () => vendor.post('/v1/purchases', race, 'order-2')))
  expect(new Set(twenty.map((answer) => answer.json<{ id: string }>().id)).size).toBe(1)
})

test('T19: keys are each vendor’s own, and end after a day; the order reference stays with what was paid', async () => {
  const other = await aVendor(provider, { name: 'Tidetable' })
  const body = purchaseBody({ order_reference: 'A-7' })
  const mine = await vendor.post('/v1/purchases', body, 'shared')
  const theirs = await other.post('/v1/purchases', body, 'shared')
  expect(theirs.statusCode).toBe(201)
  expect(theirs.json<{ id: string }>().id).not.toBe(mine.json<{ id: string }>().id)
  await approve(provider, reader, mine.json<{ id: string }>().id)
  provider.clock.advance(86_400)
  const late = await vendor.post('/v1/purchases', body, 'shared')
  expect([late.statusCode, late.json<{ code: string }>().code]).toEqual([409, 'order_reference_used'])
})

test.each([
  ['-1'], ['0'], ['0.00'], ['1e3'], ['1.2345678'], ['1,5'], ['NaN'], ['Infinity'], ['+1'], ['01'], ['.5'], ['5.'], [' 1'], ['99999999999'], ['9'.repeat(40)], ['0x10'], [''],
])('T3: the price %j is refused, names its field, and begins nothing', async (amount) => {
  const answer = await request({ item: { sku: 'x', title: 'X', price: { amount, currency: 'USD' } } })
  expect([answer.statusCode, answer.json()]).toMatchObject([422, { code: 'invalid_request', param: 'item.price.amount' }])
}) // prettier-ignore

test('T3: a number is no amount', async () => {
  const answer = await request({ item: { sku: 'x', title: 'X', price: { amount: 1, currency: 'USD' } } })
  expect([answer.statusCode, answer.json()]).toMatchObject([
    422,
    { code: 'invalid_request', param: 'item.price.amount' },
  ])
})

test.each([
  [{ item: 'itm_01k9vq3m2r8tqd4s0c5w7x9y2z' }, 'item_unknown', 'item'],
  [{ return_url: 'https://evil.example/' }, 'url_not_registered', 'return_url'],
  [{ return_url: '//courier.example/' }, 'url_not_registered', 'return_url'],
  [{ return_url: 'https://courier.example@evil.example/' }, 'url_not_registered', 'return_url'],
  [{ cancel_url: 'javascript:alert(1)' }, 'url_not_registered', 'cancel_url'],
  [{ capture: 'later' }, 'invalid_request', 'capture'],
  [{ prise: '1' }, 'invalid_request', 'prise'],
  [{ order_reference: 'a\u0000b' }, 'invalid_request', 'order_reference'],
  [{ order_reference: 'a\u202eb' }, 'invalid_request', 'order_reference'],
  [{ mandate: 'mandate_live_nonsense' }, 'mandate_invalid', 'mandate'],
  [{ payer: 'psn_01k9vq3m2r8tqd4s0c5w7x9y2z' }, 'invalid_request', 'payer'],
])('T13 T16: %j is refused as %s and names %s', async (change, code, param) => {
  const answer = await request(change)
  expect(answer.json()).toMatchObject({ code, param })
  expect(answer.statusCode).toBeGreaterThanOrEqual(400)
})

test('a GET never spends, and a POST from another origin does nothing', async () => {
  const id = await requested()
  const page = await provider.inject({ url: `/c/${id}`, headers: { ...reader.headers, accept: 'text/html' } })
  expect(page.statusCode).toBe(200)
  const form = await approvalForm(provider, reader, id)
  const hostile = await press(provider, { ...reader.headers, origin: 'https://evil.example' }, `/c/${id}/approve`, form)
  expect(hostile.statusCode).toBe(403)
  const bare = await press(provider, { cookie: reader.headers.cookie }, `/c/${id}/approve`, form)
  expect(bare.statusCode).toBe(403)
  expect((await vendor.get(`/v1/purchases/${id}`)).json()).toMatchObject({ status: 'requested' })
})

test('a double click is one attempt, and one payment', async () => {
  const id = await requested()
  const form = await approvalForm(provider, reader, id)
  const clicks = await Promise.all([1, 2, 3].map(() => press(provider, reader.headers, `/c/${id}/approve`, form)))
  expect(clicks.map((click) => click.statusCode)).toEqual([303, 303, 303])
  expect((await vendor.get(`/v1/purchases/${id}`)).json()).toMatchObject({
    status: 'captured',
    royalty_transactions: [{}],
  })
})

test("T12: another user's purchase cannot be approved, opened or taken back with its ID alone", async () => {
  const id = await requested()
  await approve(provider, reader, id)
  const stranger = await aBuyer(provider, { micros: 1_000_000n })
  for (const verb of ['approve', 'return', 'open']) {
    const answer = await press(
      provider,
      stranger.headers,
      `/c/${id}/${verb}`,
      verb === 'approve' ? { attempt: 'stranger-1', quote: 'x' } : {},
    )
    expect(answer.statusCode, verb).toBe(409)
    expect(answer.headers.location).toBeUndefined()
  }
})

test('R26: after the purchase window the page asks to sign in again, and nothing is spent', async () => {
  const late = await aBuyer(provider, { micros: 1_000_000n })
  const id = await requested({ expires_in_seconds: 86_400 })
  const form = await approvalForm(provider, late, id)
  provider.clock.advance(30 * 60)
  const answer = await press(provider, late.headers, `/c/${id}/approve`, form)
  expect(answer.statusCode).toBe(401)
  expect(answer.body).toContain('password')
  expect((await vendor.get(`/v1/purchases/${id}`)).json()).toMatchObject({ status: 'requested' })
})

test('what one holds already opens free: the vendor gets the licence, nobody pays', async () => {
  const buyer = await aBuyer(provider, { micros: 1_000_000n })
  const item = { sku: 'once', title: 'Once', price: { amount: '0.09', currency: 'USD' } }
  await approve(provider, buyer, await requested({ item }))
  const again = await requested({ item })
  const page = await provider.inject({ url: `/c/${again}`, headers: { ...buyer.headers, accept: 'text/html' } })
  expect(page.body).toContain('have this already')
  const opened = await press(provider, buyer.headers, `/c/${again}/open`, {})
  expect(opened.statusCode).toBe(303)
  const url = new URL(String(opened.headers.location))
  const verified = await vendor.post(`/v1/purchases/${again}/verify`, {
    token: url.searchParams.get('farthing_token'),
    return_url: 'https://courier.example/back',
  })
  expect(verified.json()).toMatchObject({
    entitlement: { status: 'live' },
    purchase: { status: 'declined', captured: { amount: '0' }, decline: { code: 'licence_held' } },
  })
})

test('what one holds opens free also where it was asked for before one had it', async () => {
  const buyer = await aBuyer(provider, { micros: 1_000_000n })
  const item = { sku: 'twice', title: 'Twice', price: { amount: '0.09', currency: 'USD' } }
  const before = await requested({ item })
  // A page that was drawn while there was a licence, which has been taken back since.
  expect((await press(provider, buyer.headers, `/c/${before}/open`, {})).statusCode).toBe(409)
  await approve(provider, buyer, await requested({ item }))
  const opened = await press(provider, buyer.headers, `/c/${before}/open`, {})
  expect([opened.statusCode, String(opened.headers.location)]).toEqual([303, expect.stringContaining(before)])
  expect((await press(provider, buyer.headers, `/c/${before}/open`, {})).statusCode).toBe(303)
  expect((await vendor.get(`/v1/purchases/${before}`)).json()).toMatchObject({
    status: 'declined',
    captured: { amount: '0' },
    decline: { code: 'licence_held' },
  })
})

test('too few tokens: the page says what is missing and takes a voucher in place', async () => {
  const poor = await aUser(provider)
  const id = await requested()
  const page = await provider.inject({ url: `/c/${id}`, headers: { ...poor.headers, accept: 'text/html' } })
  expect(page.body).toContain('Nothing was taken. Add funds and go on.')
  const wrong = await press(provider, poor.headers, `/c/${id}/redeem`, { attempt: 'redeem-12345', code: '1234' })
  expect(wrong.statusCode).toBe(404)
})

test('a hold over HTTP: authorize, capture in parts, refund in part, all stated', async () => {
  const id = await requested({
    capture: 'manual',
    item: { sku: 'print', title: 'A print', kind: 'goods', price: { amount: '6.2', currency: 'USD' } },
  })
  await approve(provider, reader, id)
  expect((await vendor.get(`/v1/purchases/${id}`)).json()).toMatchObject({
    status: 'authorized',
    captured: { amount: '0' },
    hold_expires_at: expect.any(String) as unknown,
  })
  const above = await vendor.post(`/v1/purchases/${id}/capture`, { amount: { amount: '6.200001', currency: 'USD' } })
  expect([above.statusCode, above.json()]).toMatchObject([422, { code: 'amount_above_hold', param: 'amount' }])
  const euros = await vendor.post(`/v1/purchases/${id}/capture`, { amount: { amount: '1', currency: 'EUR' } })
  expect(euros.json()).toMatchObject({ code: 'invalid_request', param: 'amount.currency' })
  const huge = await vendor.post(`/v1/purchases/${id}/capture`, { amount: { amount: '1000000001', currency: 'USD' } })
  expect(huge.json()).toMatchObject({
    param: 'amount.amount',
    detail: expect.stringContaining('at most 1000000000') as unknown,
  })
  const part = await vendor.post(`/v1/purchases/${id}/capture`, { amount: { amount: '2', currency: 'USD' } })
  expect(part.json()).toMatchObject({ status: 'authorized', captured: { amount: '2' } })
  const rest = await vendor.post(`/v1/purchases/${id}/capture`, { final: true })
  expect(rest.json()).toMatchObject({
    status: 'captured',
    captured: { amount: '6.2' },
    royalty_transactions: [{ amount: { amount: '2' } }, { amount: { amount: '4.2' } }],
  })
  const back = await vendor.post(`/v1/purchases/${id}/refund`, {
    amount: { amount: '0.2', currency: 'USD' },
    reason: 'Torn',
  })
  expect(back.json()).toMatchObject({ status: 'captured', refunded: { amount: '0.2' } })
  const second = await vendor.post(`/v1/purchases/${id}/refund`, { amount: { amount: '6.000001', currency: 'USD' } })
  expect([second.statusCode, second.json()]).toMatchObject([422, { code: 'amount_above_captured', param: 'amount' }])
})

test("T15: another vendor's purchase, and this vendor's other mode, are not there", async () => {
  const id = await requested()
  const other = await aVendor(provider, { name: 'Old Maps Room' })
  const testMode = await aServerOf(provider, vendor.vendor, vendor.owner.user, 'test')
  for (const server of [other, testMode]) {
    expect((await server.get(`/v1/purchases/${id}`)).statusCode).toBe(404)
    for (const verb of ['capture', 'void', 'refund'])
      expect((await server.post(`/v1/purchases/${id}/${verb}`, {})).statusCode).toBe(404)
    expect(
      (await server.post(`/v1/purchases/${id}/verify`, { token: 'x', return_url: 'https://courier.example/back' }))
        .statusCode,
    ).toBe(404)
  }
})

test('lists give a vendor its purchases, newest first, page by page', async () => {
  const lister = await aVendor(provider, { name: 'Lister' })
  const ids: string[] = []
  for (let i = 0; i < 3; i++) {
    ids.push((await lister.post('/v1/purchases', purchaseBody())).json<{ id: string }>().id)
    provider.clock.advance(1)
  }
  const first = (await lister.get('/v1/purchases?limit=2')).json<{ data: { id: string }[]; next_cursor: string }>()
  expect(first.data.map((row) => row.id)).toEqual([ids[2], ids[1]])
  const second = (await lister.get(`/v1/purchases?limit=2&cursor=${first.next_cursor}`)).json<object>()
  expect(second).toMatchObject({ data: [{ id: ids[0] }], next_cursor: null })
  const wrong = await lister.get('/v1/purchases?cursor=nonsense')
  expect([wrong.statusCode, wrong.json()]).toMatchObject([
    422,
    { param: 'cursor', detail: 'Give the cursor as the page before gave it.' },
  ])
})

test('a mandate buys in one call, and not with another secret', async () => {
  const { headers } = reader
  const made = await provider.inject({
    method: 'POST',
    url: '/api/wallet/mandates',
    headers,
    payload: {
      attempt: 'mandate-one-call',
      label: 'Reading list',
      ceiling: { amount: '1', currency: 'USD' },
      expires_at: '2027-01-01T00:00:00Z',
    },
  })
  const { secret } = made.json<{ secret: string }>()
  const bought = await request({
    mandate: secret,
    item: { sku: 'by-mandate', title: 'By mandate', price: { amount: '0.6', currency: 'USD' } },
  })
  expect([bought.statusCode, bought.json()]).toMatchObject([201, { status: 'captured', captured: { amount: '0.6' } }])
  const tooMuch = await request({
    mandate: secret,
    item: { sku: 'by-mandate-2', title: 'By mandate', price: { amount: '0.400001', currency: 'USD' } },
  })
  expect([tooMuch.statusCode, tooMuch.json()]).toMatchObject([402, { code: 'mandate_exceeded' }])
  const forged = await request({ mandate: `${secret.slice(0, -1)}${secret.endsWith('x') ? 'y' : 'x'}` })
  expect([forged.statusCode, forged.json()]).toMatchObject([401, { code: 'mandate_invalid' }])
})

test('T14: two vendors learn nothing by which they could tell that a payer is the same', async () => {
  const [one, two] = [await aVendor(provider, { name: 'One' }), await aVendor(provider, { name: 'Two' })]
  const seen = async (server: TestVendor) => {
    const id = (await server.post('/v1/purchases', purchaseBody())).json<{ id: string }>().id
    const back = await approve(provider, reader, id)
    return (await server.post(`/v1/purchases/${id}/verify`, { token: back.token, return_url: back.url })).json<{
      payer: string
    }>()
  }
  const [a, b] = [await seen(one), await seen(two)]
  expect(a.payer).not.toBe(b.payer)
  // Nothing long that stands in both answers but what the vendors themselves sent.
  const words = (body: unknown) => new Set(JSON.stringify(body).match(/[A-Za-z0-9_.@-]{20,}/g) ?? [])
  const shared = [...words(a)].filter((word) => words(b).has(word))
  expect(shared.filter((word) => !/^(royalty_transactions|\d{4}-)/.test(word))).toEqual([])
  for (const body of [a, b]) expect(JSON.stringify(body)).not.toContain(reader.email)
})
