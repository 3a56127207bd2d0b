// What a vendor's team reads of what happened to a purchase: the log's events, in their order.
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { TestUser } from '../identity/fixtures.ts'
import { signedInHeaders } from '../identity/fixtures.ts'
import type { TestProvider } from '../platform/testing.ts'
import { runNow, testProvider } from '../platform/testing.ts'
import { room as purchase } from '../purchase/index.ts'
import { aBuyer, press } from '../purchase/http-fixtures.ts'
import type { TestVendor } from '../vendor/fixtures.ts'
import { aVendor } from '../vendor/fixtures.ts'
import { aRequest, aSale } from './fixtures.ts'

type Moment = { readonly at: string; readonly what: string }

const [expireHolds] = purchase.work

let provider: TestProvider
let vendor: TestVendor
let buyer: TestUser
let count = 0
const day = 86_400_000_000n
let start = 1_780_315_200_000_000n // 2026-06-01T12:00:00Z.
beforeAll(async () => {
  provider = await testProvider()
})
afterAll(() => provider.close())
beforeEach(async () => {
  // Noon of another day for each test: the log's time never goes back.
  provider.clock.set(start)
  start += 30n * day
  vendor = await aVendor(provider)
  buyer = await aBuyer(provider)
})

const goods = (amount = '0.3') => ({
  sku: `goods-${++count}`,
  title: 'A print',
  kind: 'goods',
  price: { amount, currency: 'USD' },
})
async function timeline(txn: string): Promise<string[]> {
  const url = `/api/console/${vendor.ven}/sales/${txn}`
  const answer = await provider.inject({ url, headers: vendor.owner.headers })
  const { timeline } = answer.json<{ timeline: Moment[] }>()
  return timeline.map(({ at, what }) => `${at.slice(11, 19)} ${what}`)
}
const asked = '12:00:00 Your server asked for 30 tokens (0.3 USD)'

test('a request that the vendor voided says so', async () => {
  const txn = await aRequest(vendor, { item: goods() })
  provider.clock.advance(60)
  await vendor.post(`/v1/purchases/${txn}/void`, {})
  expect(await timeline(txn)).toEqual([asked, '12:01:00 Voided: nobody had approved it'])
})

test('a hold that was captured in part, voided and refunded says each in its place', async () => {
  const txn = await aSale(provider, vendor, buyer, { item: goods(), capture: 'manual' })
  provider.clock.advance(1)
  await vendor.post(`/v1/purchases/${txn}/capture`, { amount: { amount: '0.1', currency: 'USD' }, final: false })
  provider.clock.advance(1)
  await vendor.post(`/v1/purchases/${txn}/void`, {})
  provider.clock.advance(1)
  await vendor.post(`/v1/purchases/${txn}/refund`, { reason: 'A page was missing' })
  expect(await timeline(txn)).toEqual([
    asked,
    '12:00:00 The payer approved',
    '12:00:01 Captured 10 tokens (0.1 USD)',
    '12:00:02 The rest of the hold was voided',
    '12:00:03 Refunded 10 tokens (0.1 USD): A page was missing',
  ])
})

test('what was declined says why, and another purchase of the same instant is not told here', async () => {
  const item = { ...goods(), kind: 'content', terms: {} }
  const [first, second] = [await aRequest(vendor, { item }), await aRequest(vendor, { item })]
  for (const txn of [first, second]) {
    const attempt = `attempt-of-${txn}`
    const url = `/c/${txn}`
    const page = await provider.inject({ url, headers: { ...buyer.headers, accept: 'text/html' } })
    const quote = /name="quote" value="([^"]+)"/.exec(page.body)?.[1] ?? 'none'
    await press(provider, buyer.headers, `${url}/approve`, { attempt, quote })
  }
  expect(await timeline(first)).toEqual([asked, '12:00:00 The payer approved', '12:00:00 Captured 30 tokens (0.3 USD)'])
  expect(await timeline(second)).toEqual([asked, '12:00:00 Declined. The payer holds this licence already'])
})

test('what nobody approved in time has expired, written down or not', async () => {
  const [unseen, late] = [await aRequest(vendor, { item: goods() }), await aRequest(vendor, { item: goods() })]
  provider.clock.advance(20 * 60)
  const headers = { ...buyer.headers, accept: 'text/html' }
  await press(provider, headers, `/c/${late}/approve`, { attempt: 'too-late-to-approve', quote: 'none' })
  const told = [asked, '12:15:00 Expired: nobody approved it in time']
  expect(await timeline(unseen)).toEqual(told)
  expect(await timeline(late)).toEqual(told)
})

test('a hold that nobody captured in time says when it was over, not when that was found', async () => {
  const txn = await aSale(provider, vendor, buyer, { item: goods(), capture: 'manual' })
  provider.clock.advance(7 * 86_400 + 5)
  await runNow(provider.deps, expireHolds)
  const url = `/api/console/${vendor.ven}/sales/${txn}`
  const answer = await provider.inject({ url, headers: await signedInHeaders(provider, vendor.owner.user) })
  expect(answer.json<{ timeline: Moment[] }>().timeline.at(-1)).toEqual({
    at: '2026-10-06T12:00:00.000Z',
    what: 'The hold expired: it was not captured in time',
  })
})
