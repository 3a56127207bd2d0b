// What an auditor finds in the log: who asked for each operation, and what happened.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createVouchers } from './funding/index.ts'
import type { TestUser } from './identity/fixtures.ts'
import { aUser, signedInHeaders } from './identity/fixtures.ts'
import { expireGrants } from './incentive/expire.ts'
import { welcome } from './incentive/index.ts'
import { runNow, testProvider } from './platform/testing.ts'
import type { TestProvider } from './platform/testing.ts'
import { fromPublic } from './platform/ids.ts'
import { seconds } from './platform/clock.ts'
import { buy } from './access/fixtures.ts'
import { aMandateOf } from './purchase/http-fixtures.ts'
import type { Answered, TestVendor } from './vendor/fixtures.ts'
import { aVendor } from './vendor/fixtures.ts'

let provider: TestProvider
let maud: TestUser
let courier: TestVendor
beforeAll(async () => {
  provider = await testProvider({ FARTHING_RATE_LIMIT_REQUESTS: '0', FARTHING_WELCOME_AMOUNT: '0.5' })
  maud = await aUser(provider)
  courier = await aVendor(provider)
})
afterAll(() => provider.close())

const operations = (after: bigint) => provider.deps.ledger.log({ after, limit: 1_000 })
const head = async () => (await operations(0n)).at(-1)?.seq ?? 0n

/** Of each operation that `does` leads to: its actor, and its events. */
async function logOf(does: () => Promise<unknown>) {
  const before = await head()
  await does()
  return (await operations(before)).map(({ actor, events }) => ({ actor, events }))
}

const asUser = (who: TestUser, method: 'POST' | 'PUT', url: string, payload: object) =>
  provider.inject({ method, url, headers: who.headers, payload })
let attempts = 0
const attempt = () => `log-attempt-${++attempts}`
const byUser = (who: TestUser) => ({ kind: 'user', id: who.user })
const byCourier = () => ({ kind: 'api_key', id: fromPublic('key', `key_${courier.secret.split('_')[2] ?? ''}`) })
const anything = expect.anything() as unknown

test('whoever signs up is a visitor; the welcome is the provider’s', async () => {
  let user: TestUser | undefined
  const log = await logOf(async () => {
    user = await aUser(provider)
    await welcome(provider.deps, user.account)
  })
  const payer = user?.account
  expect(log).toEqual([
    {
      actor: { kind: 'visitor' },
      events: [{ type: 'account.opened', facts: { payer, user: user?.user, currency: 'USD' } }],
    },
    {
      actor: { kind: 'provider', name: 'welcome' },
      events: [
        {
          type: 'incentive.granted',
          facts: { grant: anything, title: 'Welcome to Farthing', payer, micros: '500000', asset: 'USD' },
        },
      ],
    },
  ])
})

test('what a user does at the console is theirs, what the vendor’s server does is its key’s', async () => {
  const { owner } = courier
  const console = `/api/console/${courier.ven}`
  const { vendor } = courier
  let opened = ''
  let key = ''
  let endpoint = ''
  const log = await logOf(async () => {
    const body = { attempt: attempt(), name: 'Another' }
    opened = (await asUser(owner, 'POST', '/api/console/vendors', body)).json<Answered>().id
    const made = await asUser(owner, 'POST', `${console}/keys`, { attempt: attempt(), mode: 'test', label: 'b' })
    key = made.json<Answered>().id
    await asUser(owner, 'POST', `${console}/keys/${key}/revoke`, { attempt: attempt() })
    await asUser(owner, 'POST', `${console}/sites`, { attempt: attempt(), url: 'https://b.example' })
    await courier.post('/v1/sites/remove', { url: 'https://b.example' })
    endpoint = (await courier.post('/v1/webhook-endpoints', { url: 'https://courier.example/h' })).json<Answered>().id
    await courier.post(`/v1/webhook-endpoints/${endpoint}/remove`, {})
  })
  const [user, server] = [byUser(owner), byCourier()]
  const keyFacts = { key: fromPublic('key', key), vendor, mode: 'test' }
  const site = { vendor, site: 'https://b.example' }
  const hook = { endpoint: fromPublic('whe', endpoint), vendor, mode: 'live', url: 'https://courier.example/h' }
  expect(log).toEqual([
    {
      actor: user,
      events: [{ type: 'vendor.opened', facts: { vendor: fromPublic('ven', opened), owner: owner.user } }],
    },
    { actor: user, events: [{ type: 'api_key.created', facts: keyFacts }] },
    { actor: user, events: [{ type: 'api_key.revoked', facts: keyFacts }] },
    { actor: user, events: [{ type: 'site.added', facts: site }] },
    { actor: server, events: [{ type: 'site.removed', facts: site }] },
    { actor: server, events: [{ type: 'webhook_endpoint.added', facts: hook }] },
    { actor: server, events: [{ type: 'webhook_endpoint.removed', facts: hook }] },
  ])
})

test('items and owners of rights are the vendor’s server’s; what changes nothing is told as nothing', async () => {
  const { vendor } = courier
  const item = { sku: 'eels', title: 'Eels', price: { amount: '0.01', currency: 'USD' } }
  const owner = { name: 'Nora Whitlock', reference: 'author' }
  const actor = byCourier()
  const log = await logOf(async () => {
    for (let i = 0; i < 2; i++) await courier.post('/v1/items', item)
    for (let i = 0; i < 2; i++) await courier.post('/v1/rightsholders', owner)
  })
  const named = { rightsholder: anything, vendor, mode: 'live' }
  expect(log).toEqual([
    {
      actor,
      events: [
        { type: 'item.published', facts: { item: anything, version: anything, number: '1', vendor, mode: 'live' } },
      ],
    },
    { actor, events: [] },
    { actor, events: [{ type: 'rightsholder.added', facts: named }] },
    { actor, events: [{ type: 'rightsholder.renamed', facts: named }] },
  ])
})

