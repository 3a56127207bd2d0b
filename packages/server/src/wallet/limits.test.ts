import type { Id, Seen } from '@farthing/ledger'
import { accountAfter } from '@farthing/ledger'
import { expect, test } from 'vitest'
import type { Limit, LimitScope, LimitWindow, PayerState } from '../account/index.ts'
import { keyOf } from '../platform/ids.ts'
import { heldOfBudget, limitBudget, rollingBudget } from './accounts.ts'
import { aPayerState, seenAccounts } from './fixtures.ts'
import { budgetFloor, exceededBy, limitId, limitsFor, standingsFor, talliesOf } from './limits.ts'
import type { Spending } from './limits.ts'
import type { CountedDay } from './tables.ts'

const payer = '0192f3a1b2c37d4e8f01234589000000'
const [courier, halfstep, maud, wilfred] = ['courier', 'halfstep', 'maud', 'wilfred'].map((name) => keyOf(name)) as [
  Id,
  Id,
  Id,
  Id,
]
const instant = (text: string): bigint => BigInt(Date.parse(text)) * 1_000n
const at = instant('2026-11-03T10:00:00Z')
const today = 20_760 // In days since 1970.

const limit = (
  window: LimitWindow,
  maxMicros: string,
  scope?: LimitScope,
  currency: Limit['currency'] = 'USD',
): Limit => ({
  id: limitId(payer, currency, scope, window),
  ...(scope && { scope }),
  currency,
  ...window,
  maxMicros,
})
const day = { period: 'day' } as const
const week = { period: 'last_days', days: 7 } as const
const spending = (state: Partial<PayerState>, micros: bigint, changes: Partial<Spending> = {}): Spending => ({
  state: aPayerState(state),
  member: maud,
  vendor: courier,
  currency: 'USD',
  lines: [{ itemKind: 'content', micros }],
  held: false,
  ...changes,
})
const exceeded = (asked: Spending, seen: Seen = seenAccounts([])) =>
  exceededBy(asked, talliesOf(asked.state, limitsFor(asked), seen, at), at)

const spentOf = (of: Limit, micros: bigint) =>
  accountAfter({ id: limitBudget(of.id, today), asset: 'limit:USD', floor: -BigInt(of.maxMicros) }, { debits: micros })
/** As the ledger has it after a limit of the last days has counted these. */
function seenDays(of: Limit, days: readonly CountedDay[]): Seen {
  const total = days.reduce((sum, each) => sum + BigInt(each.micros), 0n)
  const account = accountAfter({ id: rollingBudget(of.id), asset: 'limit:USD', floor: null }, { debits: total })
  const row = (_table: unknown, key: Id) => (key === of.id ? { days } : undefined)
  return { ...seenAccounts([account]), row: row as Seen['row'] }
}

test('R23: the first limit that would be passed is named, with what it has left and by how much it is over', () => {
  const [ofDay, each] = [limit(day, '1000'), limit({ period: 'transaction' }, '600')]
  const limits = [ofDay, each]
  expect(exceeded(spending({ limits }, 600n))).toBeUndefined()
  expect(exceeded(spending({ limits }, 601n))).toMatchObject({
    limit: { period: 'transaction' },
    leftMicros: 600n,
    overMicros: 1n,
    passesAt: null,
  })
  const spent = seenAccounts([spentOf(ofDay, 900n)])
  expect(exceeded(spending({ limits }, 100n), spent)).toBeUndefined()
  expect(exceeded(spending({ limits }, 101n), spent)).toEqual({
    limit: ofDay,
    leftMicros: 100n,
    overMicros: 1n,
    passesAt: instant('2026-11-04T00:00:00Z'),
  })
})

test('R23: limits of another currency do not count', () => {
  expect(limitsFor(spending({ limits: [limit(day, '1', undefined, 'EUR')] }, 600n))).toEqual([])
})

test.each<[string, LimitScope, Partial<Spending>, Partial<Spending>]>([
  ['R24b: a vendor', { kind: 'vendor', vendor: courier }, {}, { vendor: halfstep }],
  ['a member', { kind: 'member', member: maud }, {}, { member: wilfred }],
  ['a kind of item', { kind: 'item_kind', itemKind: 'content' }, {}, { lines: [{ itemKind: 'goods', micros: 600n }] }],
])('a limit on %s counts what falls under it, and leaves the rest alone', (_, scope, counted, notCounted) => {
  const limits = [limit(day, '500', scope)]
  expect(exceeded(spending({ limits }, 600n, counted))).toMatchObject({ leftMicros: 500n, overMicros: 100n })
  expect(exceeded(spending({ limits }, 600n, notCounted))).toBeUndefined()
})

test('R9: a limit on a wallet counts what the wallet of its currency pays', () => {
  const limits = [limit(day, '500', { kind: 'wallet' }), limit(day, '1', { kind: 'wallet' }, 'EUR')]
  expect(exceeded(spending({ limits }, 501n))).toMatchObject({ limit: { currency: 'USD' }, leftMicros: 500n })
  expect(exceeded(spending({ limits }, 500n))).toBeUndefined()
})

