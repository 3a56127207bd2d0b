import fc from 'fast-check'
import { expect, test } from 'vitest'
import { entitlementId, entitlements } from '../access/index.ts'
import { payers } from '../account/index.ts'
import type { World } from './fixtures.ts'
import { answered, anId, attempt, aWorld, codeOf, day, happened } from './fixtures.ts'
import { capture, voided } from './hold-fixtures.ts'
import { refundPurchase } from './refund.ts'
import { purchases } from './tables.ts'

const refund = (world: World, purchase: string, amountMicros: bigint | null = null, vendor = world.vendor) =>
  world.ledger.submit(
    refundPurchase,
    anId(),
    { purchase, vendor, amountMicros, reason: 'wrong article' },
    world.byVendor,
  )

async function bought(world: World): Promise<string> {
  const purchase = await world.request()
  answered(await attempt(world, purchase))
  return purchase
}

async function orderOf(world: World, purchase: string) {
  const row = (await world.ledger.look({ accounts: [], rows: [[purchases, purchase]] })).row(purchases, purchase)
  if (row === undefined) throw new Error('no purchase')
  return row
}

const balances = async (world: World) => {
  const { bought, gift, vendor, author, photographer, fee } = world.accounts
  const [b, g, v, a, p, f] = await Promise.all(
    [bought, gift, vendor, author, photographer, fee].map((id) => world.balance(id)),
  )
  return { bought: b, gift: g, vendor: v, author: a, photographer: p, fee: f }
}

test('a full refund leaves nothing behind with anybody, and ends the licence', async () => {
  const world = await aWorld({ giftMicros: 50_000n })
  const before = await balances(world)
  const purchase = await bought(world)
  expect(answered(await refund(world, purchase))).toMatchObject({
    refunded: '120000',
    refunds: 1,
  })
  expect(await happened(world)).toEqual(['purchase.refunded'])
  expect(await balances(world)).toEqual(before)
  const key = entitlementId(world.payer, world.item)
  expect(
    (await world.ledger.look({ accounts: [], rows: [[entitlements, key]] })).row(entitlements, key)?.revokedAt,
  ).toBe(world.now())
})

test('a refund in part: each party gives by what it still holds, bought tokens come back first', async () => {
  const world = await aWorld({ giftMicros: 50_000n })
  const purchase = await bought(world)
  // Held: fee 6,000, author 34,200, photographer 5,700, vendor 74,100 of 120,000; a refund of 80,000 takes two thirds.
  answered(await refund(world, purchase, 80_000n))
  expect(await balances(world)).toEqual({
    bought: 12_845_000n,
    gift: 10_000n,
    fee: 2_000n,
    author: 11_400n,
    photographer: 1_900n,
    vendor: 24_700n,
  })
})

test('T2 T5: nothing above what is left is refunded, and a second full refund finds nothing', async () => {
  const world = await aWorld()
  const purchase = await bought(world)
  answered(await refund(world, purchase, 100_000n))
  expect(await refund(world, purchase, 20_001n)).toMatchObject({
    answer: { code: 'amount_above_captured', param: 'amount', left: { amount: '0.02', currency: 'USD' } },
  })
  answered(await refund(world, purchase))
  expect(codeOf(await refund(world, purchase))).toBe('amount_above_captured')
  expect(await world.balance(world.accounts.bought)).toBe(12_845_000n)
})

test('T2: twenty full refunds at once have one effect', async () => {
  const world = await aWorld()
  const purchase = await bought(world)
  const outcomes = await Promise.all(Array.from({ length: 20 }, () => refund(world, purchase)))
  expect(outcomes.filter((outcome) => outcome.kind === 'done')).toHaveLength(1)
  expect(await world.balance(world.accounts.bought)).toBe(12_845_000n)
})

test('what is held and not captured is no refund', async () => {
  const world = await aWorld()
  const purchase = await world.request({ capture: 'manual' })
  answered(await attempt(world, purchase))
  expect(codeOf(await refund(world, purchase))).toBe('amount_above_captured')
})

test("T15: another vendor's purchase is not there", async () => {
  const world = await aWorld()
  expect(codeOf(await refund(world, await bought(world), null, anId()))).toBe('not_found')
})

test('incentive tokens come back with their old expiry, or seven days from now if that is later', async () => {
  const world = await aWorld({ giftMicros: 50_000n })
  const purchase = await bought(world)
  world.advance(2n * day)
  answered(await refund(world, purchase))
  const row = (await world.ledger.look({ accounts: [], rows: [[payers, world.payer]] })).row(payers, world.payer)
  expect(row?.state.grants).toMatchObject([{ id: world.gift, expiresAt: `${world.now() + 7n * day}` }])
})

test('T4: any sequence of captures and refunds in slices keeps every party at or above zero and loses nothing', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.record({
        price: fc.bigInt(1n, 5_000n),
        gift: fc.bigInt(0n, 3_000n),
        fixed: fc.constantFrom(0n, 7n, 800n),
        slices: fc.array(fc.record({ refund: fc.boolean(), share: fc.integer({ min: 1, max: 100 }) }), {
          maxLength: 12,
        }),
      }),
      async ({ price, gift, fixed, slices }) => {
        const world = await aWorld({
          priceMicros: price,
          boughtMicros: 5_000n,
          giftMicros: gift,
          feeFixedMicros: fixed,
        })
        const before = await balances(world)
        const purchase = await world.request({ capture: 'manual' })
        answered(await attempt(world, purchase))
        for (const { refund: back, share } of slices) {
          const amountMicros = (price * BigInt(share)) / 100n || 1n
          if (back) await refund(world, purchase, amountMicros)
          else await capture(world, purchase, { amountMicros })
        }
        for (const micros of Object.values(await balances(world))) expect(micros ?? 0n).toBeGreaterThanOrEqual(0n)
        const { fee, author, photographer, vendor } = await balances(world)
        const order = await orderOf(world, purchase)
        expect((fee ?? 0n) + (author ?? 0n) + (photographer ?? 0n) + (vendor ?? 0n)).toBe(
          order.capturedMicros - order.refundedMicros,
        )
        await voided(world, purchase)
        await refund(world, purchase)
        expect(await balances(world)).toEqual(before)
      },
    ),
    { numRuns: 60, verbose: 1 },
  )
})
