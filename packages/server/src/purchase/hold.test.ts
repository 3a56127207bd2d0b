import { expect, test } from 'vitest'
import { entitlementId, entitlements } from '../access/index.ts'
import { limitBudget } from '../wallet/index.ts'
import { captureKey } from './keys.ts'
import type { World } from './fixtures.ts'
import { answered, anId, attempt, aWorld, codeOf, day, happened, minute, nine } from './fixtures.ts'
import { capture, changeVendor, expired, held, refunded, voided } from './hold-fixtures.ts'
import { captures } from './tables.ts'
import { voidPurchase } from './void.ts'

test('authorize holds the price: nobody is paid, and it can be spent on nothing else', async () => {
  const world = await aWorld({ priceMicros: 120_000n, boughtMicros: 200_000n, kind: 'goods' })
  const purchase = await world.request({ capture: 'manual' })
  expect(answered(await attempt(world, purchase))).toMatchObject({
    status: 'authorized',
    captured: '0',
  })
  expect(await happened(world)).toEqual(['purchase.authorized'])
  expect(await world.balance(world.accounts.bought)).toBe(200_000n)
  expect(await world.free(world.accounts.bought)).toBe(80_000n)
  expect(await world.balance(world.accounts.vendor)).toBe(0n)
  expect(codeOf(await attempt(world, await world.request()))).toBe('insufficient_funds')
})

test('P5: a hold is captured in parts, and never above what is held', async () => {
  const world = await aWorld({ priceMicros: 120_000n, giftMicros: 50_000n })
  const purchase = await held(world)
  // 3.3333 tokens: fee 1,666; of 31,667 the author 9,500, the photographer 1,583, the vendor 20,584.
  expect(answered(await capture(world, purchase, { amountMicros: 33_333n }))).toMatchObject({
    status: 'authorized',
    captured: '33333',
    captures: 1,
  })
  expect(await world.balance(world.accounts.fee)).toBe(1_666n)
  expect(await world.balance(world.accounts.author)).toBe(9_500n)
  expect(await world.balance(world.accounts.photographer)).toBe(1_583n)
  expect(await world.balance(world.accounts.vendor)).toBe(20_584n)
  expect(await capture(world, purchase, { amountMicros: 86_668n })).toMatchObject({
    answer: { code: 'amount_above_hold', param: 'amount', held: { amount: '0.086667', currency: 'USD' } },
  })
  expect(answered(await capture(world, purchase))).toMatchObject({
    status: 'captured',
    captured: '120000',
    captures: 2,
  })
  expect(await world.balance(world.accounts.gift)).toBe(0n)
  expect(await world.balance(world.accounts.bought)).toBe(12_845_000n - 70_000n)
  expect(await world.balance(world.accounts.capturing)).toBe(0n)
  expect(codeOf(await capture(world, purchase, { amountMicros: 1n }))).toBe('not_authorized')
})

test('a final capture in part gives the rest back, to wallet and limit', async () => {
  const limit = anId()
  const world = await aWorld({ limits: [{ id: limit, currency: 'USD', period: 'day', maxMicros: '500000' }] })
  const purchase = await held(world)
  expect(answered(await capture(world, purchase, { amountMicros: 20_000n, final: true }))).toMatchObject({
    status: 'captured',
    captured: '20000',
  })
  expect(await world.free(world.accounts.bought)).toBe(12_825_000n)
  expect(await world.balance(limitBudget(limit, Number(nine / day)))).toBe(-20_000n)
})

const licence = async (world: World) => {
  const key = entitlementId(world.payer, world.item)
  return (await world.ledger.look({ accounts: [], rows: [[entitlements, key]] })).row(entitlements, key)
}

test('R1f: the licence comes with the first capture', async () => {
  const world = await aWorld()
  const purchase = await held(world)
  expect(await licence(world)).toBeUndefined()
  answered(await capture(world, purchase))
  expect((await licence(world))?.purchase).toBe(purchase)
})

test('a licence that has ended is granted anew by a capture', async () => {
  const world = await aWorld()
  const first = await held(world)
  answered(await capture(world, first))
  answered(await refunded(world, first))
  const second = await held(world)
  answered(await capture(world, second))
  expect(await licence(world)).toMatchObject({ purchase: second, revokedAt: null })
})

test('a live licence is never sold twice: of two holds one is captured, and the other can be voided', async () => {
  const world = await aWorld()
  const [first, second] = [await held(world), await held(world)]
  answered(await capture(world, first))
  expect(codeOf(await capture(world, second))).toBe('licence_held')
  answered(await voided(world, second))
  expect(await licence(world)).toMatchObject({ purchase: first, revokedAt: null })
  expect(await world.free(world.accounts.bought)).toBe(12_845_000n - 120_000n)
})

