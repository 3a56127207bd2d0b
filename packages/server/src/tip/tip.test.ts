// What a room gets from the whole by one folder and one line: all of it over HTTP, on PostgreSQL.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { checkBooks } from '@farthing/ledger'
import { Webhook } from 'standardwebhooks'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { TestUser } from '../identity/fixtures.ts'
import { aUser } from '../identity/fixtures.ts'
import { systemClock } from '../platform/clock.ts'
import type { TestProvider } from '../platform/testing.ts'
import { runNow, testProvider } from '../platform/testing.ts'
import { aBuyer } from '../purchase/http-fixtures.ts'
import { roomsWithTip } from '../rooms-fixtures.ts'
import type { TestVendor } from '../vendor/fixtures.ts'
import { aServerOf, aVendor } from '../vendor/fixtures.ts'
import { deliverWebhooksNow, enqueueWebhooks } from '../webhook/fixtures.ts'
import { expireTips } from './expire.ts'

type Tip = { id: string; state: string; code: string; amount: { amount: string; tokens: string } }
type Line = { kind: string; title: string; amount: { amount: string }; balance: { amount: string } }

let provider: TestProvider
let vendor: TestVendor
let payer: TestUser
let count = 0
let secret = ''
const heard: { headers: Record<string, string>; body: string }[] = []
const receiver = createServer((request, response) => {
  const chunks: Buffer[] = []
  request.on('data', (chunk: Buffer) => chunks.push(chunk))
  request.on('end', () => {
    heard.push({ headers: request.headers as Record<string, string>, body: Buffer.concat(chunks).toString() })
    response.writeHead(204).end()
  })
})

beforeAll(async () => {
  provider = await testProvider({}, { rooms: roomsWithTip })
  provider.clock.set(systemClock.now()) // The receiver compares the time of a message with its own.
  vendor = await aVendor(provider)
  payer = await aBuyer(provider)
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve))
  const url = `http://courier.localhost:${(receiver.address() as AddressInfo).port}/hooks`
  const events = ['tip.given', 'tip.refunded', 'tip.expired']
  secret = (await vendor.post('/v1/webhook-endpoints', { url, events })).json<{ secret: string }>().secret
})
afterAll(async () => {
  receiver.close()
  await provider.close()
})

async function give(amount: string, by: TestUser | null = payer, change: object = {}) {
  const answer = await provider.inject({
    method: 'POST',
    url: '/api/wallet/tips',
    headers: by?.headers ?? { ...payer.headers, cookie: '' },
    payload: {
      attempt: `tip-attempt-${++count}`,
      vendor: vendor.ven,
      amount: { amount, currency: 'USD' },
      thanks: 'For the eels',
      ...change,
    },
  })
  return { status: answer.statusCode, body: answer.json<Tip>() }
}
const read = async <T>(url: string, by = payer): Promise<T> =>
  (await provider.inject({ url, headers: by.headers })).json<T>()
const history = async (query = ''): Promise<Line[]> =>
  (await read<{ data: Line[] }>(`/api/wallet/history${query}`)).data
const line = ({ kind, title, amount, balance }: Line) => [kind, title, amount.amount, balance.amount]
const payable = async () =>
  (await vendor.get('/v1/vendor')).json<{ balances: { payable: { amount: string } }[] }>().balances[0]?.payable.amount
const limitUse = async () => (await read<{ limits: { used: { amount: string } }[] }>('/api/wallet/home')).limits

/** What the vendor's server was told since, its signature verified. */
async function told(): Promise<object[]> {
  heard.length = 0
  await enqueueWebhooks(provider)
  await deliverWebhooksNow(provider)
  return heard.map(({ headers, body }) => new Webhook(secret).verify(body, headers) as object)
}

