import { expect, test } from 'vitest'
import { mandateBudget } from '../mandate/index.ts'
import { mandateActor } from '../platform/actor.ts'
import type { Buy } from './buy.ts'
import { buyByMandate } from './buy.ts'
import type { World } from './fixtures.ts'
import { aMandate, answered, anId, aWorld, codeOf, day } from './fixtures.ts'
import { orderKey } from './request.ts'
import { vendorOrders } from './tables.ts'

const buy = (world: World, mandate: { mandate: string; secretHash: string }, change: Partial<Buy> = {}) =>
  world.ledger.submit(
    buyByMandate,
    anId(),
    { ...world.requestInput(), ...mandate, ...change },
    { actor: mandateActor(mandate.mandate) },
  )

test('a mandate buys in one decision: requested, authorized, captured', async () => {
  const world = await aWorld()
  const mandate = await aMandate(world)
  expect(answered(await buy(world, mandate))).toMatchObject({
    status: 'captured',
    captured: '120000',
    payer: world.payer,
  })
  expect(await world.balance(world.accounts.author)).toBe(34_200n)
  expect(await world.balance(mandateBudget(mandate.mandate, 'USD'))).toBe(-120_000n)
})

test('P2: the purchases of a mandate never sum above its ceiling', async () => {
  const world = await aWorld({ kind: 'goods' })
  const mandate = await aMandate(world, { ceilingMicros: 250_000n })
  const outcomes = await Promise.all(Array.from({ length: 10 }, () => buy(world, mandate)))
  expect(outcomes.filter((outcome) => outcome.kind === 'done')).toHaveLength(2)
  expect(outcomes.filter((outcome) => outcome.kind === 'refused').map(codeOf)).toEqual(
    Array.from({ length: 8 }, () => 'mandate_exceeded'),
  )
})

test('a mandate ends at its expiry, and reaches no other vendor and no higher price', async () => {
  const world = await aWorld()
  expect(codeOf(await buy(world, await aMandate(world, { vendors: [anId()] })))).toBe('mandate_exceeded')
  expect(codeOf(await buy(world, await aMandate(world, { perPurchaseMicros: 119_999n })))).toBe('mandate_exceeded')
  const mandate = await aMandate(world)
  expect(codeOf(await buy(world, { ...mandate, secretHash: 'cd'.repeat(32) }))).toBe('mandate_invalid')
  world.advance(7n * day)
  expect(codeOf(await buy(world, mandate))).toBe('mandate_invalid')
})

test('P9: a refused purchase by mandate leaves nothing, not even the order reference', async () => {
  const world = await aWorld({ boughtMicros: 1n })
  const mandate = await aMandate(world)
  expect(codeOf(await buy(world, mandate, { orderReference: 'A-1' }))).toBe('insufficient_funds')
  const key = orderKey(world.vendor, 'live', 'A-1')
  expect(
    (await world.ledger.look({ accounts: [], rows: [[vendorOrders, key]] })).row(vendorOrders, key),
  ).toBeUndefined()
  expect(await world.balance(mandateBudget(mandate.mandate, 'USD'))).toBe(0n)
})

test('T1: a mandate and its limits see the same balance: of many at once only what is there goes through', async () => {
  const world = await aWorld({ kind: 'goods', boughtMicros: 300_000n })
  const mandate = await aMandate(world, { ceilingMicros: 10_000_000n })
  const outcomes = await Promise.all(Array.from({ length: 20 }, () => buy(world, mandate)))
  expect(outcomes.filter((outcome) => outcome.kind === 'done')).toHaveLength(2)
})
