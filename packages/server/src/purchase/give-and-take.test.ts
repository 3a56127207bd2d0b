// Who owes something: refunds take it from whom they must, and what comes in fills it first.
import type { Decider, Id } from '@farthing/ledger'
import { checkBooks, defineMovement, done, facts } from '@farthing/ledger'
import { expect, test } from 'vitest'
import { debtAccount, receivable } from '../chart/index.ts'
import { capturingAccount } from './accounts.ts'
import type { World } from './fixtures.ts'
import { answered, anId, attempt, aWorld, run, bySweep, post } from './fixtures.ts'
import { capture, held, refunded } from './hold-fixtures.ts'

const paidOut = defineMovement('test.paid_out', facts<null>())
/** Pays out what is payable, as a settlement would: to an account outside. */
async function payOut(world: World, payable: Id, micros: bigint): Promise<void> {
  const outside = anId()
  const out: Decider<null, string> = {
    name: 'test.payOut',
    decide(_, draft) {
      draft.open({ id: outside, asset: world.asset })
      draft.record(paidOut.of(null)).post(payable, outside, micros)
      return done('')
    },
  }
  await world.ledger.submit(out, anId(), null, bySweep)
}

async function bought(world: World): Promise<Id> {
  const purchase = await world.request()
  answered(await attempt(world, purchase))
  return purchase
}

const owesOf = (world: World) => ({
  vendor: receivable(world.vendor, 'USD'),
  author: receivable(world.author, 'USD'),
})

const inBalance = async (world: World) => (await checkBooks(world.ledger)).problems

test('a refund after everything was paid out goes through: who was paid owes, and the next sales fill that first', async () => {
  // Of 120,000: fee 6,000, author 34,200, photographer 5,700, vendor 74,100.
  const world = await aWorld({ priceMicros: 120_000n, kind: 'goods' })
  const purchase = await bought(world)
  const { vendor, author, fee } = world.accounts
  const owes = owesOf(world)
  await payOut(world, vendor, 74_100n)
  await payOut(world, author, 30_000n)
  await payOut(world, fee, 6_000n)
  answered(await refunded(world, purchase))
  expect(await world.balance(world.accounts.bought)).toBe(12_845_000n)
  expect([await world.balance(vendor), await world.balance(owes.vendor)]).toEqual([0n, -74_100n])
  expect([await world.balance(author), await world.balance(owes.author)]).toEqual([0n, -30_000n])
  // The provider gives its fee out of its own pocket.
  expect(await world.balance(fee)).toBe(-6_000n)

  const next = await held(world)
  answered(await capture(world, next, { amountMicros: 60_000n }))
  expect([await world.balance(vendor), await world.balance(owes.vendor)]).toEqual([0n, -37_050n])
  expect([await world.balance(author), await world.balance(owes.author)]).toEqual([0n, -12_900n])
  answered(await capture(world, next))
  expect([await world.balance(vendor), await world.balance(owes.vendor)]).toEqual([0n, 0n])
  expect([await world.balance(author), await world.balance(owes.author)]).toEqual([4_200n, 0n])
  expect(await world.balance(fee)).toBe(0n)
  answered(await attempt(world, await world.request()))
  expect([await world.balance(vendor), await world.balance(owes.vendor)]).toEqual([74_100n, 0n])
  expect(await inBalance(world)).toEqual([])
})

test('T4: refunds in slices leave who was paid out owing what one refund would, and no more than they had', async () => {
  const world = await aWorld({ priceMicros: 120_000n, kind: 'goods' })
  const purchase = await bought(world)
  await payOut(world, world.accounts.vendor, 70_000n)
  for (const amount of [40_000n, 1n, 39_999n, 40_000n]) answered(await refunded(world, purchase, amount))
  // It had 74,100, of which 4,100 was still payable.
  expect([
    await world.balance(world.accounts.vendor),
    await world.balance(owesOf(world).vendor),
    await world.balance(world.accounts.bought),
  ]).toEqual([0n, -70_000n, 12_845_000n])
  expect((await refunded(world, purchase)).kind).toBe('refused')
  expect(await inBalance(world)).toEqual([])
})

/** A payer who owes, as after a reversal that took more than the wallet held. */
const owing = (world: World, micros: bigint) =>
  run(world.ledger, {
    opens: [
      { id: debtAccount(world.payer, 'USD'), asset: 'USD', floor: null, ceiling: 0n },
      { id: outside, asset: 'USD' },
    ],
    legs: [post(debtAccount(world.payer, 'USD'), outside, micros)],
  })
const outside = anId()

test('a refund to a payer who owes repays that first, the rest goes into the wallet', async () => {
  const world = await aWorld({ priceMicros: 120_000n, kind: 'goods' })
  const purchase = await bought(world)
  await owing(world, 50_000n)
  const debt = debtAccount(world.payer, 'USD')
  answered(await refunded(world, purchase, 30_000n))
  expect([await world.balance(debt), await world.balance(world.accounts.bought)]).toEqual([-20_000n, 12_725_000n])
  answered(await refunded(world, purchase))
  expect([await world.balance(debt), await world.balance(world.accounts.bought)]).toEqual([0n, 12_795_000n])
  expect(await inBalance(world)).toEqual([])
})

test('T4: granted tokens repay no debt: spent and refunded they are granted tokens again', async () => {
  const world = await aWorld({ priceMicros: 120_000n, giftMicros: 100_000n, kind: 'goods' })
  const purchase = await bought(world)
  await owing(world, 50_000n)
  answered(await refunded(world, purchase))
  expect([
    await world.balance(debtAccount(world.payer, 'USD')),
    await world.balance(world.accounts.gift),
    await world.balance(world.accounts.bought),
  ]).toEqual([-30_000n, 100_000n, 12_825_000n])
  expect(await world.balance(capturingAccount('USD'))).toBe(0n)
})
