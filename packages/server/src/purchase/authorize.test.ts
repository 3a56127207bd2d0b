import { expect, test } from 'vitest'
import { entitlementId, entitlements } from '../access/index.ts'
import { payers } from '../account/index.ts'
import { itemVersions } from '../catalog/index.ts'
import { limitBudget } from '../wallet/index.ts'
import { put } from '@farthing/ledger'
import { vendors } from '../vendor/index.ts'
import { authorizePurchase } from './authorize.ts'
import type { World } from './fixtures.ts'
import { answered, anId, attempt, aWorld, codeOf, day, happened, minute, nine, quoteFor, run } from './fixtures.ts'
import { captures, purchases } from './tables.ts'
import { captureKey } from './keys.ts'

test('R1e R1f R1g: one click pays vendor, owners of rights and provider, and records the royalty transaction', async () => {
  const world = await aWorld({ priceMicros: 120_000n })
  const purchase = await world.request()
  const answer = answered(await attempt(world, purchase))
  expect(answer).toMatchObject({ status: 'captured', captured: '120000', captures: 1 })
  expect(await happened(world)).toEqual(['purchase.captured'])
  // 12 tokens: 5 % fee is 0.6; of the other 11.4 the author has 30 %, the photographer 5 %.
  expect(await world.balance(world.accounts.fee)).toBe(6_000n)
  expect(await world.balance(world.accounts.author)).toBe(34_200n)
  expect(await world.balance(world.accounts.photographer)).toBe(5_700n)
  expect(await world.balance(world.accounts.vendor)).toBe(74_100n)
  expect(await world.balance(world.accounts.bought)).toBe(12_725_000n)
  const seen = await world.ledger.look({
    accounts: [],
    rows: [
      [captures, captureKey(purchase, 1n)],
      [entitlements, entitlementId(world.payer, world.item)],
    ],
  })
  expect(seen.row(captures, captureKey(purchase, 1n))).toMatchObject({
    micros: 120_000n,
    feeMicros: 6_000n,
    vendorMicros: 74_100n,
  })
  expect(seen.row(entitlements, entitlementId(world.payer, world.item))).toMatchObject({
    purchase,
    grantedAt: nine,
    viewsUsed: 0n,
  })
})

test('R7: the gift goes first, the rest comes from what was bought', async () => {
  const world = await aWorld({ priceMicros: 120_000n, giftMicros: 50_000n })
  answered(await attempt(world, await world.request()))
  expect(await world.balance(world.accounts.gift)).toBe(0n)
  expect(await world.balance(world.accounts.bought)).toBe(12_775_000n)
})

test('R7: a gift of another vendor is not spent here', async () => {
  const world = await aWorld({ priceMicros: 120_000n, giftMicros: 50_000n, giftOf: 'another vendor' })
  answered(await attempt(world, await world.request()))
  expect(await world.balance(world.accounts.gift)).toBe(50_000n)
})

test('P3: a price of one micro-unit goes whole to the vendor', async () => {
  const world = await aWorld({ priceMicros: 1n, boughtMicros: 1n })
  answered(await attempt(world, await world.request()))
  expect(await world.balance(world.accounts.bought)).toBe(0n)
  // One micro: no fee, and the largest remainder is the vendor's.
  expect(await world.balance(world.accounts.vendor)).toBe(1n)
})

test('P4: the same attempt gives the first answer again, though the limit has changed since', async () => {
  const world = await aWorld()
  const purchase = await world.request()
  const input = {
    purchase,
    payer: world.payer,
    user: world.user,
    windowEndsAt: nine + 30n * minute,
    quote: await quoteFor(world, purchase),
  }
  const id = anId()
  const first = await world.ledger.submit(authorizePurchase, id, input, world.byPayer)
  await withLimits(world, [{ id: anId(), currency: 'USD', period: 'day', maxMicros: '1' }])
  expect(await world.ledger.submit(authorizePurchase, id, input, world.byPayer)).toEqual(first)
  expect(await world.balance(world.accounts.bought)).toBe(12_725_000n)
})

test('T1: of twenty purchases of a whole balance exactly one goes through', async () => {
  // Goods, because a second order of content would open the licence already held.
  const world = await aWorld({ priceMicros: 100_000n, boughtMicros: 100_000n, kind: 'goods' })
  const ids = await Promise.all(Array.from({ length: 20 }, () => world.request()))
  const quotes = await Promise.all(ids.map((id) => quoteFor(world, id)))
  const outcomes = await Promise.all(ids.map((id, i) => attempt(world, id, { quote: quotes[i] ?? '' })))
  expect(outcomes.filter((outcome) => outcome.kind === 'done')).toHaveLength(1)
  const refused = outcomes.filter((outcome) => outcome.kind === 'refused')
  expect(refused.map(codeOf)).toEqual(Array.from({ length: 19 }, () => 'insufficient_funds'))
  expect(await world.balance(world.accounts.bought)).toBe(0n)
})

test('insufficient_funds says what is short, moves nothing and leaves the purchase open', async () => {
  const world = await aWorld({ priceMicros: 120_000n, boughtMicros: 119_999n })
  const purchase = await world.request()
  const outcome = await attempt(world, purchase)
  expect(outcome).toMatchObject({ kind: 'refused', answer: { code: 'insufficient_funds', short: '1' } })
  expect(
    (await world.ledger.look({ accounts: [], rows: [[purchases, purchase]] })).row(purchases, purchase)?.status,
  ).toBe('requested')
  expect(await world.balance(world.accounts.bought)).toBe(119_999n)
})

test('R26: at the end of the purchase window the attempt is refused, and a fresh login cures it', async () => {
  const world = await aWorld()
  const purchase = await world.request()
  expect(codeOf(await attempt(world, purchase, { windowEndsAt: nine }))).toBe('window_closed')
  answered(await attempt(world, purchase, { windowEndsAt: nine + 1n }))
})