test('a limit on a kind of item counts the lines of that kind alone', () => {
  const limits = [limit(day, '500', { kind: 'item_kind', itemKind: 'goods' })]
  const lines = [
    { itemKind: 'content', micros: 900n },
    { itemKind: 'goods', micros: 500n },
  ] as const
  expect(exceeded(spending({ limits }, 0n, { lines }))).toBeUndefined()
  expect(exceeded(spending({ limits }, 0n, { lines: [...lines, { itemKind: 'goods', micros: 1n }] }))).toMatchObject({
    overMicros: 1n,
  })
})

test('R23: a limit of the last seven days counts today and the six before', () => {
  const limits = [limit(week, '1000')]
  const [of] = limits
  if (of === undefined) throw new Error('no limit')
  const days = [
    { day: today - 7, micros: '400', held: '0' }, // Has left the window.
    { day: today - 6, micros: '300', held: '0' },
    { day: today - 1, micros: '200', held: '50' },
    { day: today, micros: '100', held: '0' },
  ]
  const seen = seenDays(of, days)
  expect(exceeded(spending({ limits }, 400n), seen)).toBeUndefined()
  // 300 come back when the 28th of October leaves, at the end of today.
  expect(exceeded(spending({ limits }, 401n), seen)).toMatchObject({
    leftMicros: 400n,
    overMicros: 1n,
    passesAt: instant('2026-11-04T00:00:00Z'),
  })
  expect(exceeded(spending({ limits }, 700n), seen)).toMatchObject({ passesAt: instant('2026-11-04T00:00:00Z') })
  expect(exceeded(spending({ limits }, 701n), seen)).toMatchObject({ passesAt: instant('2026-11-09T00:00:00Z') })
  expect(exceeded(spending({ limits }, 1_000n), seen)).toMatchObject({ passesAt: instant('2026-11-10T00:00:00Z') })
  expect(exceeded(spending({ limits }, 1_001n), seen)).toMatchObject({ passesAt: null })
  expect(standingsFor(spending({ limits }, 1n), seen, at)).toEqual([
    {
      limit: of,
      maxMicros: 1_000n,
      spentMicros: 550n,
      heldMicros: 50n,
      leftMicros: 400n,
      renewsAt: instant('2026-11-04T00:00:00Z'),
    },
  ])
})

test('a purchase that passes no limit at once passes from when the last of them has room', () => {
  const [ofDay, ofMonth] = [limit(day, '1000'), limit({ period: 'month' }, '2000')]
  const month = limitBudget(ofMonth.id, today - 2)
  const seen = seenAccounts([
    spentOf(ofDay, 900n),
    accountAfter({ id: month, asset: 'limit:USD', floor: null }, { debits: 1_950n }),
  ])
  expect(exceeded(spending({ limits: [ofMonth, ofDay] }, 200n), seen)).toMatchObject({
    limit: { period: 'day' },
    leftMicros: 100n,
    passesAt: instant('2026-12-01T00:00:00Z'),
  })
})

test('what is held is told apart from what is spent', () => {
  const of = limit(day, '1000')
  const budget = spentOf(of, 700n)
  const held = accountAfter({ id: heldOfBudget(budget.id), asset: 'limit:USD', floor: null }, { debits: 300n })
  expect(standingsFor(spending({ limits: [of] }, 1n), seenAccounts([budget, held]), at)).toEqual([
    {
      limit: of,
      maxMicros: 1_000n,
      spentMicros: 400n,
      heldMicros: 300n,
      leftMicros: 300n,
      renewsAt: instant('2026-11-04T00:00:00Z'),
    },
  ])
})

test('R23: a limit lowered under what was spent leaves nothing, also after something came back', () => {
  const of = limit(day, '500')
  const before = accountAfter({ id: limitBudget(of.id, today), asset: 'limit:USD', floor: -1_000n }, { debits: 800n })
  expect(budgetFloor(before, 500n)).toBe(-800n)
  expect(budgetFloor(before, 2_000n)).toBe(-2_000n)
  const cameBack = accountAfter({ ...before, floor: -800n }, { credits: 200n, debits: 800n })
  expect(exceeded(spending({ limits: [of] }, 1n), seenAccounts([cameBack]))).toMatchObject({
    leftMicros: 0n,
    overMicros: 1n,
  })
})

test('every scope and window of a currency is a limit of its own, and keeps its identifier', () => {
  const windows: LimitWindow[] = [
    { period: 'transaction' },
    day,
    { period: 'week' },
    { period: 'month' },
    week,
    { period: 'last_days', days: 30 },
  ]
  const scopes: (LimitScope | undefined)[] = [
    undefined,
    { kind: 'wallet' },
    { kind: 'vendor', vendor: courier },
    { kind: 'vendor', vendor: halfstep },
    { kind: 'member', member: courier },
    { kind: 'item_kind', itemKind: 'content' },
    { kind: 'item_kind', itemKind: 'goods' },
  ]
  const ids = (['USD', 'EUR'] as const).flatMap((currency) =>
    scopes.flatMap((scope) => windows.map((window) => limitId(payer, currency, scope, window))),
  )
  expect(new Set(ids).size).toBe(2 * 7 * 6)
  expect(limitId(payer, 'USD', undefined, day)).toBe(limitId(payer, 'USD', undefined, { period: 'day' }))
})
