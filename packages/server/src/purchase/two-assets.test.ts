// What pays for a purchase may be another asset than its price. Nothing sells like that yet: the rows are written as an
// exchange would write them, and the purchase's own rules capture, void and refund them.
import type { Decider, Id } from '@farthing/ledger'
import { checkBooks, done } from '@farthing/ledger'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { boughtBucket } from '../chart/index.ts'
import { vouchersAccount } from '../funding/index.ts'
import { capturingAccount, exchangeAccount } from './accounts.ts'
import type { FundingPart } from '../wallet/index.ts'
import { purchaseAuthorized, standingOf } from './events.ts'
import type { World } from './fixtures.ts'
import { answered, anId, aWorld, minute, run } from './fixtures.ts'
import { holdFunding } from './funding.ts'
import { capture, refunded, voided } from './hold-fixtures.ts'
import { withFee } from './lines.ts'
import { purchases } from './tables.ts'

type Rate = { readonly micros: bigint; readonly worth: bigint }

/** Puts euros into the payer's wallet. */
async function addEuros(world: World, micros: bigint): Promise<void> {
  const [issue, bucket] = [vouchersAccount('EUR'), boughtBucket(world.payer, 'EUR')]
  await run(world.ledger, {
    opens: [
      { id: issue, asset: 'EUR', floor: null },
      { id: bucket, asset: 'EUR' },
    ],
    legs: [{ kind: 'post', debit: issue, credit: bucket, micros }],
  })
}

/** Holds a purchase in dollars that a gift of dollars pays in part, and euros the rest. */
async function heldInTwo(world: World, gift: bigint, euros: Rate): Promise<Id> {
  const purchase = await world.request({ capture: 'manual' })
  const funding: FundingPart[] = [
    ...(gift > 0n
      ? [
          {
            account: world.accounts.gift,
            asset: 'USD',
            micros: `${gift}`,
            worth: `${gift}`,
            kind: 'granted' as const,
            grant: world.gift,
          },
        ]
      : []),
    {
      account: boughtBucket(world.payer, 'EUR'),
      asset: 'EUR',
      micros: `${euros.micros}`,
      worth: `${euros.worth}`,
      kind: 'bought',
    },
  ]
  const holdInTwo: Decider<{ purchase: Id }, string> = {
    name: 'test.holdInTwo',
    decide(_, draft, at) {
      const order = draft.row(purchases, purchase)
      if (order === undefined) throw new Error('no purchase')
      const row = {
        ...order,
        status: 'authorized' as const,
        payer: world.payer,
        approvedBy: world.user,
        authorizedAt: at,
        lines: withFee(order, { feeBasisPoints: 500n, feeFixedMicros: 0n }),
        funding,
        budgets: [],
        holdExpiresAt: at + 10n * minute,
      }
      const moves = draft.record(purchaseAuthorized.of(standingOf(purchase, row)))
      holdFunding({ draft, moves, purchase, order: row }, funding, at + 10n * minute)
      draft.put(purchases, purchase, row)
      return done('')
    },
  }
  await world.ledger.submit(holdInTwo, anId(), { purchase }, world.byPayer)
  return purchase
}

const balances = async (world: World) => {
  const { gift, vendor, author, photographer, fee } = world.accounts
  const ids = {
    euros: boughtBucket(world.payer, 'EUR'),
    gift,
    fee,
    author,
    photographer,
    vendor,
    capturing: capturingAccount('USD'),
    capturingEuros: capturingAccount('EUR'),
    dollarsExchanged: exchangeAccount('USD'),
    eurosExchanged: exchangeAccount('EUR'),
  }
  const found = await Promise.all(Object.values(ids).map((id) => world.balance(id)))
  return Object.fromEntries(Object.keys(ids).map((name, i) => [name, found[i] ?? 0n]))
}

