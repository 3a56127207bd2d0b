// Calls of the vendor API.
import { aSong, buy } from '../access/fixtures.ts'
import { aRequest, aSale } from '../console/fixtures.ts'
import { signedInHeaders } from '../identity/fixtures.ts'
import { enqueueWebhooks } from '../webhook/fixtures.ts'
import { purchaseBody } from '../purchase/http-fixtures.ts'
import type { Calls, MakeInput, CallInput } from './calls-fixtures.ts'
import { bearer, nothing, usd } from './calls-fixtures.ts'
import type { World } from './world-fixtures.ts'

const empty = {}
const facts = (world: World, change: object = {}) => ({
  sku: world.unique('sku'),
  title: 'Eels of the Ouse',
  price: usd('0.12'),
  ...change,
})
const asks = (world: World, change: object = {}): CallInput => ({
  body: { ...purchaseBody({ item: facts(world), order_reference: world.unique('asked'), ...change }) },
})

/** An answer's `id` or other text, of something made to begin with. */
async function made(world: World, url: string, body: object, field = 'id'): Promise<string> {
  const answer = await world.provider.inject({
    method: 'POST',
    url,
    headers: { ...bearer(world.vendor.secret), 'idempotency-key': world.unique('made') },
    payload: body,
  })
  if (answer.statusCode >= 300) throw new Error(`${answer.statusCode}: ${answer.body}`)
  return String(answer.json<Record<string, unknown>>()[field])
}

/** The identifiers of a song that was bought just now, with the proof that the browser brings back. */
export async function bought(world: World, terms: object = { times_to_view: 3 }) {
  const { provider, vendor, buyer } = world
  const fresh = { ...buyer, headers: await signedInHeaders(provider, buyer.user) }
  const { purchase, token, returnUrl } = await buy(provider, vendor, fresh, aSong({ terms }))
  const first = await vendor.post(`/v1/purchases/${purchase}/verify`, { token, return_url: returnUrl })
  const { payer, entitlement } = first.json<{ payer: string; entitlement: { id: string } }>()
  return { purchase, payer, entitlement: entitlement.id, used: { token, return_url: returnUrl } }
}

/** The token of a browser that opens a licence from the Library. */
async function libraryToken({ provider, buyer }: World, entitlement: string): Promise<string> {
  const url = `/api/wallet/library/${entitlement}/open`
  const opened = await provider.inject({ method: 'POST', url, headers: buyer.headers })
  return new URL(opened.json<{ url: string }>().url).searchParams.get('farthing_token') ?? ''
}

const goods = (world: World, capture: 'automatic' | 'manual' = 'automatic') => ({
  item: facts(world, { kind: 'goods' }),
  capture,
  reference: world.unique('sale'),
})
export async function held(world: World): Promise<string> {
  return aSale(world.provider, world.vendor, world.buyer, goods(world, 'manual'))
}
export const sold = (world: World) => aSale(world.provider, world.vendor, world.buyer, goods(world))
const requested = (world: World) => aRequest(world.vendor, goods(world))

const ofPurchase =
  (make: (world: World) => Promise<string>, body?: Readonly<Record<string, unknown>>): MakeInput =>
  async (world) => ({ params: { purchase: await make(world) }, ...(body && { body }) })

const catalogCalls: Calls = {
  publishItem: {
    good: (world) => ({ body: facts(world) }),
    refused: {
      url_not_registered: (world) => ({ body: facts(world, { content_url: 'https://elsewhere.example/' }) }),
      rightsholder_unknown: (world) => ({
        body: facts(world, { shares: [{ rightsholder: nothing('rsh'), role: 'author', basis_points: 1 }] }),
      }),
    },
  },
  listItems: { good: () => empty },
  retrieveItem: { good: async (world) => ({ params: { item: await made(world, '/v1/items', facts(world)) } }) },
  addRightsholder: { good: (world) => ({ body: { name: 'Nell Orme', reference: world.unique('nell') } }) },
  listRightsholders: { good: () => empty },
  retrieveRightsholder: {
    good: async (world) => ({
      params: { rightsholder: await made(world, '/v1/rightsholders', { name: 'Nell Orme' }) },
    }),
  },
  listRoyaltyTransactions: {
    good: async (world) => {
      await sold(world)
      return empty
    },
  },
}

const accountCalls: Calls = {
  retrieveVendor: { good: () => empty },
  listSites: { good: () => empty },
  addSite: { good: () => ({ body: { url: 'https://shop.example' } }) },
  removeSite: {
    good: async (world) => {
      await made(world, '/v1/sites', { url: 'https://gone.example' })
      return { body: { url: 'https://gone.example' } }
    },
    refused: { not_found: () => ({ body: { url: 'https://never.example' } }) },
  },
  addWebhookEndpoint: { good: () => ({ body: { url: 'https://courier.example/hooks' } }) },
  listWebhookEndpoints: { good: () => empty },
  removeWebhookEndpoint: {
    good: async (world) => ({
      params: { endpoint: await made(world, '/v1/webhook-endpoints', { url: 'https://courier.example/gone' }) },
      body: empty,
    }),
  },
}

