// Binary parameters for stock `pg`: a Buffer travels in binary format, so a whole column of a batch is one parameter.
// Results stay text: `pg` decodes every field as UTF-8.
import type { StoredCell } from '../cells.ts'
import type { ColumnType } from '../types.ts'

export const sqlTypes: Readonly<Record<ColumnType, string>> = {
  id: 'bytea',
  int8: 'bigint',
  text: 'text',
  bytea: 'bytea',
  jsonb: 'jsonb',
}
const oids: Readonly<Record<ColumnType, number>> = { id: 17, int8: 20, text: 25, bytea: 17, jsonb: 3802 }

const headerBytes = 20
const emptyBytes = 12
let scratch = Buffer.allocUnsafe(1 << 20)
let at = 0

function room(bytes: number): void {
  if (at + bytes <= scratch.length) return
  const larger = Buffer.allocUnsafe(Math.max(scratch.length * 2, at + bytes))
  scratch.copy(larger, 0, 0, at)
  scratch = larger
}

function begin(type: ColumnType, length: number): void {
  at = 0
  scratch.writeInt32BE(length === 0 ? 0 : 1, 0) // Dimensions.
  scratch.writeInt32BE(1, 4) // May hold nulls.
  scratch.writeInt32BE(oids[type], 8)
  scratch.writeInt32BE(length, 12)
  scratch.writeInt32BE(1, 16) // Lower bound.
  at = length === 0 ? emptyBytes : headerBytes
}

const finish = (): Buffer => Buffer.from(scratch.subarray(0, at))

function writeInt8(value: bigint): void {
  room(12)
  at = scratch.writeInt32BE(8, at)
  at = scratch.writeBigInt64BE(value, at)
}

function writeCell(type: ColumnType, cell: StoredCell): void {
  if (cell === null) {
    room(4)
    at = scratch.writeInt32BE(-1, at)
  } else if (typeof cell === 'bigint') writeInt8(cell)
  else if (typeof cell !== 'string') {
    room(4 + cell.length)
    at = scratch.writeInt32BE(cell.length, at)
    scratch.set(cell, at)
    at += cell.length
  } else writeText(type, cell)
}

function writeText(type: ColumnType, cell: string): void {
  room(5 + cell.length * 3)
  const start = at
  at += 4
  if (type === 'jsonb') at = scratch.writeUInt8(1, at) // The version of its binary format.
  at += scratch.write(cell, at, type === 'id' ? 'hex' : 'utf8')
  scratch.writeInt32BE(at - start - 4, start)
}

/** One PostgreSQL array in binary format. */
export function column<T>(type: ColumnType, items: readonly T[], cellOf: (item: T) => StoredCell): Buffer {
  begin(type, items.length)
  for (let i = 0; i < items.length; i++) writeCell(type, cellOf(items[i] as T))
  return finish()
}

export const idColumn = (ids: readonly string[]): Buffer => column('id', ids, (id) => id)

/** A single identifier as a parameter. */
export const idParameter = (id: string): Buffer => Buffer.from(id, 'hex')

/** Text results to our values: int8 as bigint (P11), bytea as hex digits, jsonb as the text that it is. */
export const types = {
  getTypeParser: (oid: number) =>
    oid === oids.int8 ? BigInt : oid === oids.bytea ? (value: string) => value.slice(2) : (value: string) => value,
}
