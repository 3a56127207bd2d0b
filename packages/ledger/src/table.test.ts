import { expect, expectTypeOf, it } from 'vitest'
import {
  defineTable,
  FinalFault,
  fixed,
  type holds,
  id,
  int8,
  jsonb,
  memoryLedger,
  optional,
  put,
  tableSql,
  text,
} from './index.ts'
import type { Hold, Id, RowOf, Seen } from './index.ts'

const purchases = defineTable('purchases', {
  vendor: fixed(id()),
  priceMicros: fixed(int8()),
  state: text<'requested' | 'captured'>(),
  payer: optional(id()),
  parts: optional(jsonb<{ bucket: string; micros: string }[]>()),
})

it('types rows by their columns, optional ones with null', () => {
  expectTypeOf<RowOf<typeof purchases>>().toEqualTypeOf<{
    readonly vendor: Id
    readonly priceMicros: bigint
    readonly state: 'requested' | 'captured'
    readonly payer: Id | null
    readonly parts: { bucket: string; micros: string }[] | null
  }>()
  expectTypeOf<RowOf<typeof holds>>().toEqualTypeOf<Hold>()
  const read = (seen: Seen) => seen.row(purchases, '')?.priceMicros
  expectTypeOf(read).returns.toEqualTypeOf<bigint | undefined>()
  // @ts-expect-error A column is missing, and another is of the wrong type.
  put(purchases, '', { vendor: '', priceMicros: 1, state: 'captured', payer: null })
})

it('says its DDL: camelCase columns are snake_case, pages that are updated keep room', () => {
  expect(tableSql(purchases)).toBe(`CREATE TABLE IF NOT EXISTS purchases (
  id bytea PRIMARY KEY,
  vendor bytea NOT NULL,
  price_micros bigint NOT NULL,
  state text NOT NULL,
  payer bytea,
  parts jsonb
) WITH (fillfactor = 60);
`)
  expect(tableSql(defineTable('facts', { at: fixed(int8()) }))).not.toContain('fillfactor')
})

it('refuses names that SQL would have to quote, a key of its own, and the same table twice', () => {
  expect(() => defineTable('Bad', { a: int8() })).toThrow(FinalFault)
  expect(() => defineTable('bad', { 'a-b': int8() })).toThrow(FinalFault)
  expect(() => defineTable('bad', { id: id() })).toThrow(/leave out the column id/)
  expect(() => memoryLedger({ tables: [purchases, defineTable('purchases', { a: int8() })] })).toThrow(
    /registered twice/,
  )
})