/** A webhook that waits to be sent. */
async function delivery(world: World): Promise<string> {
  await made(world, '/v1/webhook-endpoints', { url: `https://courier.example/${world.unique('hook')}` })
  await sold(world)
  await enqueueWebhooks(world.provider)
  const listed = await world.vendor.get('/v1/webhook-deliveries?limit=1')
  return listed.json<{ data: readonly [{ id: string }] }>().data[0].id
}
const ofDelivery =
  (body?: Readonly<Record<string, unknown>>): MakeInput =>
  async (world) => ({ params: { delivery: await delivery(world) }, ...(body && { body }) })

const webhookCalls: Calls = {
  listWebhookDeliveries: {
    async good(world) {
      await delivery(world)
      return { query: { limit: '2' } }
    },
  },
  retrieveWebhookDelivery: { good: ofDelivery() },
  resendWebhookDelivery: { good: ofDelivery(empty), ownKeys: true },
}

const purchaseCalls: Calls = {
  requestPurchase: {
    good: (world) => asks(world),
    // The facts of an item are kept before the purchase of it is decided.
    keeps: ['items', 'item_versions'],
    refused: {
      url_not_registered: (world) => asks(world, { return_url: 'https://elsewhere.example/' }),
      order_reference_used: async (world) => {
        const orderReference = world.unique('order')
        await made(world, '/v1/purchases', asks(world, { order_reference: orderReference }).body ?? {})
        return asks(world, { order_reference: orderReference })
      },
      item_unknown: (world) => asks(world, { item: nothing('itm') }),
      rightsholder_unknown: (world) =>
        asks(world, { item: facts(world, { shares: [{ rightsholder: nothing('rsh'), role: 'a', basis_points: 1 }] }) }),
      mandate_invalid: (world) => asks(world, { mandate: 'mandate_live_none' }),
    },
  },
  listPurchases: { good: () => ({ query: { status: 'captured', limit: '2' } }) },
  retrievePurchase: { good: ofPurchase(sold) },
  capturePurchase: {
    good: ofPurchase(held, { amount: usd('0.05') }),
    refused: {
      not_authorized: ofPurchase(requested, {}),
      amount_above_hold: ofPurchase(held, { amount: usd('0.13') }),
    },
  },
  voidPurchase: { good: ofPurchase(held, empty), refused: { already_ended: ofPurchase(sold, empty) } },
  refundPurchase: {
    good: ofPurchase(sold, { amount: usd('0.05'), reason: 'torn' }),
    refused: { amount_above_captured: ofPurchase(sold, { amount: usd('0.13') }) },
  },
  verifyReturn: {
    async good(world) {
      const { provider, vendor, buyer } = world
      const { purchase, token, returnUrl } = await buy(provider, vendor, buyer, aSong())
      return { params: { purchase }, body: { token, return_url: returnUrl } }
    },
    refused: {
      async token_invalid(world) {
        const { purchase, used } = await bought(world)
        return { params: { purchase }, body: { ...used, token: 'nonsense' } }
      },
      async token_used(world) {
        const { purchase, used } = await bought(world)
        return { params: { purchase }, body: used }
      },
      async browser_mismatch(world) {
        const { provider, vendor, buyer } = world
        const hash = 'ab'.repeat(32)
        const { purchase, token, returnUrl } = await buy(provider, vendor, buyer, aSong(), { browser_nonce_hash: hash })
        return { params: { purchase }, body: { token, return_url: returnUrl, browser_nonce: 'another' } }
      },
    },
  },
}

/** An admission that was made just now. */
async function admitted(world: World): Promise<string> {
  const { entitlement } = await bought(world)
  const opened = await world.vendor.post(`/v1/entitlements/${entitlement}/open`, empty)
  return opened.json<{ admission: { id: string } }>().admission.id
}

const accessCalls: Calls = {
  retrieveAdmission: { good: async (world) => ({ params: { id: await admitted(world) } }) },
  voidAdmission: { good: async (world) => ({ params: { id: await admitted(world) }, body: empty }) },
  retrieveEntitlement: { good: async (world) => ({ params: { id: (await bought(world)).entitlement } }) },
  listEntitlements: { good: async (world) => ({ query: { payer: (await bought(world)).payer } }) },
  openEntitlement: {
    good: async (world) => ({ params: { id: (await bought(world)).entitlement }, body: empty }),
    refused: {
      async licence_ended(world) {
        const { entitlement } = await bought(world, { times_to_view: 1 })
        await made(world, `/v1/entitlements/${entitlement}/open`, empty)
        return { params: { id: entitlement }, body: empty }
      },
    },
  },
  verifyAccess: {
    good: async (world) => ({ body: { token: await libraryToken(world, (await bought(world)).entitlement) } }),
    refused: {
      token_invalid: () => ({ body: { token: 'nonsense' } }),
      async token_used(world) {
        const token = await libraryToken(world, (await bought(world)).entitlement)
        await made(world, '/v1/access/verify', { token }, 'payer')
        return { body: { token } }
      },
    },
  },
}

export const vendorCalls: Calls = {
  ...accountCalls,
  ...webhookCalls,
  ...catalogCalls,
  ...purchaseCalls,
  ...accessCalls,
}
