// Any sequence of what payers, vendors and staff do to money, beside a plain sum.
import type { Decider, Decision, Draft, Id, Instant, Json } from '@farthing/ledger'
import { available, balanceOf, checkBooks, heldOn } from '@farthing/ledger'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { block, payers, release } from '../account/index.ts'
import { debtAccount, owedMicros } from '../chart/index.ts'
import { recordPayment, reversePayment } from '../funding/index.ts'
import { credit, grantBucket } from '../incentive/index.ts'
import { staffActor } from '../platform/actor.ts'
import { releaseVendor, suspend } from '../vendor/index.ts'
import type { World } from './fixtures.ts'
import { anId, attempt, aWorld } from './fixtures.ts'
import { capture, refunded, voided } from './hold-fixtures.ts'
import { refundInPlace, voidInPlace } from './in-its-place.ts'
import { purchases } from './tables.ts'

const by = { actor: staffActor(anId(), 'a test') }

/** A rule that acts are made of, submitted on its own. */
async function does<Answer extends Json>(
  { ledger }: World,
  rule: (draft: Draft, at: Instant) => Decision<Answer>,
): Promise<Answer | undefined> {
  const decider: Decider<null, Answer> = { name: 'test.rule', decide: (_, draft, at) => rule(draft, at) }
  const outcome = await ledger.submit(decider, anId(), null, by)
  return outcome.kind === 'done' ? outcome.answer : undefined
}

const step = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constant('buy' as const), held: fc.boolean() }) },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constantFrom('capture', 'refund', 'void', 'refund in place', 'void in place'),
      which: fc.nat(),
      micros: fc.bigInt({ min: 1n, max: 130_000n }),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constantFrom('record', 'credit'), micros: fc.bigInt({ min: 1n, max: 200_000n }) }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('reverse' as const), which: fc.nat() }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constantFrom('block', 'release', 'release', 'suspend', 'release vendor', 'release vendor'),
    }),
  },
)

/** What a payer has, less what they owe: in the wallet, in credits, held or not. */
async function wealth(world: World, credits: readonly Id[]): Promise<bigint> {
  const accounts = [
    world.accounts.bought,
    debtAccount(world.payer, 'USD'),
    ...credits.map((id) => grantBucket(id, 'USD')),
  ]
  const seen = await world.ledger.look({ accounts })
  return accounts.reduce((sum, id) => {
    const account = seen.account(id)
    return account === undefined ? sum : sum + balanceOf(account)
  }, 0n)
}

/** What the wallet could pay: what is free, less what is owed. */
async function spendable(world: World): Promise<bigint> {
  const seen = await world.ledger.look({ accounts: [world.accounts.bought, debtAccount(world.payer, 'USD')] })
  const bought = seen.account(world.accounts.bought)
  return (bought === undefined ? 0n : available(bought)) - owedMicros(seen, debtAccount(world.payer, 'USD'))
}

test('P1 P2 R15: whatever staff do, books balance, no payer gains, and nothing that is owed is spent', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 12, maxLength: 40 }), async (steps) => {
      const world = await aWorld({ priceMicros: 120_000n, boughtMicros: 30_000n, kind: 'goods' })
      const { ledger, payer, vendor } = world
      const made: Id[] = []
      const credits: Id[] = []
      const paid: Id[] = []
      let given = 30_000n
      let isBlocked = false
      for (const each of steps) {
        world.advance(1n)
        const purchase = 'which' in each ? (made[each.which % made.length] ?? anId()) : anId()
        switch (each.do) {
          case 'buy': {
            const before = await spendable(world)
            const asked = world.requestInput({ capture: each.held ? 'manual' : 'automatic' })
            const order = await world.request(asked).catch(() => undefined)
            if (order === undefined) break // The vendor is suspended.
            const outcome = await attempt(world, order, {})
            if (outcome.kind !== 'done') break
            expect(isBlocked).toBe(false)
            made.push(order)
            const funding = (await ledger.look({ rows: [[purchases, order]] })).row(purchases, order)?.funding ?? []
            const ofWallet = funding.find(({ kind }) => kind === 'bought')
            if (ofWallet !== undefined) expect(BigInt(ofWallet.micros)).toBeLessThanOrEqual(before)
            break
          }
          case 'capture':
            await capture(world, purchase, { amountMicros: each.micros })
            break
          case 'refund':
            await refunded(world, purchase, each.micros)
            break
          case 'void':
            await voided(world, purchase)
            break
          case 'refund in place':
            await does(world, (draft, at) =>
              refundInPlace(draft, { purchase, amountMicros: each.micros.toString(), note: '' }, at),
            )
            break
          case 'void in place':
            await does(world, (draft, at) => voidInPlace(draft, { purchase }, at))
            break
          case 'record': {
            const input = {
              payer,
              kind: 'check',
              reference: anId(),
              micros: each.micros.toString(),
              asset: 'USD',
              receivedOn: '2026-11-24',
            } as const
            const answer = await does(world, (draft, at) => recordPayment(draft, input, at))
            if (answer === undefined || !('payment' in answer)) throw new Error('it was refused')
            paid.push(answer.payment as Id)
            given += each.micros
            break
          }
          case 'reverse': {
            const payment = paid[each.which % paid.length]
            if (payment === undefined) break
            const vendorHad = await world.balance(world.accounts.vendor)
            const answer = await does(world, (draft, at) =>
              reversePayment(draft, { payment, why: 'returned_unpaid' }, at),
            )
            expect(await world.balance(world.accounts.vendor)).toBe(vendorHad)
            if (answer !== undefined && 'micros' in answer) given -= BigInt(answer.micros)
            break
          }
          case 'credit': {
            const input = {
              payer,
              title: 'Sorry',
              micros: each.micros.toString(),
              asset: 'USD',
              days: 90,
              once: anId(),
            }
            const answer = await does(world, (draft, at) => credit(draft, input, at))
            if (answer !== undefined && 'grant' in answer) credits.push(answer.grant)
            given += each.micros
            break
          }
          case 'block':
            await does(world, (draft, at) => block(draft, { payer, why: 'debt' }, at))
            isBlocked = true
            break
          case 'release':
            await does(world, (draft) => release(draft, { payer }))
            isBlocked = false
            break
          case 'suspend':
            await does(world, (draft, at) => suspend(draft, { vendor, why: 'complaints' }, at))
            break
          case 'release vendor':
            await does(world, (draft, at) => releaseVendor(draft, { vendor }, at))
            break
        }
        const rows = await ledger.look({ rows: made.map((id) => [purchases, id] as const) })
        const spent = made.reduce((sum, id) => {
          const row = rows.row(purchases, id)
          return row === undefined ? sum : sum + row.capturedMicros - row.refundedMicros
        }, 0n)
        expect(await wealth(world, credits)).toBe(given - spent)
      }
      expect((await ledger.look({ rows: [[payers, payer]] })).row(payers, payer)?.state.status).toBe(
        isBlocked ? 'blocked' : 'open',
      )
      const capturing = (await ledger.look({ accounts: [world.accounts.capturing] })).account(world.accounts.capturing)
      if (capturing !== undefined) expect(balanceOf(capturing) - heldOn(capturing)).toBe(0n)
      expect((await checkBooks(ledger)).problems).toEqual([])
    }),
    { numRuns: 300 },
  )
})
