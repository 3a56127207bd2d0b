// Every operation of the vendor API, asked with the other mode's key for what this mode has.
import type { LightMyRequestResponse } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Mode } from './chart/index.ts'
import { comeBack, aBuyer } from './purchase/http-fixtures.ts'
import { buy } from './access/fixtures.ts'
import type { TestUser } from './identity/fixtures.ts'
import { enqueue } from './webhook/events.ts'
import type { TestProvider } from './platform/testing.ts'
import { testProvider } from './platform/testing.ts'
import type { Answered, TestVendor } from './vendor/fixtures.ts'
import { aServerOf, aVendor } from './vendor/fixtures.ts'

type Server = Pick<TestVendor, 'get' | 'post'>

/** What one mode of the vendor has, by the names of the API. */
type World = {
  readonly item: string
  readonly rightsholder: string
  readonly captured: string
  readonly held: string
  readonly entitlement: string
  readonly admission: string
  readonly payer: string
  readonly endpoint: string
  readonly delivery: string
  /** Of a browser that came back, and of one that came from the Library: not used yet. */
  readonly returned: { readonly token: string; readonly url: string }
  readonly opened: string
}

let provider: TestProvider
let vendor: TestVendor
let buyer: TestUser
let cursor = 0n
const servers = {} as Record<Mode, Server>
const worlds = {} as Record<Mode, World>

beforeAll(async () => {
  provider = await testProvider({ FARTHING_RATE_LIMIT_REQUESTS: '0' })
  vendor = await aVendor(provider)
  buyer = await aBuyer(provider)
  for (const mode of ['live', 'test'] as const) {
    servers[mode] = await aServerOf(provider, vendor.vendor, vendor.owner.user, mode)
    worlds[mode] = await aWorld(servers[mode])
  }
})
afterAll(() => provider.close())

async function aWorld(server: Server): Promise<World> {
  const made = async (url: string, body: object) => (await server.post(url, body)).json<Answered>().id
  const rightsholder = await made('/v1/rightsholders', { name: 'Nora Whitlock', reference: 'author' })
  const endpoint = await made('/v1/webhook-endpoints', { url: 'https://courier.example/hooks' })
  const shares = [{ rightsholder, role: 'author', basis_points: 1_000 }]
  const facts = { sku: 'song', title: 'Eel Catcher', price: { amount: '0.045', currency: 'USD' }, shares }
  const item = await made('/v1/items', { ...facts, content_url: 'https://courier.example/songs/1' })
  const shop = { ...vendor, ...server }
  const sold = await buy(
    provider,
    shop,
    buyer,
    { ...facts, content_url: 'https://courier.example/songs/1' },
    { order_reference: '1' },
  )
  const kept = { ...facts, sku: 'box', kind: 'goods' }
  const held = await buy(provider, shop, buyer, kept, { order_reference: '2', capture: 'manual' })
  await tell()
  const payer = String((await server.get(`/v1/purchases/${sold.purchase}`)).json<Answered>()['payer'])
  const entitlement = first(await server.get(`/v1/entitlements?payer=${payer}`))
  const admitted = (await server.post(`/v1/entitlements/${entitlement}/open`, {})).json<{ admission: { id: string } }>()
  const delivery = first(await server.get('/v1/webhook-deliveries'))
  const back = await comeBack(provider, buyer, sold.purchase)
  const library = await provider.inject({
    method: 'POST',
    url: `/api/wallet/library/${entitlement}/open`,
    headers: buyer.headers,
  })
  const opened = new URL(library.json<{ url: string }>().url).searchParams.get('farthing_token') ?? ''
  const returned = { token: back.token, url: back.url }
  return {
    item,
    rightsholder,
    captured: sold.purchase,
    held: held.purchase,
    entitlement,
    admission: admitted.admission.id,
    payer,
    endpoint,
    delivery,
    returned,
    opened,
  }
}

