// Registered tables: what the ledger writes, with its columns and their types.
import { demand } from './faults.ts'
import type { Cell, Column, Columns, ColumnType, Hold, Id, Json, RowOf, RowWrite, Table } from './types.ts'

const column = <Value>(type: ColumnType): Column<Value> => ({ type, nullable: false, fixed: false })

/** 16 bytes, as 32 hex digits. */
export const id = (): Column<Id> => column('id')
/** A whole number of 64 bits, as bigint. */
export const int8 = (): Column<bigint> => column('int8')
/** Text without NUL; `text<'open' | 'shut'>()` narrows it. */
export const text = <Value extends string = string>(): Column<Value> => column('text')
export const bytea = (): Column<Uint8Array> => column('bytea')
/** What JSON can hold. The order of keys is not kept. */
export const jsonb = <Value extends Json = Json>(): Column<Value> => column('jsonb')
/** The column may also hold `null`. */
export const optional = <Value>(of: Column<Value>): Column<Value | null> => ({
  type: of.type,
  fixed: of.fixed,
  nullable: true,
})
/** The column is written when the row is inserted; an update must carry the same value and leaves it alone. */
export const fixed = <Value>(of: Column<Value>): Column<Value> => ({ ...of, fixed: true })

/**
 * Registers a table. Its key is a column `id` that needs no mention; `camelCase` columns are `snake_case` in SQL.
 *
 * @throws {FinalFault} A name that SQL would have to quote, a column named `id`, or no column at all.
 */
export function defineTable<const C extends Columns>(name: string, columns: C): Table<C> {
  demand(/^[a-z][a-z0-9_]*$/.test(name), `not a table name: ${name}`)
  const names = Object.keys(columns)
  demand(names.length > 0, `table ${name} has no columns`)
  for (const each of names) {
    demand(/^[a-z][a-zA-Z0-9_]*$/.test(each), `not a column name: ${name}.${each}`)
    demand(each !== 'id', `table ${name} has its key already: leave out the column id`)
  }
  return { name, columns }
}

/** A row as it shall stand after the operation, whole: the ledger finds out whether it is new. */
export function put<C extends Columns>(table: Table<C>, key: Id, row: RowOf<Table<C>>): RowWrite {
  return { table, key, row: row as Readonly<Record<string, Cell>> }
}

/** How a column is called in SQL: `expiresAt` is `expires_at`. */
export const columnName = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

/** The built-in table of holds: written by legs alone, read like any other as `[holds, id]`. */
export const holds = defineTable('ledger_holds', {
  kind: fixed(text()),
  debit: fixed(id()),
  credit: fixed(id()),
  micros: fixed(int8()),
  captured: int8(),
  expiresAt: fixed(int8()),
  state: text<Hold['state']>(),
})

/** A table's columns in a settled order, worked out once. */
export type Layout = {
  readonly table: Table
  readonly names: readonly string[]
  readonly sqlNames: readonly string[]
  readonly columns: readonly Column<unknown>[]
  /** Indices of the columns that an update writes. */
  readonly changing: readonly number[]
}

const layouts = new WeakMap<Columns, Layout>()

export function layoutOf(table: Table): Layout {
  const known = layouts.get(table.columns)
  if (known) return known
  const names = Object.keys(table.columns)
  const columns = Object.values(table.columns)
  const layout: Layout = {
    table,
    names,
    sqlNames: names.map(columnName),
    columns,
    changing: columns.flatMap((each, index) => (each.fixed ? [] : [index])),
  }
  layouts.set(table.columns, layout)
  return layout
}

/** All tables of a ledger by name, the built-in one first. */
export function layoutsOf(tables: readonly Table[]): Map<string, Layout> {
  const all = new Map<string, Layout>([[holds.name, layoutOf(holds)]])
  for (const table of tables) {
    demand(!all.has(table.name) || table === holds, `table ${table.name} is registered twice`)
    all.set(table.name, layoutOf(table))
  }
  return all
}