test('at the instant of its expiry a purchase can no longer be approved, and has ended', async () => {
  const world = await aWorld()
  const purchase = await world.request({ expiresInSeconds: 900 })
  const quote = await quoteFor(world, purchase)
  world.advance(15n * minute)
  expect(codeOf(await attempt(world, purchase, { quote }))).toBe('purchase_expired')
  expect(codeOf(await attempt(world, purchase, { quote }))).toBe('already_ended')
})

test('a member removed between page and click can approve nothing', async () => {
  const world = await aWorld()
  const purchase = await world.request()
  const quote = await quoteFor(world, purchase)
  const row = (await world.ledger.look({ accounts: [], rows: [[payers, world.payer]] })).row(payers, world.payer)
  if (row === undefined) throw new Error('no payer')
  await run(world.ledger, {
    rows: [put(payers, world.payer, { ...row, state: { ...row.state, members: [world.partner] } })],
  })
  expect(codeOf(await attempt(world, purchase, { quote }))).toBe('not_a_member')
  answered(await attempt(world, purchase, { quote, user: world.partner }))
})

test('a purchase meant for one payer is approved by nobody else', async () => {
  const world = await aWorld()
  expect(codeOf(await attempt(world, await world.request({ meantFor: anId() })))).toBe('payer_mismatch')
  answered(await attempt(world, await world.request({ meantFor: world.payer })))
})

test('a suspended vendor sells nothing: the purchase ends', async () => {
  const world = await aWorld()
  const purchase = await world.request()
  const quote = await quoteFor(world, purchase)
  const row = (await world.ledger.look({ accounts: [], rows: [[vendors, world.vendor]] })).row(vendors, world.vendor)
  if (row === undefined) throw new Error('no vendor')
  await run(world.ledger, { rows: [put(vendors, world.vendor, { ...row, status: 'suspended' })] })
  const outcome = await attempt(world, purchase, { quote })
  expect(outcome).toMatchObject({ answer: { code: 'vendor_suspended', status: 'declined' } })
  expect(await happened(world)).toEqual(['purchase.declined'])
})

test('a live licence is never sold twice', async () => {
  const world = await aWorld()
  answered(await attempt(world, await world.request()))
  const again = await attempt(world, await world.request())
  expect(again).toMatchObject({ answer: { code: 'licence_held', decline: 'licence_held', payer: world.payer } })
  expect(await world.balance(world.accounts.bought)).toBe(12_725_000n)
})

test('a licence ends by the terms it was bought under, not by those of the version on sale', async () => {
  const world = await aWorld()
  answered(await attempt(world, await world.request()))
  const [key, single] = [entitlementId(world.payer, world.item), anId()]
  const seen = await world.ledger.look({
    accounts: [],
    rows: [
      [entitlements, key],
      [itemVersions, world.version],
    ],
  })
  const [licence, version] = [seen.row(entitlements, key), seen.row(itemVersions, world.version)]
  if (licence === undefined || version === undefined) throw new Error('nothing was bought')
  const used = { ...licence, version: single, viewsUsed: 1n }
  await run(world.ledger, {
    rows: [
      put(itemVersions, single, { ...version, number: 2n, terms: { timesToView: 1, countsFrom: 'first_opening' } }),
      put(entitlements, key, used),
    ],
  })
  answered(await attempt(world, await world.request()))
})

test('what was shown must be what is paid: a gift that arrived since changes the quote', async () => {
  const world = await aWorld({ giftMicros: 50_000n })
  const purchase = await world.request()
  const shown = await quoteFor(world, purchase)
  answered(await attempt(world, await world.request({ item: anId() })))
  expect(codeOf(await attempt(world, purchase, { quote: shown }))).toBe('quote_changed')
  answered(await attempt(world, purchase))
})

test('R23: a daily limit counts every purchase of the day, and the next day begins anew', async () => {
  const id = anId()
  const world = await aWorld({ kind: 'goods', limits: [{ id, currency: 'USD', period: 'day', maxMicros: '250000' }] })
  answered(await attempt(world, await world.request()))
  answered(await attempt(world, await world.request()))
  const third = await attempt(world, await world.request(), { quote: '' })
  expect(third).toMatchObject({ answer: { code: 'limit_exceeded', limit: id, period: 'day', left: '10000' } })
  world.advance(15n * 60n * minute) // Midnight in Ely.
  answered(await attempt(world, await world.request()))
  expect(await world.balance(limitBudget(id, Number(nine / day)))).toBe(-240_000n)
})

test('R23: nothing over the limit of one purchase goes through', async () => {
  const world = await aWorld({ limits: [{ id: anId(), currency: 'USD', period: 'transaction', maxMicros: '119999' }] })
  expect(codeOf(await attempt(world, await world.request(), { quote: '' }))).toBe('limit_exceeded')
})

test('play money stays play money: a first test purchase finds a test wallet', async () => {
  const world = await aWorld({ mode: 'test', boughtMicros: 0n })
  answered(await attempt(world, await world.request()))
  expect(world.asset).toBe('test:USD')
  expect(await world.balance(world.accounts.bought)).toBe(1_000_000_000n - 120_000n)
})

async function withLimits(
  world: World,
  limits: readonly { id: string; currency: 'USD'; period: 'day'; maxMicros: string }[],
) {
  const row = (await world.ledger.look({ accounts: [], rows: [[payers, world.payer]] })).row(payers, world.payer)
  if (row === undefined) throw new Error('no payer')
  await run(world.ledger, { rows: [put(payers, world.payer, { ...row, state: { ...row.state, limits } })] })
}