/** Puts what happened into the queues of webhooks. */
async function tell(): Promise<void> {
  const operations = await provider.deps.ledger.log({ after: cursor, limit: 10_000 })
  const client = await provider.deps.pool.connect()
  try {
    await enqueue(provider.deps, operations, client)
  } finally {
    client.release()
  }
  cursor = operations.at(-1)?.seq ?? cursor
}

const first = (answer: LightMyRequestResponse): string => answer.json<Answered>().data[0]?.id ?? answer.body
const codeOf = (answer: LightMyRequestResponse) => [answer.statusCode, answer.json<Answered>().code]
const idsIn = (answer: LightMyRequestResponse) => answer.json<Answered>().data.map(({ id }) => id)

const absent = [404, 'not_found']
const read = (path: (world: World) => string) => async (server: Server, world: World) => {
  expect(codeOf(await server.get(path(world)))).toEqual(absent)
}
const change = (path: (world: World) => string) => async (server: Server, world: World) => {
  expect(codeOf(await server.post(path(world), {}))).toEqual(absent)
}
const list = (path: string) => async (server: Server, world: World, own: Server) => {
  const mine = idsIn(await own.get(path))
  const theirs = idsIn(await server.get(path))
  expect(mine.length).toBeGreaterThan(0)
  expect(theirs.filter((id) => mine.includes(id))).toEqual([])
}