test('a part in another asset is captured at its rate, and what it is worth reaches the payees in the purchase’s own', async () => {
  const world = await aWorld({ priceMicros: 120_000n, giftMicros: 20_000n, kind: 'goods' })
  await addEuros(world, 500_000n)
  // 90,000 euro-micros are worth 100,000 dollar-micros.
  const purchase = await heldInTwo(world, 20_000n, { micros: 90_000n, worth: 100_000n })
  expect(await world.free(boughtBucket(world.payer, 'EUR'))).toBe(410_000n)
  answered(await capture(world, purchase, { amountMicros: 53_333n }))
  // The gift, 20,000, and 33,333 of 100,000: 29,999.7 of 90,000.
  expect(await balances(world)).toEqual({
    euros: 470_000n,
    gift: 0n,
    fee: 2_666n,
    author: 15_200n,
    photographer: 2_533n,
    vendor: 32_934n,
    capturing: 0n,
    capturingEuros: 0n,
    dollarsExchanged: -33_333n,
    eurosExchanged: 30_000n,
  })
  answered(await voided(world, purchase))
  expect(await world.free(boughtBucket(world.payer, 'EUR'))).toBe(470_000n)
  answered(await refunded(world, purchase))
  expect(await balances(world)).toEqual({
    euros: 500_000n,
    gift: 20_000n,
    fee: 0n,
    author: 0n,
    photographer: 0n,
    vendor: 0n,
    capturing: 0n,
    capturingEuros: 0n,
    dollarsExchanged: 0n,
    eurosExchanged: 0n,
  })
})

test('P1 T4: with two assets at any rate, whatever is captured, voided and refunded in slices', async () => {
  const step = fc.record({ back: fc.boolean(), share: fc.bigInt(1n, 100n) })
  const a = fc.record({
    gift: fc.bigInt(0n, 500n),
    micros: fc.bigInt(1n, 3_000n),
    worth: fc.bigInt(1n, 3_000n),
    steps: fc.array(step, { maxLength: 12 }),
    whole: fc.boolean(),
  })
  await fc.assert(
    fc.asyncProperty(a, async ({ gift, micros, worth, steps, whole }) => {
      const price = gift + worth
      const world = await aWorld({ priceMicros: price, giftMicros: gift, kind: 'goods' })
      await addEuros(world, 10_000n)
      const before = await balances(world)
      const purchase = await heldInTwo(world, gift, { micros, worth })
      let [captured, refundedSoFar] = [0n, 0n]
      for (const { back, share } of steps) {
        const left = back ? captured - refundedSoFar : price - captured
        const amountMicros = (left * share) / 100n
        if (amountMicros === 0n) continue
        if (back) answered(await refunded(world, purchase, amountMicros))
        else answered(await capture(world, purchase, { amountMicros }))
        if (back) refundedSoFar += amountMicros
        else captured += amountMicros
      }
      if (whole && captured < price) {
        answered(await capture(world, purchase))
        captured = price
      }
      const now = await balances(world)
      expect([now['capturing'], now['capturingEuros']]).toEqual([0n, 0n])
      // Payees have what they would have of one capture, and each asset's exchange is what the payer gave of it.
      if (refundedSoFar === 0n && captured > 0n) {
        const other = await aWorld({ priceMicros: price, giftMicros: gift, kind: 'goods' })
        await addEuros(other, 10_000n)
        const once = await heldInTwo(other, gift, { micros, worth })
        answered(await capture(other, once, { amountMicros: captured }))
        expect(await balances(other)).toEqual(now)
      }
      if (captured < price) answered(await voided(world, purchase))
      if (captured > refundedSoFar) answered(await refunded(world, purchase))
      expect(await balances(world)).toEqual(before)
      expect(await world.free(boughtBucket(world.payer, 'EUR'))).toBe(10_000n)
      expect((await checkBooks(world.ledger)).problems).toEqual([])
    }),
    { numRuns: 60, verbose: 1 },
  )
})
