import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { buy } from '../access/fixtures.ts'
import type { TestUser } from '../identity/fixtures.ts'
import type { TestProvider } from '../platform/testing.ts'
import { testProvider } from '../platform/testing.ts'
import { aBuyer } from '../purchase/http-fixtures.ts'
import type { TestVendor } from '../vendor/fixtures.ts'
import { aServerOf, aVendor } from '../vendor/fixtures.ts'
import { deliverWebhooksNow, enqueueWebhooks } from './fixtures.ts'

type Delivery = {
  id: string
  endpoint: string
  event: string
  status: string
  tries: number
  next_try_at: string | null
  last_error: string | null
  body: string
  attempts: { number: number; status: number | null; error: string | null }[]
}

let provider: TestProvider
let buyer: TestUser
let vendor: TestVendor
let endpoint: { id: string }
let answer = 500
let heard: { id: string; body: string }[] = []
const receiver = createServer((request, response) => {
  const chunks: Buffer[] = []
  request.on('data', (chunk: Buffer) => chunks.push(chunk))
  request.on('end', () => {
    heard.push({ id: String(request.headers['webhook-id']), body: Buffer.concat(chunks).toString() })
    response.writeHead(answer).end()
  })
})

beforeAll(async () => {
  provider = await testProvider()
  buyer = await aBuyer(provider)
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve))
})
afterAll(async () => {
  receiver.close()
  await provider.close()
})
beforeEach(async () => {
  await provider.deps.pool.query('DELETE FROM webhook_deliveries')
  vendor = await aVendor(provider)
  const url = `http://courier.localhost:${(receiver.address() as AddressInfo).port}/hooks`
  endpoint = (await vendor.post('/v1/webhook-endpoints', { url })).json()
  answer = 500
  heard = []
})

async function sell(): Promise<void> {
  await buy(provider, vendor, buyer)
  await enqueueWebhooks(provider)
}
const deliver = () => deliverWebhooksNow(provider)
const list = async (query = '', who = vendor): Promise<Delivery[]> =>
  (await who.get(`/v1/webhook-deliveries${query}`)).json<{ data: Delivery[] }>().data
const read = async (id: string): Promise<Delivery> => (await vendor.get(`/v1/webhook-deliveries/${id}`)).json()
const only = (deliveries: Delivery[]): Delivery => {
  const [first, second] = deliveries
  if (first === undefined || second !== undefined) throw new Error(`${deliveries.length} deliveries, not one`)
  return first
}

describe('a vendor reads what became of its webhooks', () => {
  test('one that was refused: its tries, their errors, when it is tried again', async () => {
    await sell()
    expect(only(await list())).toMatchObject({ status: 'waiting', tries: 0, last_error: null, endpoint: endpoint.id })
    await deliver()
    const refused = only(await list('?status=waiting'))
    expect(refused).toMatchObject({ status: 'waiting', tries: 1, last_error: 'it answered 500' })
    expect(Date.parse(refused.next_try_at ?? '')).toBeGreaterThan(Number(provider.clock.now() / 1_000n))
    const whole = await read(refused.id)
    expect(whole.body).toBe(heard[0]?.body)
    expect(whole.event).toBe(heard[0]?.id)
    expect(whole.attempts).toMatchObject([{ number: 1, status: 500, error: 'it answered 500' }])
    expect(await list('?status=delivered')).toEqual([])
  })

  test('page by page, by endpoint', async () => {
    for (let i = 0; i < 3; i++) await sell()
    const page = (await vendor.get('/v1/webhook-deliveries?limit=2')).json<{ data: Delivery[]; next_cursor: string }>()
    const rest = await list(`?limit=2&cursor=${page.next_cursor}`)
    expect(new Set([...page.data, ...rest].map(({ id }) => id)).size).toBe(3)
    expect(await list(`?endpoint=${endpoint.id}`)).toHaveLength(3)
    expect(await list(`?endpoint=whe_${'0'.repeat(26)}`)).toEqual([])
  })

  test('T15: another’s, and those of the other mode, are not there', async () => {
    await sell()
    const { id } = only(await list())
    const other = await aVendor(provider)
    const playing = { ...vendor, ...(await aServerOf(provider, vendor.vendor, vendor.owner.user, 'test')) }
    for (const who of [other, playing]) {
      expect(await list('', who)).toEqual([])
      expect((await who.get(`/v1/webhook-deliveries/${id}`)).statusCode).toBe(404)
      expect((await who.post(`/v1/webhook-deliveries/${id}/resend`, {})).statusCode).toBe(404)
    }
  })
})

describe('a vendor has a webhook sent again', () => {
  test('before its time, once for each key, under the same webhook-id', async () => {
    await sell()
    await deliver()
    const { id } = only(await list())
    answer = 204
    const first = await vendor.post(`/v1/webhook-deliveries/${id}/resend`, {}, 'again')
    expect([first.statusCode, first.json<Delivery>().status]).toEqual([200, 'waiting'])
    expect(await deliver()).toBe(1)
    expect(await read(id)).toMatchObject({ status: 'delivered', tries: 2, last_error: null })
    expect(new Set(heard.map((each) => each.id)).size).toBe(1)
    expect((await vendor.post(`/v1/webhook-deliveries/${id}/resend`, {}, 'again')).json<Delivery>().status).toBe(
      'delivered',
    )
    expect(await deliver()).toBe(0)
    expect((await vendor.post(`/v1/webhook-deliveries/${id}/resend`, {}, 'once more')).statusCode).toBe(200)
    expect(await deliver()).toBe(1)
    expect(await read(id)).toMatchObject({ status: 'delivered', tries: 3 })
  })

  test('one that was given up waits again', async () => {
    await sell()
    await provider.deps.pool.query('UPDATE webhook_deliveries SET tries = 10, failed_at = 1 WHERE delivered_at IS NULL')
    const { id } = only(await list('?status=failed'))
    await vendor.post(`/v1/webhook-deliveries/${id}/resend`, {})
    expect(await deliver()).toBeGreaterThan(0)
    expect(await read(id)).toMatchObject({ status: 'failed', tries: 11, last_error: 'it answered 500' })
  })

  test('but not one that is being sent at this moment, nor to an endpoint that was removed', async () => {
    await sell()
    const { id } = only(await list())
    // As a process leaves it that has claimed the message and waits for its receiver.
    const lease = provider.clock.now() + 60_000_000n
    await provider.deps.pool.query('UPDATE webhook_deliveries SET tries = 1, next_try_at = $1 WHERE tries = 0', [lease])
    await vendor.post(`/v1/webhook-deliveries/${id}/resend`, {})
    expect(await deliver()).toBe(0)
    await vendor.post(`/v1/webhook-endpoints/${endpoint.id}/remove`, {})
    expect((await vendor.post(`/v1/webhook-deliveries/${id}/resend`, {})).statusCode).toBe(404)
  })

  test('T19: without a key it is refused', async () => {
    await sell()
    const { id } = only(await list())
    const bare = await provider.inject({
      method: 'POST',
      url: `/v1/webhook-deliveries/${id}/resend`,
      headers: { authorization: `Bearer ${vendor.secret}` },
      payload: {},
    })
    expect(bare.json<{ code: string }>().code).toBe('idempotency_key_missing')
  })
})