test('who pays the rest after a refund of all that was captured has the licence', async () => {
  const world = await aWorld()
  const purchase = await held(world)
  answered(await capture(world, purchase, { amountMicros: 30_000n }))
  answered(await refunded(world, purchase))
  expect((await licence(world))?.revokedAt).not.toBeNull()
  answered(await capture(world, purchase))
  expect(await licence(world)).toMatchObject({ purchase, revokedAt: null })
  expect(await world.balance(world.accounts.bought)).toBe(12_845_000n - 90_000n)
})

test('T5: at the instant of its expiry a hold is not captured, swept or not', async () => {
  const world = await aWorld()
  const [late, intime] = [await held(world, 600), await held(world, 600)]
  world.advance(10n * minute - 1n)
  answered(await capture(world, intime))
  world.advance(1n)
  expect(codeOf(await capture(world, late))).toBe('hold_expired')
  expect(answered(await expired(world, late))).toMatchObject({ status: 'expired' })
  expect(await happened(world)).toEqual(['purchase.expired'])
  expect(codeOf(await capture(world, late))).toBe('not_authorized')
  expect(await world.free(world.accounts.bought)).toBe(12_845_000n - 120_000n)
})

test('T5: a hold that still runs does not expire', async () => {
  const world = await aWorld()
  const purchase = await held(world, 600)
  world.advance(10n * minute - 1n)
  expect((await expired(world, purchase)).kind).toBe('refused')
})

test('T5: after void nothing is captured, after capture nothing is voided', async () => {
  const world = await aWorld()
  const [first, second] = [await held(world), await held(world)]
  expect(answered(await voided(world, first))).toMatchObject({ status: 'voided' })
  expect(await happened(world)).toEqual(['purchase.voided'])
  expect(codeOf(await capture(world, first))).toBe('not_authorized')
  expect(codeOf(await voided(world, first))).toBe('already_ended')
  answered(await capture(world, second))
  expect(codeOf(await voided(world, second))).toBe('already_ended')
  expect(await world.balance(world.accounts.bought)).toBe(12_845_000n - 120_000n)
})

test('void after a capture in part gives back what is left, and the purchase stays captured', async () => {
  const world = await aWorld({ giftMicros: 50_000n })
  const purchase = await held(world)
  answered(await capture(world, purchase, { amountMicros: 60_000n }))
  expect(answered(await voided(world, purchase))).toMatchObject({ status: 'captured', captured: '60000' })
  expect(await world.free(world.accounts.bought)).toBe(12_835_000n)
  expect(await world.balance(world.accounts.gift)).toBe(0n)
})

test('expiry after a capture in part keeps what was captured', async () => {
  const world = await aWorld()
  const purchase = await held(world, 600)
  answered(await capture(world, purchase, { amountMicros: 20_000n }))
  world.advance(10n * minute)
  expect(answered(await expired(world, purchase))).toMatchObject({ status: 'captured', captured: '20000' })
  expect(await world.free(world.accounts.bought)).toBe(12_825_000n)
})

test('a suspended vendor captures nothing', async () => {
  const world = await aWorld()
  const purchase = await held(world)
  await changeVendor(world, { status: 'suspended' })
  expect(codeOf(await capture(world, purchase))).toBe('vendor_suspended')
})

test("T15: another vendor's purchase is not there", async () => {
  const world = await aWorld()
  const purchase = await held(world)
  const stranger = anId()
  expect(codeOf(await capture(world, purchase, { vendor: stranger }))).toBe('not_found')
  expect(codeOf(await world.ledger.submit(voidPurchase, anId(), { purchase, vendor: stranger }, world.byVendor))).toBe(
    'not_found',
  )
})

test('a requested purchase can be voided, and then nobody approves it', async () => {
  const world = await aWorld()
  const purchase = await world.request()
  expect(answered(await voided(world, purchase))).toMatchObject({ status: 'voided' })
  expect(codeOf(await attempt(world, purchase, { quote: '' }))).toBe('already_ended')
})

test('R1g: every capture is one royalty transaction', async () => {
  const world = await aWorld()
  const purchase = await held(world)
  answered(await capture(world, purchase, { amountMicros: 1n }))
  answered(await capture(world, purchase))
  const keys = [captureKey(purchase, 1n), captureKey(purchase, 2n)]
  const seen = await world.ledger.look({ accounts: [], rows: keys.map((key) => [captures, key]) })
  expect(keys.map((key) => seen.row(captures, key)?.micros)).toEqual([1n, 119_999n])
})
