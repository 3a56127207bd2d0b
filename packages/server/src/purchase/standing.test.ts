// What was true when a purchase was asked for must be true when it is decided, whatever changed between.
import { balanceOf, checkBooks, heldOn } from '@farthing/ledger'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { boughtBucket } from '../chart/index.ts'
import type { TestUser } from '../identity/fixtures.ts'
import { signedInHeaders } from '../identity/fixtures.ts'
import { userActor } from '../platform/actor.ts'
import { seconds, toRfc3339 } from '../platform/clock.ts'
import { fromPublic } from '../platform/ids.ts'
import type { TestProvider } from '../platform/testing.ts'
import { testProvider } from '../platform/testing.ts'
import type { TestVendor } from '../vendor/fixtures.ts'
import { aServerOf, aVendor } from '../vendor/fixtures.ts'
import { revokeKey } from '../vendor/index.ts'
import { aBuyer, aMandateOf, approvalForm, approve, comeBack, press, purchaseBody } from './http-fixtures.ts'

const [site, shop] = ['https://courier.example', 'https://shop.example']
let provider: TestProvider
let vendor: TestVendor
let reader: TestUser
beforeAll(async () => {
  provider = await testProvider()
  reader = await aBuyer(provider, { micros: 10_000_000n })
})
beforeEach(async () => {
  vendor = await aVendor(provider, { sites: [site, shop] })
  reader = { ...reader, headers: await signedInHeaders(provider, reader.user) }
})
afterAll(async () => {
  expect((await checkBooks(provider.deps.ledger)).problems).toEqual([])
  await provider.close()
})

let count = 0
const ask = (change: object) => vendor.post('/v1/purchases', purchaseBody(change))
const open = async (change: object = {}): Promise<string> => {
  const answer = await ask(change)
  expect(answer.statusCode, answer.body).toBe(201)
  return answer.json<{ id: string }>().id
}
const change = async (url: string, body: object = {}) => {
  const answer = await vendor.post(url, body)
  expect(answer.statusCode, answer.body).toBeLessThan(300)
}
const remove = (url: string) => change('/v1/sites/remove', { url })
const purchase = async (id: string) =>
  (await vendor.get(`/v1/purchases/${id}`)).json<{ status: string; decline: { code: string } | null; payer: string }>()
const page = async (id: string, headers: Record<string, string> = reader.headers) =>
  (await provider.inject({ url: `/c/${id}`, headers: { ...headers, accept: 'text/html' } })).body
/** What the payer can spend, and what is held of it. */
const wallet = async () => {
  const id = boughtBucket(reader.account, 'USD')
  const found = (await provider.deps.ledger.look({ accounts: [id], rows: [] })).account(id)
  if (found === undefined) throw new Error('there is no wallet')
  return { micros: balanceOf(found), held: heldOn(found) }
}
const verify = (id: string, back: { token: string; url: string }) =>
  vendor.post(`/v1/purchases/${id}/verify`, { token: back.token, return_url: back.url })

