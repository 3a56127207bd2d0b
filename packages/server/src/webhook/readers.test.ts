// All bytes that a vendor gets of a payer who cannot pay: answers and webhooks alike.
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { TestUser } from '../identity/fixtures.ts'
import type { TestProvider } from '../platform/testing.ts'
import { testProvider } from '../platform/testing.ts'
import { aBuyer, aMandateOf, approvalForm, approve, press, purchaseBody } from '../purchase/http-fixtures.ts'
import type { TestVendor } from '../vendor/fixtures.ts'
import { aVendor } from '../vendor/fixtures.ts'
import { enqueue } from './events.ts'

let provider: TestProvider
let vendor: TestVendor
beforeAll(async () => {
  provider = await testProvider()
  vendor = await aVendor(provider)
  await vendor.post('/v1/webhook-endpoints', { url: 'http://courier.localhost:9/hooks' })
})
afterAll(() => provider.close())

const goods = (amount: string) =>
  purchaseBody({ item: { sku: amount, title: 'A print', kind: 'goods', price: { amount, currency: 'USD' } } })

let count = 0
const limit = async (user: TestUser, period: string, amount: string) => {
  const max = { amount, currency: 'USD' }
  const payload = { attempt: `readers-limit-${++count}`, currency: 'USD', period, max }
  const answer = await provider.inject({ method: 'PUT', url: '/api/wallet/limits', headers: user.headers, payload })
  expect(answer.statusCode, answer.body).toBe(200)
}

/** The bodies of all webhooks that the vendor's endpoints are told. */
async function webhooks(): Promise<string> {
  const client = await provider.deps.pool.connect()
  try {
    await enqueue(provider.deps, await provider.deps.ledger.log({ after: 0n, limit: 10_000 }), client)
    const { rows } = await client.query<{ body: string }>('SELECT body FROM webhook_deliveries')
    return rows.map(({ body }) => body).join('\n')
  } finally {
    client.release()
  }
}

/** Buys by mandate, which is to be refused, and gives all that the vendor then can read. */
async function refusedByMandate(
  user: TestUser,
  ceiling: string,
  price: string,
): Promise<{ code: string; read: string }> {
  const { secret } = await aMandateOf(provider, user, { ceiling })
  const body = { ...goods(price), mandate: secret }
  const answer = await vendor.post('/v1/purchases', body)
  const list = await vendor.get('/v1/purchases')
  expect(answer.statusCode).toBe(402)
  return { code: answer.json<{ code: string }>().code, read: [answer.body, list.body, await webhooks()].join('\n') }
}

// Each figure has digits that stand nowhere else: what is held 7.135791, what it lacks of 9 is 1.864209.
test('T14: a vendor with a mandate never reads what the payer holds or lacks', async () => {
  const { code, read } = await refusedByMandate(await aBuyer(provider, { micros: 7_135_791n }), '50', '9')
  expect(code).toBe('insufficient_funds')
  expect(read).not.toMatch(/135791|864209|short/)
})

test('T14: nor a limit, its period, or what is left under it', async () => {
  const user = await aBuyer(provider, { micros: 20_000_000n })
  await limit(user, 'week', '3.246813')
  const first = (await vendor.post('/v1/purchases', goods('1.1'))).json<{ id: string }>().id
  await approve(provider, user, first)
  const { code, read } = await refusedByMandate(user, '50', '4') // 2.146813 are left.
  expect(code).toBe('limit_exceeded')
  expect(read).toContain('"type":"purchase.captured"') // The first one was told.
  expect(read).not.toMatch(/246813|146813|week|lim_|"left"|"limit"|"over"|passes_at/)
})

test('T14: nor how much a mandate still allows', async () => {
  const { code, read } = await refusedByMandate(await aBuyer(provider, { micros: 20_000_000n }), '5.791357', '6')
  expect(code).toBe('mandate_exceeded')
  expect(read).not.toMatch(/791357|"left"|ceiling/)
})

test('T14: nor of a payer who was refused on the page, by whatever the vendor asks then', async () => {
  const user = await aBuyer(provider, { micros: 7_135_791n })
  const { id } = (await vendor.post('/v1/purchases', { ...goods('9'), capture: 'manual' })).json<{ id: string }>()
  const { attempt } = await approvalForm(provider, user, id)
  const page = await press(provider, user.headers, `/c/${id}/approve`, { attempt, quote: 'x' })
  expect(page.body).toContain('713.5791') // The payer reads it, in tokens.
  const answers = [
    await vendor.get(`/v1/purchases/${id}`),
    await vendor.post(`/v1/purchases/${id}/capture`, {}),
    await vendor.post(`/v1/purchases/${id}/refund`, {}),
    await vendor.post(`/v1/purchases/${id}/verify`, { token: 'x', return_url: 'https://courier.example/back' }),
    await vendor.post(`/v1/purchases/${id}/void`, {}),
    await vendor.post(`/v1/purchases/${id}/void`, {}),
  ]
  expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 409, 422, 422, 200, 409])
  expect(answers[1]?.json()).toMatchObject({ code: 'not_authorized', purchase_status: 'requested', status: 409 })
  expect(answers[5]?.json()).toMatchObject({ code: 'already_ended', purchase_status: 'voided', status: 409 })
  expect([...answers.map(({ body }) => body), await webhooks()].join('\n')).not.toMatch(/713579|135791|864209|short/)
})