/** What each operation does with the other mode: `server` has the other mode's key, `own` the key of what there is. */
const operations: Record<string, (server: Server, world: World, own: Server, mode: Mode) => Promise<void>> = {
  retrieveItem: read(({ item }) => `/v1/items/${item}`),
  listItems: list('/v1/items'),
  async publishItem(server, { item }, own) {
    const before = (await own.get(`/v1/items/${item}`)).json<Answered>()
    const facts = { sku: 'song', title: 'Another', price: { amount: '9', currency: 'USD' } }
    const published = (await server.post('/v1/items', facts)).json<Answered>()
    expect(published).toMatchObject({ title: 'Another', mode: before['mode'] === 'live' ? 'test' : 'live' })
    expect(published.id).not.toBe(item)
    expect((await own.get(`/v1/items/${item}`)).json<Answered>()).toEqual(before)
  },
  retrieveRightsholder: read(({ rightsholder }) => `/v1/rightsholders/${rightsholder}`),
  listRightsholders: list('/v1/rightsholders'),
  async addRightsholder(server, { rightsholder }, own) {
    const before = (await own.get(`/v1/rightsholders/${rightsholder}`)).json<Answered>()
    const named = (await server.post('/v1/rightsholders', { name: 'Changed', reference: 'author' })).json<Answered>()
    expect(named.id).not.toBe(rightsholder)
    expect((await own.get(`/v1/rightsholders/${rightsholder}`)).json<Answered>()).toEqual(before)
  },
  listRoyaltyTransactions: list('/v1/royalty-transactions'),
  retrievePurchase: read(({ captured }) => `/v1/purchases/${captured}`),
  listPurchases: list('/v1/purchases'),
  async requestPurchase(server, { item, rightsholder }) {
    const urls = { return_url: 'https://courier.example/back', cancel_url: 'https://courier.example/' }
    const facts = { sku: 'other', title: 'Other', price: { amount: '1', currency: 'USD' } }
    const ask = (body: object, key?: string) => server.post('/v1/purchases', { ...urls, ...body }, key)
    expect(codeOf(await ask({ item, order_reference: '3' }))).toEqual([422, 'item_unknown'])
    const shares = [{ rightsholder, role: 'author', basis_points: 1 }]
    expect(codeOf(await ask({ item: { ...facts, shares }, order_reference: '3' }))).toEqual([
      422,
      'rightsholder_unknown',
    ])
    // An order reference of one mode blocks none of the other, though each mode has its own '1'.
    expect(codeOf(await ask({ item: facts, order_reference: '1' }))).toEqual([409, 'order_reference_used'])
    expect((await ask({ item: facts, order_reference: `mine-${item}` }, 'a key')).statusCode).toBe(201)
  },
  capturePurchase: change(({ held }) => `/v1/purchases/${held}/capture`),
  voidPurchase: change(({ held }) => `/v1/purchases/${held}/void`),
  refundPurchase: change(({ captured }) => `/v1/purchases/${captured}/refund`),
  async verifyReturn(server, { captured, returned: { token, url } }, own) {
    const body = { token, return_url: url }
    expect(codeOf(await server.post(`/v1/purchases/${captured}/verify`, body))).toEqual(absent)
    // The token was not used up by that.
    expect((await own.post(`/v1/purchases/${captured}/verify`, body)).statusCode).toBe(200)
  },
  retrieveEntitlement: read(({ entitlement }) => `/v1/entitlements/${entitlement}`),
  async listEntitlements(server, { payer, entitlement, item }, own) {
    expect(idsIn(await own.get(`/v1/entitlements?payer=${payer}&item=${item}`))).toEqual([entitlement])
    expect(idsIn(await server.get(`/v1/entitlements?payer=${payer}&item=${item}`))).toEqual([])
    expect(idsIn(await server.get(`/v1/entitlements?payer=${payer}`))).not.toContain(entitlement)
  },
  openEntitlement: change(({ entitlement }) => `/v1/entitlements/${entitlement}/open`),
  retrieveAdmission: read(({ admission }) => `/v1/admissions/${admission}`),
  voidAdmission: change(({ admission }) => `/v1/admissions/${admission}/void`),
  async verifyAccess(server, { opened }, own) {
    expect(codeOf(await server.post('/v1/access/verify', { token: opened }))).toEqual([422, 'token_invalid'])
    expect((await own.post('/v1/access/verify', { token: opened })).statusCode).toBe(200)
  },
  async addWebhookEndpoint(server, { endpoint }, own) {
    const { id } = (
      await server.post('/v1/webhook-endpoints', { url: 'https://courier.example/hooks' })
    ).json<Answered>()
    expect(id).not.toBe(endpoint)
    expect(idsIn(await own.get('/v1/webhook-endpoints'))).not.toContain(id)
  },
  listWebhookEndpoints: list('/v1/webhook-endpoints'),
  removeWebhookEndpoint: change(({ endpoint }) => `/v1/webhook-endpoints/${endpoint}/remove`),
  listWebhookDeliveries: list('/v1/webhook-deliveries'),
  retrieveWebhookDelivery: read(({ delivery }) => `/v1/webhook-deliveries/${delivery}`),
  resendWebhookDelivery: change(({ delivery }) => `/v1/webhook-deliveries/${delivery}/resend`),
  // The account itself and its sites are of both modes; what is owed is not.
  async retrieveVendor(server, _world, own, mode) {
    const [mine, theirs] = [
      (await own.get('/v1/vendor')).json<Answered>(),
      (await server.get('/v1/vendor')).json<Answered>(),
    ]
    expect([mine['mode'], theirs['mode']]).toEqual([mode, mode === 'live' ? 'test' : 'live'])
    expect({ ...theirs, mode, balances: mine['balances'] }).toEqual(mine)
  },
  async listSites(server, _world, own) {
    expect((await server.get('/v1/sites')).json<Answered>()).toEqual((await own.get('/v1/sites')).json<Answered>())
  },
  async addSite(server, _world, own) {
    expect((await server.post('/v1/sites', { url: 'https://shared.example' })).statusCode).toBe(201)
    expect((await own.get('/v1/sites')).body).toContain('https://shared.example')
  },
  async removeSite(server, _world, own) {
    await own.post('/v1/sites', { url: 'https://shared.example' })
    expect((await server.post('/v1/sites/remove', { url: 'https://shared.example' })).statusCode).toBe(200)
  },
}

test('T15: each operation of the vendor API says what it does with the other mode', () => {
  const { paths } = provider.app.openApi()
  const names = Object.entries(paths)
    .filter(([path]) => path.startsWith('/v1/'))
    .flatMap(([, each]) => Object.values(each as Record<string, { operationId: string }>).map((op) => op.operationId))
  expect(Object.keys(operations).sort()).toEqual(names.sort())
})

