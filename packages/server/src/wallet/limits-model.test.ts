// Limits beside a plain list of what was bought.
import type { Id } from '@farthing/ledger'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Limit, LimitScope, LimitWindow, PayerState } from '../account/index.ts'
import { accountPeriod } from './account-days.ts'
import { heldOfBudget } from './accounts.ts'
import { countedIn, countedMicros, exceededBy, limitsFor, standingsOf, talliesOf } from './limits.ts'
import type { Counted, Spending } from './limits.ts'
import type { Asked, World } from './limit-fixtures.ts'
import {
  aWorld,
  buyRule,
  captureRule,
  courier,
  currency,
  halfstep,
  hour,
  maud,
  releaseRule,
  wilfred,
} from './limit-fixtures.ts'
import { limitDays } from './tables.ts'

// Any sequence of purchases, captures, releases, waits, changes of the zone and of limits, beside a plain list.
const shapes: readonly { window: LimitWindow; scope?: LimitScope }[] = [
  { window: { period: 'transaction' } },
  { window: { period: 'day' } },
  { window: { period: 'week' } },
  { window: { period: 'month' }, scope: { kind: 'wallet' } },
  { window: { period: 'last_days', days: 2 } },
  { window: { period: 'last_days', days: 7 }, scope: { kind: 'vendor', vendor: courier } },
  { window: { period: 'last_days', days: 3 }, scope: { kind: 'member', member: maud } },
  { window: { period: 'day' }, scope: { kind: 'vendor', vendor: halfstep } },
  { window: { period: 'last_days', days: 4 }, scope: { kind: 'item_kind', itemKind: 'goods' } },
  { window: { period: 'week' }, scope: { kind: 'item_kind', itemKind: 'content' } },
]
const micros = fc.bigInt({ min: 0n, max: 60n })
const steps = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('buy' as const),
      content: micros,
      goods: micros,
      member: fc.constantFrom(maud, wilfred),
      vendor: fc.constantFrom(courier, halfstep),
      held: fc.boolean(),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constantFrom('capture' as const, 'release' as const),
      which: fc.nat(),
      part: micros,
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('wait' as const), hours: fc.integer({ min: 0, max: 40 }) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('zone' as const),
      zone: fc.constantFrom('UTC', 'Pacific/Kiritimati', 'America/Los_Angeles', 'Pacific/Pago_Pago', 'Asia/Kathmandu'),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('limit' as const),
      shape: fc.constantFrom(...shapes),
      max: fc.option(fc.bigInt({ min: 20n, max: 200n }), { freq: 4 }),
    }),
  },
)
type Step = typeof steps extends fc.Arbitrary<infer S> ? S : never

/** One purchase of the plain list: what is counted of it, what of that is held, and by which limits. */
type Listed = {
  readonly days: Readonly<Record<'day' | 'week' | 'month', number>>
  readonly limits: ReadonlySet<Id>
  readonly counted: readonly Counted[]
  readonly lines: { itemKind: 'content' | 'goods'; micros: bigint; held: bigint }[]
}

const daysAt = (state: PayerState, at: bigint) => ({
  day: accountPeriod(state, 'day', at),
  week: accountPeriod(state, 'week', at),
  month: accountPeriod(state, 'month', at),
})

/** What the list says that a limit has counted, and of it held. */
function modelOf(limit: Limit, list: readonly Listed[], now: Listed['days']): { counted: bigint; held: bigint } {
  const { scope, period } = limit
  let [counted, held] = [0n, 0n]
  for (const each of list) {
    if (!each.limits.has(limit.id) || period === 'transaction') continue
    const within = period === 'last_days' ? each.days.day > now.day - limit.days : each.days[period] === now[period]
    if (!within) continue
    for (const line of each.lines) {
      if (scope?.kind === 'item_kind' && scope.itemKind !== line.itemKind) continue
      counted += line.micros
      held += line.held
    }
  }
  return { counted, held }
}

async function play(world: World, step: Step, list: Listed[]): Promise<void> {
  if (step.do === 'wait') return world.wait(step.hours)
  if (step.do === 'buy') return purchase(world, step, list)
  if (step.do === 'zone') await world.zone(step.zone)
  else if (step.do === 'limit') await world.limit(step.shape.window, step.max, step.shape.scope)
  else await ended(world, step, list)
}

