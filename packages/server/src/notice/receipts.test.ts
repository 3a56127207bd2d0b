// Receipts by mail, each, one a day or none, as their payer chooses.
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { buy } from '../access/fixtures.ts'
import type { TestUser } from '../identity/fixtures.ts'
import { signedInHeaders } from '../identity/fixtures.ts'
import { fromRfc3339 } from '../platform/clock.ts'
import type { TestProvider } from '../platform/testing.ts'
import { testProvider } from '../platform/testing.ts'
import { aBuyer } from '../purchase/http-fixtures.ts'
import type { TestVendor } from '../vendor/fixtures.ts'
import { aServerOf, aVendor } from '../vendor/fixtures.ts'
import { mailsTo, noticesNow as toldNow } from './fixtures.ts'

let provider: TestProvider
let vendor: TestVendor
let buyer: TestUser
beforeEach(async () => {
  provider = await testProvider()
  vendor = await aVendor(provider)
  buyer = await aBuyer(provider)
  await noticesNow(provider)
})
afterEach(() => provider.close())

/** A second later the next mail is newer. */
async function noticesNow(to: TestProvider): Promise<void> {
  await toldNow(to)
  to.clock.advance(1)
}
let count = 0
const item = (amount: string, title = 'Eels of the Ouse') => ({
  sku: `eels-${++count}`,
  title,
  price: { amount, currency: 'USD' },
})
/** In a login just made: tests move the clock. */
const bought = async (amount: string, changes: object = {}, title?: string) => {
  const headers = await signedInHeaders(provider, buyer.user)
  return (await buy(provider, vendor, { ...buyer, headers }, item(amount, title), { ...changes })).purchase
}
const at = (text: string) => provider.clock.set(fromRfc3339(text) ?? 0n)
const choose = async (receipts: string) =>
  provider.inject({
    method: 'PUT',
    url: '/api/wallet/notices',
    headers: await signedInHeaders(provider, buyer.user),
    payload: { receipts },
  })
/** Subjects of the buyer's mails that are receipts, the oldest first. */
const receipts = async () =>
  (await mailsTo(provider, buyer.email))
    .filter(({ text }) => text.includes('/notices/stop'))
    .map(({ subject }) => subject)
    .reverse()
const newest = async () => (await mailsTo(provider, buyer.email))[0]
const listed = async () =>
  (
    await provider.inject({
      url: '/api/wallet/notices/sent',
      headers: await signedInHeaders(provider, buyer.user),
    })
  ).json<{ data: { subject: string; state: string; kind: string; due_at: string | null }[] }>().data

