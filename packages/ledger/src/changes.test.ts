import fc from 'fast-check'
import { expect, it } from 'vitest'
import { packChanges, unpackChanges } from './changes.ts'
import type { Bounds, Leg, NewAccount } from './types.ts'

const id = fc.bigInt(0n, (1n << 128n) - 1n).map((n) => n.toString(16).padStart(32, '0'))
const int8 = fc.bigInt(-(1n << 63n), (1n << 63n) - 1n)
const bound = fc.option(int8)
const opens: fc.Arbitrary<Required<NewAccount>[]> = fc.array(
  fc.record({
    id,
    asset: fc.string({ minLength: 1, maxLength: 20, unit: 'grapheme' }),
    floor: bound,
    ceiling: bound,
    history: fc.boolean(),
  }),
)
const bounds = fc.array(
  fc.record({ account: id, floor: bound, ceiling: bound }, { requiredKeys: ['account'] }),
) as fc.Arbitrary<Bounds[]>
const leg: fc.Arbitrary<{ leg: Leg; debit: string; credit: string }> = fc.oneof(
  fc
    .record({ kind: fc.constant('post' as const), debit: id, credit: id, micros: int8 })
    .map((each) => ({ leg: each, debit: each.debit, credit: each.credit })),
  fc
    .record({
      kind: fc.constant('pend' as const),
      hold: id,
      holdKind: fc.string({ minLength: 1, maxLength: 20, unit: 'grapheme' }),
      debit: id,
      credit: id,
      micros: int8,
      expiresAt: int8,
    })
    .map((each) => ({ leg: each, debit: each.debit, credit: each.credit })),
  fc.record({
    leg: fc.record({ kind: fc.constant('capture' as const), hold: id, micros: int8, final: fc.boolean() }),
    debit: id,
    credit: id,
  }),
  fc.record({
    leg: fc.record({ kind: fc.constantFrom('void' as const, 'expire' as const), hold: id }),
    debit: id,
    credit: id,
  }),
)
const rows = fc.array(fc.record({ table: fc.constantFrom('a', 'notes', 'ledger_holds'), key: id }))

it('unpacks what was packed, whatever an operation changed (P10)', () => {
  fc.assert(
    fc.property(opens, bounds, fc.array(leg), rows, (opened, moved, legs, written) => {
      const { accounts, ...changes } = unpackChanges(packChanges({ opens: opened, bounds: moved, legs, rows: written }))
      expect(changes).toEqual({ opens: opened, bounds: moved, legs: legs.map((each) => each.leg), rows: written })
      expect(accounts).toEqual([
        ...opened.map((each) => each.id),
        ...moved.map((each) => each.account),
        ...legs.flatMap((each) => [each.debit, each.credit]),
      ])
    }),
  )
})

it('refuses a version that it does not know', () => {
  expect(() => unpackChanges(Buffer.from([9]))).toThrow(/version 9/)
})