describe('a tip', () => {
  let tip = ''

  test('is given by who is signed in: held, in history, with a receipt, told by webhook', async () => {
    const { status, body } = await give('0.5')
    expect([status, body.state, body.amount]).toEqual([201, 'given', { amount: '0.5', currency: 'USD', tokens: '50' }])
    tip = body.id
    expect((await history()).map(line)).toEqual([
      ['tip', 'A tip for The Fenland Courier', '-0.5', '9.5'],
      ['funding', 'Voucher', '10', '10'],
    ])
    expect((await history('?kind=tip')).length).toBe(1)
    expect(await read(`/api/wallet/tips/${tip}`)).toMatchObject({
      id: tip,
      vendor: { id: vendor.ven, name: 'The Fenland Courier' },
      thanks: 'For the eels',
      state: 'given',
    })
    const amount = { amount: '0.5', currency: 'USD' }
    expect(await told()).toMatchObject([
      { type: 'tip.given', data: { id: tip, object: 'tip', amount, thanks: 'For the eels' } },
    ])
    expect(await payable()).toBe(undefined)
  })

  test('T15: is nobody else’s to read or take', async () => {
    const stranger = await aUser(provider)
    expect(await read(`/api/wallet/tips/${tip}`, stranger)).toMatchObject({ status: 404, code: 'not_found' })
    const other = await aVendor(provider)
    const playing = await aServerOf(provider, vendor.vendor, vendor.owner.user, 'test')
    for (const who of [other, playing]) expect((await who.post(`/v1/tips/${tip}/accept`, {})).statusCode).toBe(404)
    expect((await give('0.5', null)).status).toBe(401)
  })

  test('cannot be given back before it was accepted; accepted, it is owed to the vendor', async () => {
    const early = await vendor.post(`/v1/tips/${tip}/refund`, {})
    expect([early.statusCode, early.json()]).toMatchObject([409, { code: 'tip_not_accepted', tip_state: 'given' }])
    expect((await vendor.post(`/v1/tips/${tip}/accept`, {})).json<Tip>().state).toBe('accepted')
    expect(await payable()).toBe('0.5')
    expect((await vendor.post(`/v1/tips/${tip}/accept`, {})).json()).toMatchObject({
      code: 'tip_ended',
      tip_state: 'accepted',
    })
    expect((await history()).length).toBe(2) // What moves is the vendor’s: the payer’s tip was told already.
  })

  test('P4: is given back by the vendor’s key, once, whatever is sent again', async () => {
    const first = await vendor.post(`/v1/tips/${tip}/refund`, {}, 'tip-refund')
    const again = await vendor.post(`/v1/tips/${tip}/refund`, {}, 'tip-refund')
    expect([first.statusCode, first.json<Tip>().state, again.body]).toEqual([200, 'refunded', first.body])
    expect(line((await history())[0] as Line)).toEqual(['refund', 'A tip for The Fenland Courier', '0.5', '10'])
    expect(await payable()).toBe('0')
    expect(await told()).toMatchObject([{ type: 'tip.refunded', data: { id: tip } }])
  })

  test('is refused where it is zero, above the wallet, for nobody, or the same attempt with another word', async () => {
    expect((await give('0')).body).toMatchObject({ code: 'invalid_request', param: 'amount.amount' })
    expect((await give('10.000001')).body).toMatchObject({ code: 'insufficient_funds', short: '1' })
    expect((await give('1', payer, { vendor: `ven_${'0'.repeat(26)}` })).body).toMatchObject({ code: 'not_found' })
    expect((await give('1', payer, { thanks: '' })).status).toBe(422)
    const attempt = 'tip-attempt-twice'
    const twice = [await give('0.1', payer, { attempt }), await give('0.1', payer, { attempt })]
    expect(twice[1]?.body.id).toBe(twice[0]?.body.id)
    expect((await give('0.2', payer, { attempt })).body.code).toBe('conflict')
    expect((await vendor.post(`/v1/tips/${twice[0]?.body.id ?? ''}/accept`, {})).statusCode).toBe(200)
  })
})

test('R23: a tip counts in the payer’s limits, and what expires comes back to wallet and limit', async () => {
  const max = { amount: '1', currency: 'USD' }
  const payload = { attempt: 'tip-limit-attempt', currency: 'USD', period: 'last_days', days: 30, max }
  await provider.inject({ method: 'PUT', url: '/api/wallet/limits', headers: payer.headers, payload })
  const { body } = await give('0.7')
  expect((await give('0.300001')).body).toMatchObject({ status: 402, code: 'limit_exceeded', left: '300000' })
  expect(await limitUse()).toMatchObject([{ held: { amount: '0.7' }, left: { amount: '0.3' } }])
  await told()

  await runNow(provider.deps, expireTips) // Not due yet.
  expect(await read(`/api/wallet/tips/${body.id}`)).toMatchObject({ state: 'given' })
  provider.clock.advance(7 * 86_400)
  expect((await vendor.post(`/v1/tips/${body.id}/accept`, {})).json()).toMatchObject({
    code: 'tip_ended',
    tip_state: 'expired',
  })
  await runNow(provider.deps, expireTips)
  expect(await read(`/api/wallet/tips/${body.id}`)).toMatchObject({ state: 'expired' })
  expect(line((await history())[0] as Line)).toEqual(['release', 'A tip for The Fenland Courier', '0.7', '9.9'])
  await enqueueWebhooks(provider)
  const { rows } = await provider.deps.pool.query<{ type: string }>(
    `SELECT type FROM webhook_deliveries WHERE delivered_at IS NULL`,
  )
  expect(rows).toEqual([{ type: 'tip.expired' }])
  expect(await limitUse()).toMatchObject([{ held: { amount: '0' }, left: { amount: '1' } }])
})

test('P10: the books balance, each operation has its actor, and no money moved without an event', async () => {
  expect(await checkBooks(provider.deps.ledger)).toMatchObject({ balanced: true, problems: [] })
})
