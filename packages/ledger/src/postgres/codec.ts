// Parameters in binary format, a whole column of a batch in one. Results are text: `pg` decodes every field as UTF-8.
import type { ByteWriter } from '../bytes.ts'
import type { StoredCell } from '../cells.ts'
import { FinalFault } from '../faults.ts'
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

/** Writes a statement's parameter in binary format, without its length. */
export type Parameter = (writer: ByteWriter) => void

function writeHead(writer: ByteWriter, type: WireType, length: number): void {
  writer.room(20)
  writer.int32(length === 0 ? 0 : 1) // Dimensions.
  writer.int32(1) // May hold nulls.
  writer.int32(oids[type])
  if (length === 0) return
  writer.int32(length)
  writer.int32(1) // Lower bound.
}

/** Text and bytes. */
function writeCell(writer: ByteWriter, type: WireType, cell: StoredCell): void {
  if (cell === null) {
    writer.room(4)
    writer.int32(-1)
  } else if (typeof cell === 'string') writeText(writer, type, cell)
  else if (cell instanceof Uint8Array) {
    writer.room(4 + cell.length)
    writer.int32(cell.length)
    writer.bytes(cell)
  } else throw new FinalFault(`a ${typeof cell} in a column of ${type}`)
}

function writeText(writer: ByteWriter, type: WireType, cell: string): void {
  writer.room(5 + cell.length * 3)
  const start = writer.length
  writer.int32(0)
  if (type === 'jsonb') writer.byte(1) // The version of its binary format.
  writer.utf8(cell)
  writer.int32At(start, writer.length - start - 4)
}

/** A whole column of a batch as one PostgreSQL array. */
export const column =
  <T>(type: WireType, items: readonly T[], cellOf: (item: T) => StoredCell): Parameter =>
  (writer) => {
    writeHead(writer, type, items.length)
    if (type === 'int8') writeNumbers(writer, items, cellOf)
    else if (type === 'id') writeIds(writer, items, cellOf)
    else for (let i = 0; i < items.length; i++) writeCell(writer, type, cellOf(items[i] as T))
  }

// Most columns are of these two: a loop of their own, which asks for room once.

function writeNumbers<T>(writer: ByteWriter, items: readonly T[], cellOf: (item: T) => StoredCell): void {
  writer.room(12 * items.length)
  for (let i = 0; i < items.length; i++) {
    const cell = cellOf(items[i] as T) as bigint | null
    if (cell === null) writer.int32(-1)
    else {
      writer.int32(8)
      writer.int64(cell)
    }
  }
}

function writeIds<T>(writer: ByteWriter, items: readonly T[], cellOf: (item: T) => StoredCell): void {
  for (let i = 0; i < items.length; i++) {
    const cell = cellOf(items[i] as T) as string | null
    writer.room(4 + (cell?.length ?? 0))
    if (cell === null) writer.int32(-1)
    else {
      writer.int32(cell.length >> 1)
      writer.hex(cell)
    }
  }
}

export const idColumn = (ids: Iterable<string>): Parameter => column('id', [...ids], (id) => id)

/** A single identifier as a parameter. */
export const idParameter =
  (id: string): Parameter =>
  (writer) => {
    writer.room(id.length >> 1)
    writer.hex(id)
  }
