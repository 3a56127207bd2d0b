// Binary parameters for stock `pg`: a Buffer travels in binary format, so a whole column of a batch is one parameter.
// Results are text: `pg` decodes every field as UTF-8.
import { ByteWriter } from '../bytes.ts'
import type { StoredCell } from '../cells.ts'
import type { ColumnType } from '../types.ts'

export const sqlTypes: Readonly<Record<ColumnType, string>> = {
  id: 'bytea',
  int8: 'bigint',
  text: 'text',
  bytea: 'bytea',
  jsonb: 'jsonb',
}
const oids = { id: 17, int8: 20, text: 25, bytea: 17, jsonb: 3802, utf8: 17 } as const

/** What a column of a batch is made of; `utf8`: text into `bytea`. */
export type WireType = keyof typeof oids

const writer = new ByteWriter(1 << 20)

function begin(type: WireType, length: number): void {
  writer.clear()
  writer.room(20)
  writer.int32(length === 0 ? 0 : 1) // Dimensions.
  writer.int32(1) // May hold nulls.
  writer.int32(oids[type])
  if (length === 0) return
  writer.int32(length)
  writer.int32(1) // Lower bound.
}

function writeCell(type: WireType, cell: StoredCell): void {
  if (cell === null) {
    writer.room(4)
    writer.int32(-1)
  } else if (typeof cell === 'bigint') {
    writer.room(12)
    writer.int32(8)
    writer.int64(cell)
  } else if (typeof cell !== 'string') {
    writer.room(4 + cell.length)
    writer.int32(cell.length)
    writer.bytes(cell)
  } else if (type === 'id') {
    writer.room(4 + cell.length)
    writer.int32(cell.length >> 1)
    writer.hex(cell)
  } else writeText(type, cell)
}

function writeText(type: WireType, cell: string): void {
  writer.room(5 + cell.length * 3)
  const start = writer.length
  writer.int32(0)
  if (type === 'jsonb') writer.byte(1) // The version of its binary format.
  writer.utf8(cell)
  writer.int32At(start, writer.length - start - 4)
}

/** One PostgreSQL array in binary format. */
export function column<T>(type: WireType, items: readonly T[], cellOf: (item: T) => StoredCell): Buffer {
  begin(type, items.length)
  for (let i = 0; i < items.length; i++) writeCell(type, cellOf(items[i] as T))
  return writer.finish()
}

export const idColumn = (ids: Iterable<string>): Buffer => column('id', [...ids], (id) => id)

/** A single identifier as a parameter. */
export const idParameter = (id: string): Buffer => Buffer.from(id, 'hex')
