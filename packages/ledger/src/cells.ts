// A row as a rule sees it, and as it is stored: a list of cells in the order of its layout, JSON as text.
import { FinalFault } from './faults.ts'
import { demandId } from './identifiers.ts'
import type { Layout } from './table.ts'
import type { Column } from './types.ts'

export type StoredCell = string | bigint | Uint8Array | null
export type StoredCells = readonly StoredCell[]
export type Row = Readonly<Record<string, unknown>>

/** What is kept of a row. `row` is made when somebody looks at it first. */
export type StoredRow = { readonly cells: StoredCells; row: Row | undefined }

const maximum = (1n << 63n) - 1n
export const fitsInt8 = (value: bigint): boolean => value <= maximum && value >= -maximum - 1n

/**
 * PostgreSQL takes no NUL in jsonb, and no half of a surrogate pair; `\\u0000` after an even number of backslashes is NUL.
 */
const notTaken = /(?:^|[^\\])(?:\\\\)*\\u(?:0000|d[89a-f])/

const refuse = (layout: Layout, name: string, why: string): never => {
  throw new FinalFault(`${layout.table.name}.${name} ${why}`)
}

/** Called for every cell of every row: the words of a refusal are made only where there is one. */
function toCell(layout: Layout, name: string, column: Column<unknown>, value: unknown): StoredCell {
  if (value === null) return column.nullable ? null : refuse(layout, name, 'may not be null')
  switch (column.type) {
    case 'int8':
      if (typeof value !== 'bigint' || !fitsInt8(value)) return refuse(layout, name, 'is not a bigint of 64 bits')
      return value
    case 'id':
      if (typeof value !== 'string') return refuse(layout, name, 'is not an identifier')
      demandId(value)
      return value
    case 'text':
      if (typeof value !== 'string' || value.includes('\0') || !value.isWellFormed())
        return refuse(layout, name, 'is not text without NUL')
      return value
    case 'bytea':
      if (!(value instanceof Uint8Array)) return refuse(layout, name, 'is not bytes')
      return new Uint8Array(value)
    case 'jsonb': {
      const json = JSON.stringify(value)
      if (typeof json !== 'string') return refuse(layout, name, 'is not JSON')
      if (json.includes('\\u') && notTaken.test(json))
        return refuse(layout, name, 'has NUL or half a character in its JSON')
      return json
    }
  }
}

/**
 * @param before The row as it was shown to the rule: what was taken over from it need not be written down again.
 * @throws {FinalFault} A column that is missing, unknown, or of the wrong type.
 */
export function toCells(layout: Layout, row: Row, before: StoredRow | null = null): StoredCell[] {
  const shown = before?.row
  const { names, columns, table } = layout
  const cells = new Array<StoredCell>(names.length)
  for (let i = 0; i < names.length; i++) {
    const name = names[i] as string
    const value = row[name]
    if (value === undefined) return refuse(layout, name, 'is missing')
    const same = shown !== undefined && shown[name] === value
    cells[i] = same ? (before?.cells[i] as StoredCell) : toCell(layout, name, columns[i] as Column<unknown>, value)
  }
  if (Object.keys(row).length !== names.length) {
    const unknown = Object.keys(row).filter((name) => !names.includes(name))
    throw new FinalFault(`${table.name} has no column ${unknown.join(', ')}`)
  }
  return cells
}

export function toRow(layout: Layout, cells: StoredCells): Row {
  const row: Record<string, unknown> = {}
  for (let i = 0; i < cells.length; i++) {
    const cell = cells[i]
    row[layout.names[i] as string] =
      typeof cell === 'string' && layout.columns[i]?.type === 'jsonb' ? (JSON.parse(cell) as unknown) : cell
  }
  return row
}

export const rowOf = (layout: Layout, stored: StoredRow): Row => (stored.row ??= toRow(layout, stored.cells))

/** Whether two cells hold the same. */
export function sameCell(a: StoredCell | undefined, b: StoredCell | undefined): boolean {
  if (a instanceof Uint8Array && b instanceof Uint8Array) return Buffer.compare(a, b) === 0
  return a === b
}