describe('one for each', () => {
  beforeEach(() => choose('each'))

  test('says what, of whom, for how much, under which licence, and where the receipt is', async () => {
    const purchase = await bought('0.12')
    await noticesNow(provider)
    expect(await receipts()).toEqual(['Receipt: Eels of the Ouse, $0.12 (12 tokens)'])
    const { text, html } = (await newest()) ?? {}
    expect(text).toContain(
      'You bought “Eels of the Ouse” of The Fenland Courier for $0.12 (12 tokens) on 1 June 2026, 12:00.',
    )
    expect(text).toContain('Your licence: Open it as often as you like, for good.')
    expect(text).toContain(`http://wallet.localhost:4400/wallet/purchases/${purchase}`)
    expect(html).toContain(`<a href="http://wallet.localhost:4400/wallet/purchases/${purchase}">Open the receipt</a>`)
    expect(html).not.toMatch(/<img|src=|url\(/)
    expect((await listed())[0]).toMatchObject({
      subject: 'Receipt: Eels of the Ouse, $0.12 (12 tokens)',
      state: 'sent',
      kind: 'receipt',
      due_at: null,
    })
  })

  test('a refund is told, with its reason', async () => {
    const purchase = await bought('0.12')
    await noticesNow(provider)
    await vendor.post(`/v1/purchases/${purchase}/refund`, {
      amount: { amount: '0.05', currency: 'USD' },
      reason: 'The last page was missing',
    })
    await noticesNow(provider)
    expect(await receipts()).toEqual([
      'Receipt: Eels of the Ouse, $0.12 (12 tokens)',
      'Refunded: Eels of the Ouse, $0.05 (5 tokens)',
    ])
    expect((await newest())?.text).toContain('The reason that was given: The last page was missing')
  })

  test('of a hold, each capture is told by what it took, and the end of the rest', async () => {
    const purchase = await bought('1', { capture: 'manual' })
    const capture = { amount: { amount: '0.3', currency: 'USD' }, final: false }
    await vendor.post(`/v1/purchases/${purchase}/capture`, capture)
    await noticesNow(provider)
    await vendor.post(`/v1/purchases/${purchase}/void`, {})
    await noticesNow(provider)
    expect(await receipts()).toEqual(['Receipt: Eels of the Ouse, $0.30 (30 tokens)', 'Not charged: Eels of the Ouse'])
  })

  test('twelve within an hour, and the others as one when it is over', async () => {
    for (let i = 0; i < 15; i++) await bought('0.01')
    await noticesNow(provider)
    expect(await receipts()).toHaveLength(12)
    at('2026-06-01T12:59:59Z')
    await bought('0.0025')
    await noticesNow(provider)
    expect(await receipts()).toHaveLength(12)
    at('2026-06-01T13:05:00Z')
    await noticesNow(provider)
    await bought('0.02')
    await noticesNow(provider)
    expect((await receipts()).slice(12)).toEqual([
      'More purchases: $0.0325',
      'Receipt: Eels of the Ouse, $0.02 (2 tokens)',
    ])
    const more = (await mailsTo(provider, buyer.email)).find(({ subject }) => subject.startsWith('More'))
    expect(more?.text).toContain('You made 4 purchases, for $0.0325 together.')
  })
})

describe('one a day', () => {
  test('tells the day before in the account’s own morning, with sums to the last micro-unit', async () => {
    await bought('0.0025')
    await bought('0.25')
    const purchase = await bought('1.10')
    await noticesNow(provider)
    await vendor.post(`/v1/purchases/${purchase}/refund`, { amount: { amount: '0.1', currency: 'USD' } })
    at('2026-06-01T23:59:59Z')
    await bought('0.000001')
    await noticesNow(provider)
    at('2026-06-02T00:00:00Z')
    await bought('3')
    await noticesNow(provider)
    at('2026-06-02T06:59:59Z')
    await noticesNow(provider)
    expect(await receipts()).toEqual([])
    expect((await listed()).slice(0, 2)).toMatchObject([
      { state: 'gathering', due_at: '2026-06-03T07:00:00.000Z' },
      { state: 'gathering', due_at: '2026-06-02T07:00:00.000Z' },
    ])
    at('2026-06-02T07:00:00Z')
    await noticesNow(provider)
    // 0.0025 + 0.25 + 1.10 + 0.000001; midnight begins another day.
    expect(await receipts()).toEqual(['Your purchases of 1 June 2026: $1.352501'])
    const { text } = (await newest()) ?? {}
    expect(text).toContain('You made 4 purchases, for $1.352501 together.')
    expect(text).toContain('1 refund gave you back $0.10.')
    expect(text).toContain('- Eels of the Ouse, The Fenland Courier: $1.10 (110 tokens)')
    expect(text).toContain('- Refunded, Eels of the Ouse, The Fenland Courier: $0.10 (10 tokens)')
  })

  test('twenty are told by name, the others only count', async () => {
    for (let i = 0; i < 23; i++) await bought('0.01')
    at('2026-06-02T07:00:00Z')
    await noticesNow(provider)
    provider.clock.advance(300)
    await noticesNow(provider)
    const { text = '' } = (await newest()) ?? {}
    expect(text).toContain('You made 23 purchases, for $0.23 together.')
    expect(text.match(/^- Eels/gm)).toHaveLength(20)
    expect(text).toContain('- And 3 more, which you find in your history.')
  })

  test('the morning is that of the account’s zone', async () => {
    await provider.inject({
      method: 'PUT',
      url: '/api/wallet/time-zone',
      headers: buyer.headers,
      payload: { attempt: 'zone-to-new-york', time_zone: 'America/New_York' },
    })
    // Its day of UTC goes on until it is over in both zones: until midnight in New York.
    await bought('0.5')
    await noticesNow(provider)
    expect((await listed())[0]).toMatchObject({ state: 'gathering', due_at: '2026-06-02T11:00:00.000Z' })
  })

  test('a hold that comes to nothing is not told', async () => {
    const purchase = await bought('1', { capture: 'manual' })
    await vendor.post(`/v1/purchases/${purchase}/void`, {})
    at('2026-06-02T07:10:00Z')
    await noticesNow(provider)
    expect(await receipts()).toEqual([])
  })

  test('what was gathered is not sent to who stopped receipts meanwhile', async () => {
    await bought('0.5')
    await noticesNow(provider)
    await choose('none')
    at('2026-06-02T07:00:00Z')
    await noticesNow(provider)
    expect(await receipts()).toEqual([])
    expect((await listed())[0]).toMatchObject({ state: 'withheld' })
  })
})

test('none: nobody is written to, and nothing is kept', async () => {
  await choose('none')
  await bought('0.5')
  at('2026-06-02T08:00:00Z')
  await noticesNow(provider)
  expect(await receipts()).toEqual([])
  expect((await listed()).filter(({ kind }) => kind === 'receipt')).toEqual([])
})

test('play money has no receipts', async () => {
  await choose('each')
  const play = { ...vendor, ...(await aServerOf(provider, vendor.vendor, vendor.owner.user, 'test')) }
  await buy(provider, play, buyer, item('0.5'))
  await noticesNow(provider)
  expect(await receipts()).toEqual([])
})

test.each([
  '<b>Eels</b> & "co"',
  '</title><script>alert(1)</script>',
  "a' onmouseover='x",
  '{{title}} $t(x) <link>y</link>',
])('T25: a title is text in every part of a mail: %s', async (title) => {
  await choose('each')
  await bought('0.12', {}, title)
  await noticesNow(provider)
  const { subject, text, html = '' } = (await newest()) ?? {}
  expect(subject).toBe(`Receipt: ${title}, $0.12 (12 tokens)`)
  expect(text).toContain(`You bought “${title}” of The Fenland Courier`)
  const allowed = /^(!doctype|html|head|meta|title|style|body|main|footer|p|a|ul|li)$/
  const tags = [...html.matchAll(/<\/?([!a-z][a-z0-9]*)/gi)].map(([, name = '']) => name.toLowerCase())
  expect(tags.filter((name) => !allowed.test(name))).toEqual([])
  expect(html).not.toMatch(/<[^>]* on[a-z]+=/i)
})
