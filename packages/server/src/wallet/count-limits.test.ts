// Counting, on a ledger: the effects of the rules in limits.ts.
import { expect, test } from 'vitest'
import { countedIn } from './limits.ts'
import type { LineAmount } from './limits.ts'
import { aWorld, captureRule, courier, halfstep, hour, maud, releaseRule, wilfred } from './limit-fixtures.ts'

const content = (micros: bigint): LineAmount[] => [{ itemKind: 'content', micros }]
const week = { period: 'last_days', days: 7 } as const

test('R23: a limit of seven days gives back what has left it, day by day', async () => {
  const world = await aWorld()
  await world.limit(week, 100n)
  expect(await world.buy(60n)).toMatchObject({ counted: [{}] })
  world.wait(24)
  expect(await world.buy(40n)).toMatchObject({ counted: [{}] })
  // It is 4 November: what was spent on the 3rd leaves on the 10th.
  const tenth = BigInt(Date.parse('2026-11-10T00:00:00Z')) * 1_000n
  expect(await world.buy(1n)).toEqual({ passes: `${tenth}` })
  expect(await world.buy(60n)).toEqual({ passes: `${tenth}` })
  expect(await world.buy(61n)).toEqual({ passes: `${tenth + 24n * hour}` })
  expect(await world.buy(101n)).toEqual({ passes: null })
  world.wait(5 * 24 + 11) // 23:00 on the 9th.
  expect(await world.standing()).toEqual([[100n, 0n, 0n]])
  expect(await world.buy(1n)).toEqual({ passes: `${tenth}` })
  world.wait(1)
  expect(await world.standing()).toEqual([[40n, 0n, 60n]])
  expect(await world.buy(61n)).toEqual({ passes: `${tenth + 24n * hour}` })
  expect(await world.buy(60n)).toMatchObject({ counted: [{}] })
  expect(await world.standing()).toEqual([[100n, 0n, 0n]])
})

test('what is held counts, a capture spends it, and what is not captured comes back while it is still counted', async () => {
  const world = await aWorld()
  for (const window of [{ period: 'day' } as const, week]) await world.limit(window, 100n)
  const { counted = [] } = await world.buy(80n, { held: true })
  expect(await world.standing()).toEqual([
    [0n, 80n, 20n],
    [0n, 80n, 20n],
  ])
  await world.submit(captureRule, { counted, lines: content(30n) })
  expect(await world.standing()).toEqual([
    [30n, 50n, 20n],
    [30n, 50n, 20n],
  ])
  await world.submit(releaseRule, { counted, lines: content(20n) })
  expect(await world.standing()).toEqual([
    [30n, 30n, 40n],
    [30n, 30n, 40n],
  ])
  world.wait(24)
  expect(await world.standing()).toEqual([
    [0n, 0n, 100n],
    [30n, 30n, 40n],
  ])
  world.wait(6 * 24)
  await world.buy(10n)
  await world.submit(releaseRule, { counted, lines: content(30n) }) // Eight days old: it has left both.
  expect(await world.standing()).toEqual([
    [10n, 0n, 90n],
    [10n, 0n, 90n],
  ])
})

test('R24: limits on a vendor, a member and a kind count their part of one purchase', async () => {
  const world = await aWorld()
  await world.limit({ period: 'day' }, 100n, { kind: 'vendor', vendor: courier })
  await world.limit({ period: 'day' }, 100n, { kind: 'member', member: maud })
  await world.limit({ period: 'day' }, 100n, { kind: 'item_kind', itemKind: 'goods' })
  const lines = [...content(30n), { itemKind: 'goods', micros: 20n } as const]
  const { counted = [] } = await world.buy(0n, { lines, held: true })
  // In the order of scopes: member, kind, vendor.
  expect(await world.standing()).toEqual([
    [0n, 50n, 50n],
    [0n, 20n, 80n],
    [0n, 50n, 50n],
  ])
  await world.submit(captureRule, { counted, lines })
  expect(await world.buy(60n, { member: wilfred })).toMatchObject({ passes: expect.any(String) as string })
  await world.buy(60n, { vendor: halfstep, member: wilfred })
  await world.buy(50n, { member: wilfred })
  expect(await world.standing()).toEqual([
    [50n, 0n, 50n],
    [20n, 0n, 80n],
    [100n, 0n, 0n],
  ])
})

test('P2: the ledger’s floor of a budget is its limit again, once enough has come back of what passed a lowered one', async () => {
  const world = await aWorld()
  await world.limit(week, 100n)
  await world.buy(90n)
  await world.limit(week, 50n)
  const [limit] = (await world.state()).limits
  const budget = (limit && countedIn(await world.state(), limit, world.now())?.budget) ?? ''
  const floor = async () => (await world.ledger.look({ accounts: [budget] })).account(budget)?.floor
  expect(await floor()).toBe(-90n)
  world.wait(7 * 24)
  await world.buy(20n)
  expect(await floor()).toBe(-50n)
})

test('a line that costs nothing counts nowhere', async () => {
  const world = await aWorld()
  await world.limit(week, 100n, { kind: 'item_kind', itemKind: 'goods' })
  const lines = [...content(30n), { itemKind: 'goods', micros: 0n } as const]
  expect(await world.buy(0n, { lines })).toEqual({ counted: [] })
  expect(await world.standing()).toEqual([[0n, 0n, 100n]])
})

test('a line that costs nothing passes a limit that was lowered under what was spent', async () => {
  const world = await aWorld()
  const goods = { kind: 'item_kind', itemKind: 'goods' } as const
  await world.limit(week, 100n, goods)
  await world.buy(0n, { lines: [{ itemKind: 'goods', micros: 90n }] })
  await world.limit(week, 50n, goods)
  const lines = [...content(30n), { itemKind: 'goods', micros: 0n } as const]
  expect(await world.buy(0n, { lines })).toEqual({ counted: [] })
  expect(await world.standing()).toEqual([[90n, 0n, 0n]])
})

test('a limit that was taken away and set again goes on where it was', async () => {
  const world = await aWorld()
  await world.limit(week, 100n)
  await world.buy(70n)
  await world.limit(week, null)
  await world.buy(1_000n)
  await world.limit(week, 80n)
  expect(await world.standing()).toEqual([[70n, 0n, 10n]])
})