/** Captures or releases a part of something that is held. */
async function ended(world: World, step: Extract<Step, { part: bigint }>, list: readonly Listed[]): Promise<void> {
  const open = list.filter((each) => each.lines.some((line) => line.held > 0n))
  const chosen = open[step.which % Math.max(1, open.length)]
  if (chosen === undefined) return
  const lines = chosen.lines.map((line) => ({ ...line, micros: line.held < step.part ? line.held : step.part }))
  for (const [i, line] of chosen.lines.entries()) {
    const part = lines[i]?.micros ?? 0n
    line.held -= part
    if (step.do === 'release') line.micros -= part
  }
  const change = {
    counted: chosen.counted,
    lines: lines.map(({ itemKind, micros: part }) => ({ itemKind, micros: part })),
  }
  await world.submit(step.do === 'capture' ? captureRule : releaseRule, change)
}

async function purchase(world: World, step: Extract<Step, { do: 'buy' }>, list: Listed[]): Promise<void> {
  const lines = (['content', 'goods'] as const)
    .map((itemKind) => ({ itemKind, micros: step[itemKind] }))
    .filter((line) => line.micros > 0n)
  if (lines.length === 0) return
  const asked: Asked = { member: step.member, vendor: step.vendor, held: step.held, lines }
  const state = await world.state()
  const answer = await world.answer(buyRule, asked)
  if (answer.counted !== undefined) {
    const limits = new Set(state.limits.filter((limit) => falls(limit, asked)).map((limit) => limit.id))
    const listed = lines.map((line) => ({ ...line, held: step.held ? line.micros : 0n }))
    list.push({ days: daysAt(state, world.now()), limits, counted: answer.counted, lines: listed })
    return
  }
  // Refused until just before the instant that it was told, and through at it.
  const spending: Spending = { ...asked, state, currency }
  const refusedAt = (at: bigint) =>
    world.ledger.preview(
      (seen) => exceededBy(spending, talliesOf(state, limitsFor(spending), seen, at), at) !== undefined,
    )
  if (answer.passes === null) {
    expect(await refusedAt(world.now() + 400n * 24n * hour)).toBe(true)
    return
  }
  const passes = BigInt(answer.passes ?? 0)
  expect(passes > world.now()).toBe(true)
  expect(await refusedAt(passes - 1n)).toBe(true)
  expect(await refusedAt(passes)).toBe(false)
}

function falls({ scope }: Limit, asked: Asked): boolean {
  if (scope?.kind === 'vendor') return scope.vendor === asked.vendor
  if (scope?.kind === 'member') return scope.member === asked.member
  return scope?.kind !== 'item_kind' || asked.lines.some((line) => line.itemKind === scope.itemKind)
}

test('R23 R24 P2: whatever is done, each limit has counted what the list of purchases says, and never passes its maximum', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(steps, { minLength: 10, maxLength: 60 }), async (list) => {
      const world = await aWorld()
      for (const { window, scope } of shapes) await world.limit(window, 120n, scope)
      const bought: Listed[] = []
      for (const step of list) {
        const before = bought.length
        await play(world, step, bought)
        const state = await world.state()
        const now = daysAt(state, world.now())
        const standings = await world.ledger.preview((seen) => standingsOf(state, state.limits, seen, world.now()))
        for (const { limit, maxMicros, spentMicros, heldMicros, leftMicros } of standings) {
          const model = modelOf(limit, bought, now)
          expect({ limit, counted: spentMicros + heldMicros, held: heldMicros }).toEqual({ limit, ...model })
          expect(leftMicros).toBe(model.counted > maxMicros ? 0n : maxMicros - model.counted)
          const added = bought.length > before && bought.at(-1)?.limits.has(limit.id) === true
          if (added) expect(model.counted <= maxMicros).toBe(true)
        }
        await sumsAreBooked(world, state)
      }
    }),
    { numRuns: 60 },
  )
}, 120_000)

/** The account of a limit of the last days holds what its row of days sums to, counted and held. */
async function sumsAreBooked(world: World, state: PayerState): Promise<void> {
  for (const limit of state.limits) {
    if (limit.period !== 'last_days') continue
    const budget = countedIn(state, limit, world.now())?.budget ?? ''
    const held = heldOfBudget(budget)
    const seen = await world.ledger.look({ accounts: [budget, held], rows: [[limitDays, limit.id]] })
    const days = seen.row(limitDays, limit.id)?.days ?? []
    const sum = (what: 'micros' | 'held') => days.reduce((total, each) => total + BigInt(each[what]), 0n)
    expect(countedMicros(seen.account(budget))).toBe(sum('micros'))
    expect(countedMicros(seen.account(held))).toBe(sum('held'))
  }
}