test('an item that a purchase brings along is published by the key that asked', async () => {
  const log = await logOf(() =>
    buy(provider, courier, maud, { sku: 'x', title: 'X', price: { amount: '0.01', currency: 'USD' } }).catch(
      () => undefined,
    ),
  )
  expect(log[0]).toMatchObject({ actor: byCourier(), events: [{ type: 'item.published' }] })
})

test('a payer’s vouchers, mandates and time zone', async () => {
  const { account: payer } = maud
  const mandate: { id?: string } = {}
  const log = await logOf(async () => {
    const expiresAt = provider.deps.clock.now() + seconds(86_400)
    const order = { count: 1, amountMicros: 2_000_000n, currency: 'USD', batch: 'audit', expiresAt } as const
    const [code = ''] = await createVouchers(provider.deps, order)
    await asUser(maud, 'POST', '/api/wallet/vouchers/redeem', { attempt: attempt(), code })
    mandate.id = (await aMandateOf(provider, maud, { ceiling: '5' })).id
    for (let i = 0; i < 2; i++) {
      await asUser(maud, 'POST', `/api/wallet/mandates/${mandate.id}/revoke`, { attempt: attempt() })
      await asUser(maud, 'PUT', '/api/wallet/time-zone', { attempt: attempt(), time_zone: 'Asia/Tokyo' })
    }
  })
  const actor = byUser(maud)
  const man = fromPublic('man', mandate.id ?? '')
  const facts = { mandate: man, payer, mode: 'live', currency: 'USD', ceilingMicros: '5000000' }
  expect(log).toEqual([
    {
      actor: { kind: 'provider', name: 'create vouchers' },
      events: [
        {
          type: 'voucher.issued',
          // 2026-06-02T12:00:00Z in micro-seconds.
          facts: { batch: 'audit', count: 1, micros: '2000000', asset: 'USD', expiresAt: '1780401600000000' },
        },
      ],
    },
    {
      actor,
      events: [
        {
          type: 'funding.redeemed',
          facts: { payer, method: 'voucher', issue: anything, micros: '2000000', asset: 'USD' },
        },
      ],
    },
    {
      actor,
      events: [
        {
          type: 'mandate.created',
          facts: { ...facts, perPurchaseMicros: null, vendors: null, expiresAt: '1780401600000000' },
        },
      ],
    },
    { actor, events: [{ type: 'mandate.revoked', facts: { mandate: man, payer } }] },
    { actor, events: [{ type: 'time_zone.set', facts: { payer, timeZone: 'Asia/Tokyo' } }] },
    { actor, events: [] },
    { actor, events: [] },
  ])
})

test('what software buys by a mandate is the mandate’s', async () => {
  const { id, secret } = await aMandateOf(provider, maud, { ceiling: '5' })
  await courier.post('/v1/items', { sku: 'reed', title: 'Reed', price: { amount: '0.01', currency: 'USD' } })
  const buyWith = (mandate: string) =>
    courier.post('/v1/purchases', {
      item: { sku: 'reed', title: 'Reed', price: { amount: '0.01', currency: 'USD' } },
      return_url: 'https://courier.example/back',
      cancel_url: 'https://courier.example/',
      order_reference: 'by mandate',
      mandate,
    })
  // Whoever guesses at the secret letters does so in the key's name, not in the mandate's.
  const guessed = await logOf(() => buyWith(secret.replace(/.{32}$/, 'x'.repeat(32))))
  expect(guessed.map(({ actor }) => actor)).toEqual([byCourier()])
  const log = await logOf(() => buyWith(secret))
  expect(log.map(({ actor }) => actor)).toEqual([{ kind: 'mandate', id: fromPublic('man', id) }])
})

test('a grant that ends is told with what went back, and by no server’s name', async () => {
  const user = await aUser(provider)
  const spent = await aUser(provider)
  for (const each of [user, spent]) await welcome(provider.deps, each.account)
  const headers = await signedInHeaders(provider, spent.user)
  const item = { sku: 'all', title: 'All of it', price: { amount: '0.5', currency: 'USD' } }
  await buy(provider, courier, { ...spent, headers }, item)
  const other = await provider.another()
  provider.clock.advance(400 * 86_400)
  const log = await logOf(() => Promise.all([provider, other].map(({ deps }) => runNow(deps, expireGrants))))
  const ofBoth = log.filter(({ events }) =>
    events.some(({ facts }) => [user.account, spent.account].includes((facts as { payer: string }).payer)),
  )
  const actor = { kind: 'provider', name: 'expire grants' }
  const types = ofBoth.map(({ actor, events }) => ({ actor, types: events.map(({ type }) => type) }))
  expect(types.toSorted((a, b) => b.types.length - a.types.length)).toEqual([
    { actor, types: ['incentive.expired', 'incentive.ended'] },
    { actor, types: ['incentive.ended'] },
  ])
  const ended = ofBoth.find(({ events }) => events.length === 2)?.events
  const facts = { grant: anything, payer: user.account }
  expect(ended).toEqual([
    { type: 'incentive.expired', facts: { ...facts, title: 'Welcome to Farthing', micros: '500000', asset: 'USD' } },
    { type: 'incentive.ended', facts },
  ])
})