describe.each([
  ['live', 'test'],
  ['test', 'live'],
] as const)('T15: what is %s, asked for with a %s key', (mode, other) => {
  test.each(Object.keys(operations))('%s', async (name) => {
    await operations[name]?.(servers[other], worlds[mode], servers[mode], mode)
  })
})

test('T15 T19: the same Idempotency-Key is another in the other mode', async () => {
  const body = { name: 'Keyed' }
  const answers = [
    await servers.live.post('/v1/rightsholders', body, 'one key'),
    await servers.test.post('/v1/rightsholders', body, 'one key'),
    await servers.test.post('/v1/rightsholders', { name: 'Another' }, 'one key'),
  ]
  const [live, inTest, again] = answers.map((answer) => answer.json<Answered>())
  expect(live?.id).not.toBe(inTest?.id)
  expect(again?.code).toBe('idempotency_key_reused')
})

test('T15: a live mandate buys nothing in test mode', async () => {
  const mandate = await provider.inject({
    method: 'POST',
    url: '/api/wallet/mandates',
    headers: buyer.headers,
    payload: { attempt: 'mandate-1', ceiling: { amount: '5', currency: 'USD' }, expires_at: '2026-06-02T00:00:00Z' },
  })
  const bought = await servers.test.post('/v1/purchases', {
    item: { sku: 'm', title: 'M', price: { amount: '0.1', currency: 'USD' } },
    order_reference: 'by mandate',
    return_url: 'https://courier.example/back',
    cancel_url: 'https://courier.example/',
    mandate: mandate.json<{ secret: string }>().secret,
  })
  expect(codeOf(bought)).toEqual([401, 'mandate_invalid'])
})

describe('T15: the console and the wallet', () => {
  const shown = async (path: string) => (await provider.inject({ url: path, headers: vendor.owner.headers })).body
  test.each([['live'], ['test']] as const)(
    'a list of %s sales and its CSV have no other, and the overview counts no other',
    async (mode) => {
      const other = mode === 'live' ? 'test' : 'live'
      const console = `/api/console/${vendor.ven}`
      for (const path of ['sales?', 'sales.csv?', 'overview?days=1&']) {
        const body = await shown(`${console}/${path}mode=${mode}`)
        if (!path.startsWith('overview')) expect(body).toContain(worlds[mode].captured)
        expect(body).not.toContain(worlds[other].captured)
      }
      const overview = JSON.parse(await shown(`${console}/overview?mode=${mode}&days=1&currency=USD`)) as Answered
      expect(overview.latest.every((sale) => sale['mode'] === mode)).toBe(true)
    },
  )

  test('without a mode they show live ones', async () => {
    const body = await shown(`/api/console/${vendor.ven}/sales`)
    expect([body.includes(worlds.live.captured), body.includes(worlds.test.captured)]).toEqual([true, false])
  })

  test('a payer’s history, home and Library are of real money', async () => {
    for (const path of ['history', 'home', 'library']) {
      const { body } = await provider.inject({ url: `/api/wallet/${path}`, headers: buyer.headers })
      expect([path, body.includes(worlds.test.captured), body.includes(worlds.test.entitlement)]).toEqual([
        path,
        false,
        false,
      ])
    }
  })

  test('a receipt says which it is, and that play money paid', async () => {
    const receipt = async (purchase: string) => {
      const answer = await provider.inject({ url: `/api/wallet/purchases/${purchase}`, headers: buyer.headers })
      const { mode, paid_from: paidFrom } = answer.json<{ mode: Mode; paid_from: { label: string }[] }>()
      return [mode, ...paidFrom.map(({ label }) => label)]
    }
    expect(await receipt(worlds.live.captured)).toEqual(['live', 'US dollar wallet'])
    expect(await receipt(worlds.test.captured)).toEqual(['test', 'Play money'])
  })
})