describe('R28: a site that its vendor gave up between request and approval', () => {
  test.each([
    ['return_url', { return_url: `${shop}/back` }],
    ['cancel_url', { cancel_url: `${shop}/` }],
  ])('of the %s: no money moves, no token goes there, and the page says so', async (_, urls) => {
    const before = await wallet()
    const id = await open({ ...urls, order_reference: `gone-${++count}` })
    const form = await approvalForm(provider, reader, id)
    await remove(shop)
    for (const headers of [reader.headers, {}]) {
      const shown = await page(id, headers)
      expect(shown).toContain('This purchase cannot go on')
      expect(shown).not.toMatch(/<button class="btn|shop\.example/)
    }
    const pressed = await press(provider, reader.headers, `/c/${id}/approve`, form)
    expect([pressed.statusCode, pressed.headers.location]).toEqual([422, undefined])
    expect(pressed.body).toContain('Nothing was taken from your wallet.')
    expect(pressed.headers['content-security-policy']).not.toContain('shop.example')
    expect(await wallet()).toEqual(before)
    expect(await purchase(id)).toMatchObject({
      status: 'declined',
      payer: null,
      decline: { code: 'url_not_registered' },
    })
    await open({ order_reference: `gone-${count}` }) // Ended unpaid: the vendor's order can be bought elsewhere.
  })

  test('of the content itself: what could not be opened from the Library is not sold', async () => {
    const before = await wallet()
    const facts = { title: 'Elsewhere', price: { amount: '0.1', currency: 'USD' }, content_url: `${shop}/read` }
    const item = { sku: `elsewhere-${++count}`, ...facts }
    const id = await open({ item })
    const form = await approvalForm(provider, reader, id)
    await remove(shop)
    expect((await ask({ item })).json()).toMatchObject({ code: 'url_not_registered', param: 'item.content_url' })
    const pressed = await press(provider, reader.headers, `/c/${id}/approve`, form)
    expect([pressed.statusCode, pressed.headers.location]).toEqual([422, undefined])
    expect(pressed.body).toContain('This purchase cannot go on')
    expect(await wallet()).toEqual(before)
  })

  test('of a hold too', async () => {
    const before = await wallet()
    const id = await open({ return_url: `${shop}/back`, capture: 'manual' })
    const form = await approvalForm(provider, reader, id)
    await remove(shop)
    expect((await press(provider, reader.headers, `/c/${id}/approve`, form)).statusCode).toBe(422)
    expect(await wallet()).toEqual(before)
  })

  test('of what the payer has already: it is not opened there either', async () => {
    const item = { sku: `held-${++count}`, title: 'Held', price: { amount: '0.01', currency: 'USD' } }
    await approve(provider, reader, await open({ item }))
    const [unopened, opened] = [
      await open({ item, return_url: `${shop}/a` }),
      await open({ item, return_url: `${shop}/b` }),
    ]
    expect((await press(provider, reader.headers, `/c/${opened}/open`, {})).statusCode).toBe(303)
    await remove(shop)
    for (const id of [unopened, opened]) {
      expect(await page(id)).toContain('This purchase cannot go on')
      const answer = await press(provider, reader.headers, `/c/${id}/open`, {})
      expect([answer.statusCode, answer.headers.location]).toEqual([409, undefined])
    }
  })

  test('leads nobody back: neither who gives up nor who paid before', async () => {
    const [left, paid] = [await open({ cancel_url: `${shop}/` }), await open({ return_url: `${shop}/back` })]
    await approve(provider, reader, paid)
    await remove(shop)
    const [cancelled, returned] = [
      await press(provider, reader.headers, `/c/${left}/cancel`, {}),
      await press(provider, reader.headers, `/c/${paid}/return`, {}),
    ]
    expect([cancelled.statusCode, cancelled.headers.location]).toEqual([409, undefined])
    expect([returned.statusCode, returned.headers.location]).toEqual([409, undefined])
    expect(await page(paid)).toMatch(/You bought this[^]*given up the site that you would go back to/)
    expect(await page(paid)).not.toContain('shop.example')
  })

  test('T10: a token made for it before verifies nothing, until the site is there again', async () => {
    const id = await open({ return_url: `${shop}/back` })
    const back = await approve(provider, reader, id)
    await remove(shop)
    const refused = await verify(id, back)
    expect([refused.statusCode, refused.json()]).toMatchObject([
      422,
      { code: 'url_not_registered', param: 'return_url' },
    ])
    await change('/v1/sites', { url: shop })
    expect((await verify(id, back)).statusCode).toBe(200)
    expect((await verify(id, await comeBack(provider, reader, id))).statusCode).toBe(200)
  })

  test('R25: of what is opened from the Library: neither a way there, nor a token of before', async () => {
    const item = { sku: `shelf-${++count}`, title: 'Shelf', price: { amount: '0.01', currency: 'USD' } }
    const id = await open({ item: { ...item, content_url: `${shop}/shelf` } })
    await approve(provider, reader, id)
    const { entitlement } = (await vendor.get(`/v1/purchases/${id}`)).json<{ entitlement: string }>()
    const fromLibrary = () =>
      provider.inject({ method: 'POST', url: `/api/wallet/library/${entitlement}/open`, headers: reader.headers })
    const { url } = (await fromLibrary()).json<{ url: string }>()
    const visit = () => vendor.post('/v1/access/verify', { token: new URL(url).searchParams.get('farthing_token') })
    await remove(shop)
    for (const answer of [await fromLibrary(), await visit()])
      expect([answer.statusCode, answer.json()]).toMatchObject([422, { code: 'url_not_registered' }])
    await change('/v1/sites', { url: shop })
    expect((await visit()).statusCode).toBe(200)
  })

  test('in the same moment: whichever of removal and approval stands first in the log decides', async () => {
    for (let round = 0; round < 10; round++) {
      await vendor.post('/v1/sites', { url: shop })
      const id = await open({ return_url: `${shop}/back` })
      const form = await approvalForm(provider, reader, id)
      const { seq: before } = (await provider.deps.ledger.log({ after: 0n, limit: 100_000 })).at(-1) ?? { seq: 0n }
      const acts = [() => remove(shop), () => press(provider, reader.headers, `/c/${id}/approve`, form)]
      await Promise.all((round % 2 === 0 ? acts : acts.reverse()).map((act) => act()))
      const log = await provider.deps.ledger.log({ after: before, limit: 100 })
      const order = log.map(({ decider }) => decider).filter((name) => /removeSite|authorize/.test(name))
      const first = order[0] === 'vendor.removeSite' ? 'declined' : 'captured'
      expect([order.length, (await purchase(id)).status]).toEqual([2, first])
    }
  })
})

describe('content whose terms end before it could be opened', () => {
  const inSeconds = (count: number) => toRfc3339(provider.clock.now() + seconds(count))
  const issue = (expiresAt: string, more: object = {}) => ({
    sku: `issue-${++count}`,
    title: 'Tonight',
    price: { amount: '0.2', currency: 'USD' },
    terms: { expires_at: expiresAt, ...more },
  })
  /** Bought by mandate, asked for by its facts or its identifier: refused each time, and nothing is paid. */
  test('is not sold: not at the request, not by mandate, not by its identifier, however often', async () => {
    const { secret } = await aMandateOf(provider, reader, { ceiling: '5' })
    const facts = issue(inSeconds(60))
    const item = (await vendor.post('/v1/items', facts)).json<{ id: string }>().id
    provider.clock.advance(60)
    reader = { ...reader, headers: await signedInHeaders(provider, reader.user) }
    const before = await wallet()
    for (const body of [{ item: facts }, { item }, { item: facts, mandate: secret }, { item, mandate: secret }]) {
      for (const time of [1, 2]) {
        const answer = await ask({ ...body, order_reference: `ended-${count}-${time}` })
        expect([answer.statusCode, answer.json()]).toMatchObject([409, { code: 'terms_ended', param: 'item' }])
      }
    }
    expect(await wallet()).toEqual(before)
  })

  test('is sold a moment before', async () => {
    const id = await open({ item: issue(inSeconds(1)) })
    const back = await approve(provider, reader, id)
    expect((await verify(id, back)).json()).toMatchObject({
      purchase: { status: 'captured' },
      entitlement: { status: 'live' },
    })
  })

  test('that passes while the page stands open: the page says so, and nothing is paid', async () => {
    const before = await wallet()
    const id = await open({ item: issue(inSeconds(60)), order_reference: `stood-open-${++count}` })
    const form = await approvalForm(provider, reader, id)
    provider.clock.advance(60)
    const shown = await page(id)
    expect(shown).toContain('This can no longer be opened')
    expect(shown).not.toMatch(/<button class="btn/)
    const pressed = await press(provider, reader.headers, `/c/${id}/approve`, form)
    expect([pressed.statusCode, pressed.headers.location]).toEqual([409, undefined])
    expect(pressed.body.replace(/\s+/g, ' ')).toContain('so you would have paid for nothing. Nothing was taken')
    expect(await wallet()).toEqual(before)
    expect(await purchase(id)).toMatchObject({ status: 'declined', payer: null, decline: { code: 'terms_ended' } })
    expect(await page(id, {})).toContain('This can no longer be opened')
    await open({ order_reference: `stood-open-${count}` })
  })

  test('that passes while it is held: not captured, and the hold goes back whole', async () => {
    const before = await wallet()
    const id = await open({ item: issue(inSeconds(60)), capture: 'manual' })
    await approve(provider, reader, id)
    expect(await wallet()).toEqual({ micros: before.micros, held: 200_000n })
    provider.clock.advance(60)
    for (const body of [{}, { amount: { amount: '0.000001', currency: 'USD' } }, { final: true }]) {
      const answer = await vendor.post(`/v1/purchases/${id}/capture`, body)
      expect([answer.statusCode, answer.json()]).toMatchObject([409, { code: 'terms_ended' }])
    }
    await change(`/v1/purchases/${id}/void`)
    expect(await wallet()).toEqual(before)
  })

  test('that passes after a part was captured: the licence was live, and the rest may be captured', async () => {
    const id = await open({ item: issue(inSeconds(60)), capture: 'manual' })
    await approve(provider, reader, id)
    await change(`/v1/purchases/${id}/capture`, { amount: { amount: '0.05', currency: 'USD' } })
    provider.clock.advance(60)
    await change(`/v1/purchases/${id}/capture`)
    // But not where that part was given back: then the next capture would grant a licence that is over.
    const again = await open({ item: issue(inSeconds(60)), capture: 'manual' })
    await approve(provider, reader, again)
    await change(`/v1/purchases/${again}/capture`, { amount: { amount: '0.05', currency: 'USD' } })
    await change(`/v1/purchases/${again}/refund`)
    provider.clock.advance(60)
    expect((await vendor.post(`/v1/purchases/${again}/capture`, {})).json()).toMatchObject({ code: 'terms_ended' })
  })

  test('goods have no licence that could end', async () => {
    const id = await open({ item: { ...issue(inSeconds(-60)), kind: 'goods' } })
    await approve(provider, reader, id)
    expect(await purchase(id)).toMatchObject({ status: 'captured' })
  })

  test('who has it under older terms opens it, free', async () => {
    const facts = issue(inSeconds(60))
    const { terms: _, ...forGood } = facts
    await approve(provider, reader, await open({ item: forGood }))
    const id = await open({ item: facts })
    provider.clock.advance(60)
    expect(await page(id)).toContain('You have this already')
    expect((await press(provider, reader.headers, `/c/${id}/open`, {})).statusCode).toBe(303)
  })
})

describe('R11: a secret key that is revoked', () => {
  const revoke = async (secret: string) => {
    const key = fromPublic('key', `key_${secret.split('_')[2] ?? ''}`) ?? ''
    const input = { vendor: vendor.vendor, key, by: vendor.owner.user }
    return provider.deps.ledger.submit(revokeKey, provider.deps.ids.mint(), input, { actor: userActor(input.by) })
  }

  test('decides nothing any more, though it was looked at a moment before', async () => {
    for (let round = 0; round < 10; round++) {
      const server = await aServerOf(provider, vendor.vendor, vendor.owner.user, 'live')
      const [revoked, ...asked] = await Promise.all([
        revoke(server.secret),
        ...Array.from({ length: 5 }, () => server.post('/v1/purchases', purchaseBody())),
      ])
      const log = await provider.deps.ledger.log({ after: revoked.kind === 'done' ? revoked.seq : 0n, limit: 100 })
      expect(log.filter(({ kind, decider }) => kind === 'done' && decider === 'purchase.request')).toEqual([])
      for (const answer of asked) expect([201, 401]).toContain(answer.statusCode)
      provider.clock.advance(120) // Refused keys are counted by address.
    }
  })

  test('leaves the Idempotency-Key to the vendor’s other keys, and what it asked for stands', async () => {
    reader = { ...reader, headers: await signedInHeaders(provider, reader.user) }
    const server = await aServerOf(provider, vendor.vendor, vendor.owner.user, 'live')
    const id = (await server.post('/v1/purchases', purchaseBody())).json<{ id: string }>().id
    const body = purchaseBody()
    const [, refused] = await Promise.all([revoke(server.secret), server.post('/v1/purchases', body, 'moved-on')])
    const again = await vendor.post('/v1/purchases', body, 'moved-on')
    expect([again.statusCode, [201, 401].includes(refused.statusCode)]).toEqual([201, true])
    await approve(provider, reader, id)
    expect(await purchase(id)).toMatchObject({ status: 'captured' })
  })
})

test('who is signed out is asked to sign in to what was bought, not to buy it', async () => {
  const id = await open()
  expect(await page(id, {})).toMatch(/Sign in to buy[^]*stays open for/)
  await approve(provider, reader, id)
  const shown = await page(id, {})
  expect(shown).toContain('This has been approved.')
  expect(shown).not.toMatch(/Sign in to buy|stays open|Cancel and go back/)
})

test('a hold that ran out is told as what it is, swept or not', async () => {
  const id = await open({ capture: 'manual', hold_seconds: 60 })
  await approve(provider, reader, id)
  provider.clock.advance(60)
  expect(await page(id)).toContain('did not deliver in time')
})
