import type { IncomingMessage } from 'node:http'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Webhook } from 'standardwebhooks'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { aSong, buy } from '../access/fixtures.ts'
import { aBuyer } from '../purchase/http-fixtures.ts'
import type { TestUser } from '../identity/fixtures.ts'
import { systemClock } from '../platform/clock.ts'
import type { TestProvider } from '../platform/testing.ts'
import { testProvider } from '../platform/testing.ts'
import type { TestVendor } from '../vendor/fixtures.ts'
import { aServerOf, aVendor } from '../vendor/fixtures.ts'
import { deliverDue, pauses } from './deliver.ts'
import { enqueue } from './events.ts'

type Heard = { readonly headers: Record<string, string>; readonly body: string; readonly path: string }
type Message = { type: string; timestamp: string; data: { id: string; status: string; payer: string } }

let provider: TestProvider
let buyer: TestUser
let heard: Heard[] = []
let answers: (request: IncomingMessage) => { status: number; headers?: Record<string, string> } = () => ({
  status: 204,
})
const receiver = createServer((request, response) => {
  const chunks: Buffer[] = []
  request.on('data', (chunk: Buffer) => chunks.push(chunk))
  request.on('end', () => {
    heard.push({
      headers: request.headers as Record<string, string>,
      body: Buffer.concat(chunks).toString(),
      path: request.url ?? '',
    })
    const { status, headers = {} } = answers(request)
    response.writeHead(status, headers).end('thank you')
  })
})
let url = ''

beforeAll(async () => {
  provider = await testProvider()
  provider.clock.set(systemClock.now()) // Receivers compare the time of a message with their own.
  buyer = await aBuyer(provider)
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve))
  url = `http://courier.localhost:${(receiver.address() as AddressInfo).port}`
})
afterAll(async () => {
  receiver.close()
  await provider.close()
})
afterEach(() => {
  heard = []
  answers = () => ({ status: 204 })
})

type Endpoint = { id: string; secret: string }
const listen = async (vendor: TestVendor, path = '/hooks', events?: string[]): Promise<Endpoint> =>
  (await vendor.post('/v1/webhook-endpoints', { url: url + path, ...(events && { events }) })).json<Endpoint>()

let cursor = 0n
/** What the follower does, as often as a test wants it. */
async function follow(from = cursor): Promise<void> {
  const operations = await provider.deps.ledger.log({ after: from, limit: 10_000 })
  const client = await provider.deps.pool.connect()
  try {
    await enqueue(provider.deps, operations, client)
  } finally {
    client.release()
  }
  cursor = operations.at(-1)?.seq ?? from
}
const deliver = () => deliverDue(provider.deps, { loopback: true, limitMillis: 1_000 })
const queue = async () =>
  (
    await provider.deps.pool.query<{ tries: number; delivered: boolean; failed: boolean }>(
      `SELECT tries, delivered_at IS NOT NULL AS delivered, failed_at IS NOT NULL AS failed FROM webhook_deliveries
        WHERE created_at = $1`,
      [provider.clock.now()],
    )
  ).rows
const read = (each: Heard | undefined): Message => JSON.parse(each?.body ?? '{}') as Message

