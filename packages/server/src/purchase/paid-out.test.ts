// Captures and refunds in slices while payees are paid out and the payer owes: in the end everybody has what they had.
import type { Decider, Id } from '@farthing/ledger'
import { checkBooks, defineMovement, done, facts } from '@farthing/ledger'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { debtAccount, receivable } from '../chart/index.ts'
import { capturingAccount } from './accounts.ts'
import type { World } from './fixtures.ts'
import { answered, anId, attempt, aWorld, run, bySweep, post } from './fixtures.ts'
import { capture, refunded, voided, expired } from './hold-fixtures.ts'

const paidOut = defineMovement('test.paid_out', facts<null>())
/** Pays out a percentage of what is payable, as a settlement would. @returns How much. */
async function payOut(world: World, payable: Id, share: bigint): Promise<bigint> {
  const outside = anId()
  const micros = ((await world.free(payable)) * share) / 100n
  if (micros <= 0n) return 0n
  const out: Decider<null, string> = {
    name: 'test.payOut',
    decide(_, draft) {
      draft.open({ id: outside, asset: world.asset })
      draft.record(paidOut.of(null)).post(payable, outside, micros)
      return done('')
    },
  }
  await world.ledger.submit(out, anId(), null, bySweep)
  return micros
}
const names = ['vendor', 'author', 'photographer'] as const

/** A payer who owes so much, as after a reversal that took more than the wallet held. */
async function owing(world: World, micros: bigint): Promise<void> {
  const [debt, outside] = [debtAccount(world.payer, 'USD'), anId()]
  await run(world.ledger, {
    opens: [
      { id: debt, asset: 'USD', floor: null, ceiling: 0n },
      { id: outside, asset: 'USD' },
    ],
    legs: [post(debt, outside, micros)],
  })
}

/** What the payer has less what they owe, and the gift. */
const payers = async (world: World) => [
  (await world.balance(world.accounts.bought)) + (await world.balance(debtAccount(world.payer, 'USD'))),
  await world.balance(world.accounts.gift),
]
/** What is payable to each payee, and what they owe. */
const payees = (world: World) =>
  Promise.all(
    names.map(async (name) => ({
      name,
      has: await world.balance(world.accounts[name]),
      owes: await world.balance(receivable(world[name], 'USD')),
    })),
  )

/** Ends the hold, and gives back all that was captured of it: in either order. */
async function takeBack(world: World, purchase: Id, expires: boolean): Promise<void> {
  if (expires) {
    world.advance(604_800_000_000n)
    await refunded(world, purchase)
    await expired(world, purchase)
  } else {
    await voided(world, purchase)
    await refunded(world, purchase)
  }
}

const steps = fc.array(
  fc.record({ what: fc.constantFrom('capture', 'refund', ...names), share: fc.bigInt(1n, 100n) }),
  { maxLength: 14 },
)

test('T4: whatever is captured, refunded and paid out in slices, a payee owes what they were paid and no more', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.record({
        priceMicros: fc.bigInt(1n, 5_000n),
        giftMicros: fc.bigInt(0n, 3_000n),
        feeFixedMicros: fc.constantFrom(0n, 7n, 800n),
      }),
      fc.bigInt(1n, 3_000n),
      fc.boolean(),
      steps,
      async (options, debt, expires, list) => {
        const world = await aWorld({ ...options, boughtMicros: 5_000n })
        await owing(world, debt)
        const before = await payers(world)
        const purchase = await world.request({ capture: 'manual' })
        answered(await attempt(world, purchase))
        const paid = { vendor: 0n, author: 0n, photographer: 0n }
        for (const { what, share } of list) {
          const amountMicros = (options.priceMicros * share) / 100n || 1n
          if (what === 'refund') await refunded(world, purchase, amountMicros)
          else if (what === 'capture') await capture(world, purchase, { amountMicros })
          else paid[what] += await payOut(world, world.accounts[what], share)
          for (const { has, owes } of await payees(world))
            expect(owes === 0n ? has >= 0n : owes < 0n && has === 0n).toBe(true)
        }
        await takeBack(world, purchase, expires)
        expect(await payers(world)).toEqual(before)
        for (const { name, has, owes } of await payees(world)) expect(has + owes + paid[name]).toBe(0n)
        expect(await world.balance(world.accounts.fee)).toBe(0n)
        expect(await world.balance(capturingAccount('USD'))).toBe(0n)
        expect((await checkBooks(world.ledger)).problems).toEqual([])
      },
    ),
    { numRuns: 60 },
  )
})
