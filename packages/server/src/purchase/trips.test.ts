// How often a decision waits for an answer of the database, where the server knows nothing beforehand.
import type { Id, PostgresLedger } from '@farthing/ledger'
import { postgresLedger } from '@farthing/ledger'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { payers } from '../account/index.ts'
import { providerActor } from '../platform/actor.ts'
import { fromPublic } from '../platform/ids.ts'
import type { TestUser } from '../identity/fixtures.ts'
import type { TestProvider } from '../platform/testing.ts'
import { testProvider } from '../platform/testing.ts'
import { tables } from '../index.ts'
import type { TestVendor } from '../vendor/fixtures.ts'
import { aVendor } from '../vendor/fixtures.ts'
import { authorizePurchase } from './authorize.ts'
import { capturePurchase } from './capture.ts'
import { answered } from './fixtures.ts'
import { aBuyer, approve, purchaseBody } from './http-fixtures.ts'
import { refundPurchase } from './refund.ts'
import { quoteOf } from './rules.ts'
import { purchases } from './tables.ts'

let provider: TestProvider
let vendor: TestVendor
let user: TestUser
let author: string
beforeAll(async () => {
  provider = await testProvider()
  vendor = await aVendor(provider)
  user = await aBuyer(provider, { micros: 50_000_000n })
  author = (await vendor.post('/v1/rightsholders', { name: 'Ann' })).json<{ id: string }>().id
})
afterAll(() => provider.close())

/** A ledger that has read nothing yet. @returns How many trips `work` takes. */
async function tripsOf(work: (ledger: PostgresLedger) => Promise<unknown>): Promise<number> {
  const ledger = postgresLedger({ connect: provider.databaseUrl, tables, clock: provider.clock })
  try {
    const before = ledger.counters.trips
    await work(ledger)
    return ledger.counters.trips - before
  } finally {
    await ledger.close()
  }
}

let count = 0
async function ask(changes: object = {}): Promise<{ id: Id; txn: string }> {
  const item = {
    sku: `trips-${++count}`,
    title: 'A song',
    price: { amount: '0.01', currency: 'USD' },
    shares: [{ rightsholder: author, role: 'author', basis_points: 3_000 }],
  }
  const asked = await vendor.post('/v1/purchases', purchaseBody({ item, ...changes }))
  if (asked.statusCode !== 201) throw new Error(asked.body)
  const txn = asked.json<{ id: string }>().id
  return { id: fromPublic('txn', txn) ?? '', txn }
}
const submission = { actor: providerActor('test') }

test('a capture without hints takes at most four trips', async () => {
  const { id, txn } = await ask({ capture: 'manual' })
  await approve(provider, user, txn)
  const input = { purchase: id, vendor: vendor.vendor, amountMicros: 4_000n, final: false }
  const first = await tripsOf(async (ledger) =>
    answered(await ledger.submit(capturePurchase, provider.deps.ids.mint(), input, submission)),
  )
  expect(first).toBeLessThanOrEqual(4)
})

test('an approval without hints takes at most four, of content, with a limit', async () => {
  const set = await provider.inject({
    method: 'PUT',
    url: '/api/wallet/limits',
    headers: user.headers,
    payload: { attempt: 'trips-limit-attempt', period: 'day', currency: 'USD', max: { amount: '40', currency: 'USD' } },
  })
  expect(set.statusCode).toBe(200)
  const { id } = await ask()
  const { account: payer, user: member } = user
  const order = (
    await provider.deps.ledger.look({
      rows: [
        [purchases, id],
        [payers, payer],
      ],
    })
  ).row(purchases, id)
  if (order === undefined) throw new Error('no purchase')
  const trips = await tripsOf(async (ledger) => {
    const input = { purchase: id, payer, user: member, windowEndsAt: 2n ** 62n, quote: quoteOf(order, []) }
    expect(await ledger.submit(authorizePurchase, provider.deps.ids.mint(), input, submission)).toMatchObject({
      answer: { code: 'quote_changed' },
    })
  })
  expect(trips).toBeLessThanOrEqual(4)
})

test('a refund of 255 captures takes at most four trips', async () => {
  const { id, txn } = await ask({ capture: 'manual' })
  await approve(provider, user, txn)
  for (let n = 0; n < 255; n++) {
    const input = { purchase: id, vendor: vendor.vendor, amountMicros: 10n, final: false }
    answered(await provider.deps.ledger.submit(capturePurchase, provider.deps.ids.mint(), input, submission))
  }
  const input = { purchase: id, vendor: vendor.vendor, amountMicros: null, reason: '' }
  const trips = await tripsOf(async (ledger) =>
    expect(answered(await ledger.submit(refundPurchase, provider.deps.ids.mint(), input, submission))).toMatchObject({
      refunded: '2550',
    }),
  )
  expect(trips).toBeLessThanOrEqual(4)
})