describe('webhooks', () => {
  test('T18: tell a vendor of each purchase, signed as Standard Webhooks wants it', async () => {
    const vendor = await aVendor(provider)
    const { secret } = await listen(vendor)
    await follow()
    const { purchase } = await buy(provider, vendor, buyer)
    await follow()
    expect(await deliver()).toBe(1)
    const [message] = heard
    if (message === undefined) throw new Error('nothing came')
    const verified = new Webhook(secret).verify(message.body, message.headers) as Message
    expect(verified).toMatchObject({ type: 'purchase.captured', data: { id: purchase, status: 'captured' } })
    expect(verified.data).toEqual((await vendor.get(`/v1/purchases/${purchase}`)).json())
    expect(message.headers).toMatchObject({ 'content-type': 'application/json', 'user-agent': 'Farthing-Webhooks' })
    expect(message.headers['webhook-id']).toMatch(/^evt_[0-9a-z]{26}$/)
  })

  test('R28: go to the URL that was registered, character for character', async () => {
    const vendor = await aVendor(provider)
    const path = "/h%6Fok/~%7E?key=a%2Bb+c~d%3d&x='!*()"
    const registered = url.replace('http', 'HTTP') + path
    const { statusCode, body } = await vendor.post('/v1/webhook-endpoints', { url: registered })
    expect([statusCode, (JSON.parse(body) as { url: string }).url]).toEqual([201, registered])
    await follow()
    await buy(provider, vendor, buyer)
    await follow()
    await deliver()
    expect(heard.map((each) => each.path)).toEqual([path])
  })

  test('T18: one that was forged or changed does not verify', async () => {
    const vendor = await aVendor(provider)
    const { secret } = await listen(vendor)
    await follow()
    await buy(provider, vendor, buyer)
    await follow()
    await deliver()
    const [message] = heard
    if (message === undefined) throw new Error('nothing came')
    const webhook = new Webhook(secret)
    expect(() => webhook.verify(message.body.replace('captured', 'refunded'), message.headers)).toThrow()
    expect(() => webhook.verify(message.body, { ...message.headers, 'webhook-id': 'evt_other' })).toThrow()
    expect(() => webhook.verify(message.body, { ...message.headers, 'webhook-timestamp': '1' })).toThrow()
    const stranger = await listen(await aVendor(provider))
    expect(() => new Webhook(stranger.secret).verify(message.body, message.headers)).toThrow()
  })

  test('each event of a purchase’s life comes, with how it stood then', async () => {
    const vendor = await aVendor(provider)
    await listen(vendor)
    await follow()
    const { purchase } = await buy(provider, vendor, buyer, aSong(), { capture: 'manual' })
    await vendor.post(`/v1/purchases/${purchase}/capture`, {})
    await vendor.post(`/v1/purchases/${purchase}/refund`, {})
    const given = await buy(provider, vendor, buyer, aSong(), { capture: 'manual' })
    await vendor.post(`/v1/purchases/${given.purchase}/void`, {})
    await follow()
    while ((await deliver()) > 0);
    const told = heard
      .map(read)
      .map(({ type, data }) => `${type} ${data.id === purchase ? 'one' : 'two'} ${data.status}`)
    expect(told.sort()).toEqual([
      'purchase.authorized one authorized',
      'purchase.authorized two authorized',
      'purchase.captured one captured',
      'purchase.refunded one captured',
      'purchase.voided two voided',
    ])
  })

  test('R17a T14: two vendors are told of one payer by different names', async () => {
    const [one, two] = [await aVendor(provider), await aVendor(provider, { name: 'Halfstep Records' })]
    await listen(one, '/one')
    await listen(two, '/two')
    await follow()
    await buy(provider, one, buyer)
    await buy(provider, two, buyer)
    await follow()
    await deliver()
    expect(heard.map(({ path }) => path).sort()).toEqual(['/one', '/two'])
    expect(new Set(heard.map((each) => read(each).data.payer)).size).toBe(2)
    for (const { body } of heard) {
      for (const secret of [buyer.email, buyer.name, buyer.account, buyer.user]) expect(body).not.toContain(secret)
    }
  })

  test('only of its mode, and only of what it asked for', async () => {
    const vendor = await aVendor(provider)
    const playing = await aServerOf(provider, vendor.vendor, vendor.owner.user, 'test')
    await listen(vendor, '/live', ['purchase.refunded'])
    await listen({ ...vendor, ...playing }, '/test')
    await follow()
    const { purchase } = await buy(provider, vendor, buyer)
    await buy(provider, { ...vendor, ...playing }, buyer)
    await vendor.post(`/v1/purchases/${purchase}/refund`, {})
    await follow()
    while ((await deliver()) > 0);
    expect(heard.map((each) => `${each.path} ${read(each).type}`).sort()).toEqual([
      '/live purchase.refunded',
      '/test purchase.captured',
    ])
  })

  test('T18: what the follower reads twice is queued once, and a retry keeps its identifier', async () => {
    const vendor = await aVendor(provider)
    await listen(vendor)
    await follow()
    const before = cursor
    await buy(provider, vendor, buyer)
    await follow(before)
    await follow(before)
    answers = () => ({ status: 500 })
    expect(await deliver()).toBe(1)
    expect(await deliver()).toBe(0)
    answers = () => ({ status: 200 })
    provider.clock.advance(6)
    expect(await deliver()).toBe(1)
    expect(new Set(heard.map(({ headers }) => headers['webhook-id'])).size).toBe(1)
    expect(heard).toHaveLength(2)
    provider.clock.advance(86_400)
    expect(await deliver()).toBe(0)
  })
})

describe('a webhook that is not accepted', () => {
  async function waiting(): Promise<TestVendor> {
    provider.clock.advance(1)
    const vendor = await aVendor(provider)
    await listen(vendor)
    await follow()
    buyer = await aBuyer(provider)
    await buy(provider, vendor, buyer)
    await follow()
    return vendor
  }

  test('two of one type that one operation brings are two, each with an identifier of its own', async () => {
    const vendor = await aVendor(provider)
    await listen(vendor)
    await follow()
    await buy(provider, vendor, await aBuyer(provider))
    const operations = await provider.deps.ledger.log({ after: cursor, limit: 100 })
    const twice = operations.map((each) => ({ ...each, events: [...each.events, ...each.events] }))
    const client = await provider.deps.pool.connect()
    // As often as the follower comes by.
    for (let i = 0; i < 2; i++) await enqueue(provider.deps, twice, client)
    client.release()
    expect(await deliver()).toBe(2)
    expect(new Set(heard.map(({ headers }) => headers['webhook-id'])).size).toBe(2)
    await follow() // The first has the identifier that it would have alone.
    expect(await deliver()).toBe(0)
  })

  test('is tried for about three days, then given up, each try on record', async () => {
    await waiting()
    const began = provider.clock.now()
    answers = () => ({ status: 503 })
    for (let i = 0; i < pauses.length; i++) {
      expect(await deliver()).toBe(1)
      provider.clock.advance(Math.ceil((pauses[i] ?? 0) * 1.11))
    }
    expect(await deliver()).toBe(1)
    provider.clock.advance(30 * 86_400)
    expect(await deliver()).toBe(0)
    const { rows } = await provider.deps.pool.query<{ number: number; status: number; error: string }>(
      `SELECT a.number, a.status, a.error FROM webhook_attempts a JOIN webhook_deliveries d ON d.id = a.delivery
        WHERE d.created_at = $1 AND d.failed_at IS NOT NULL ORDER BY a.number`,
      [began],
    )
    expect(rows).toHaveLength(10)
    expect(rows[9]).toEqual({ number: 10, status: 503, error: 'it answered 503' })
  })

  test('waits as long as its receiver asks', async () => {
    await waiting()
    answers = () => ({ status: 429, headers: { 'retry-after': '120' } })
    await deliver()
    provider.clock.advance(119)
    expect(await deliver()).toBe(0)
    provider.clock.advance(2)
    expect(await deliver()).toBe(1)
  })

  test('T17: a redirect is not followed', async () => {
    await waiting()
    answers = () => ({ status: 307, headers: { location: `${url}/elsewhere` } })
    await deliver()
    expect(heard.map(({ path }) => path)).toEqual(['/hooks'])
  })

  test('410 ends the endpoint', async () => {
    const vendor = await waiting()
    answers = () => ({ status: 410 })
    expect(await queue()).toMatchObject([{ tries: 0 }])
    await deliver()
    expect(await queue()).toMatchObject([{ tries: 1, failed: true }])
    expect((await vendor.get('/v1/webhook-endpoints')).json()).toMatchObject({ data: [] })
  })

  test('410 to several messages at once ends it in one operation, and logs no refusal', async () => {
    const vendor = await waiting()
    for (let i = 0; i < 2; i++) await buy(provider, vendor, buyer)
    await follow()
    answers = () => ({ status: 410 })
    const before = cursor
    expect(await deliver()).toBe(3)
    const log = await provider.deps.ledger.log({ after: before, limit: 100 })
    expect(log.map(({ decider, kind }) => [decider, kind])).toEqual([['vendor.removeWebhookEndpoint', 'done']])
  })

  test('of a removed endpoint is dropped', async () => {
    const vendor = await waiting()
    const [endpoint] = (await vendor.get('/v1/webhook-endpoints')).json<{ data: Endpoint[] }>().data
    await vendor.post(`/v1/webhook-endpoints/${endpoint?.id}/remove`, {})
    await deliver()
    expect(heard).toEqual([])
    expect(await queue()).toMatchObject([{ failed: true }])
  })

  test('does not hold up other vendors, even when it hangs', async () => {
    const hanging = await waiting()
    await buy(provider, hanging, buyer)
    const quick = await aVendor(provider)
    await listen(quick, '/quick')
    await buy(provider, quick, buyer)
    await follow()
    const { deps } = provider
    const started = deliverDue(deps, { loopback: true, limitMillis: 400 })
    answers = ({ url: path }) => ({ status: path === '/quick' ? 200 : 500 })
    await started
    expect(heard.some(({ path }) => path === '/quick')).toBe(true)
  })
})

test('P8: the follower and the deliveries run by themselves', async () => {
  const vendor = await aVendor(provider)
  await listen(vendor, '/by-itself')
  const another = await provider.another()
  another.start()
  const { purchase } = await buy(provider, vendor, buyer)
  await expect
    .poll(() => heard.filter((each) => each.path === '/by-itself').map((each) => read(each).data.id), {
      timeout: 10_000,
    })
    .toEqual([purchase])
})
