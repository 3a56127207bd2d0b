// What an operation changed, packed: the log can be replayed from it, and other processes learn from it what to read again.
import { ByteWriter } from './bytes.ts'
import { demand, FinalFault } from './faults.ts'
import type { Decided } from './request.ts'
import type { Bounds, Id, Leg, NewAccount } from './types.ts'

/** What was packed, and the accounts that legs moved: those of a hold are not in the leg itself. */
export type Changes = {
  readonly opens: readonly Required<NewAccount>[]
  readonly bounds: readonly Bounds[]
  readonly legs: readonly Leg[]
  readonly rows: readonly { readonly table: string; readonly key: Id }[]
  readonly accounts: readonly Id[]
}

const version = 2
const legKinds = ['post', 'pend', 'capture', 'void', 'expire'] as const
const kindNumbers = { post: 0, pend: 1, capture: 2, void: 3, expire: 4 } as const
const historyFlag = 1
const floorFlag = 2
const ceilingFlag = 4
const noFloorFlag = 8
const noCeilingFlag = 16

const writer = new ByteWriter(1 << 16)

/** So many of a kind the log can name of one operation. */
export const maxParts = 0xffff
const maxNameBytes = 255
/** Whether a text can be packed as a name: 1 to 255 bytes. */
export const isName = (text: string): boolean => text !== '' && Buffer.byteLength(text) <= maxNameBytes

function writeCount(count: number): void {
  demand(count <= maxParts, 'an operation of more than 65,535 parts')
  writer.room(2)
  writer.uint16(count)
}
function writeName(name: string): void {
  const bytes = Buffer.byteLength(name)
  if (bytes === 0 || bytes > maxNameBytes) throw new FinalFault(`not a name of 1 to 255 bytes: ${name}`)
  writer.room(1 + bytes)
  writer.byte(bytes)
  writer.utf8(name)
}
function writeBound(value: bigint | null | undefined): void {
  writer.int64(value ?? 0n)
}
const boundFlags = (floor: bigint | null | undefined, ceiling: bigint | null | undefined): number =>
  (floor === undefined ? 0 : floor === null ? noFloorFlag : floorFlag) |
  (ceiling === undefined ? 0 : ceiling === null ? noCeilingFlag : ceilingFlag)

function writeLeg(leg: Leg, debit: Id, credit: Id): void {
  writer.room(74)
  writer.byte(kindNumbers[leg.kind] | (leg.kind === 'capture' && leg.final ? 128 : 0))
  writer.hex(debit)
  writer.hex(credit)
  if (leg.kind !== 'post') writer.hex(leg.hold)
  if (leg.kind === 'post' || leg.kind === 'pend' || leg.kind === 'capture') writer.int64(leg.micros)
  if (leg.kind !== 'pend') return
  writer.int64(leg.expiresAt)
  writeName(leg.holdKind)
}

type Packable = Pick<Decided, 'opens' | 'bounds' | 'legs' | 'rows'>

/** A row's table is named only where it differs from the row before it. */
export function packChanges({ opens, bounds, legs, rows }: Packable): Buffer {
  writer.clear()
  writer.room(1)
  writer.byte(version)
  writeCount(opens.length)
  for (const { id, asset, floor, ceiling, history } of opens) {
    writeName(asset)
    writer.room(33)
    writer.hex(id)
    writer.byte(boundFlags(floor, ceiling) | (history ? historyFlag : 0))
    writeBound(floor)
    writeBound(ceiling)
  }
  writeCount(bounds.length)
  for (const { account, floor, ceiling } of bounds) {
    writer.room(33)
    writer.hex(account)
    writer.byte(boundFlags(floor, ceiling))
    writeBound(floor)
    writeBound(ceiling)
  }
  writeCount(legs.length)
  for (const { leg, debit, credit } of legs) writeLeg(leg, debit, credit)
  writeCount(rows.length)
  let last = ''
  for (const { table, key } of rows) {
    writer.room(17)
    if (table === last) writer.byte(0)
    else writeName((last = table))
    writer.room(16)
    writer.hex(key)
  }
  return writer.finish()
}

class ByteReader {
  private at = 0
  private readonly bytes: Buffer
  constructor(bytes: Buffer) {
    this.bytes = bytes
  }
  byte(): number {
    return this.bytes.readUInt8(this.at++)
  }
  count(): number {
    this.at += 2
    return this.bytes.readUInt16BE(this.at - 2)
  }
  id(): Id {
    this.at += 16
    return this.bytes.toString('hex', this.at - 16, this.at)
  }
  int8(): bigint {
    this.at += 8
    return this.bytes.readBigInt64BE(this.at - 8)
  }
  name(length: number): string {
    this.at += length
    return this.bytes.toString('utf8', this.at - length, this.at)
  }
}

function readOpen(reader: ByteReader): Required<NewAccount> {
  const asset = reader.name(reader.byte())
  const id = reader.id()
  const flags = reader.byte()
  const [floor, ceiling] = [reader.int8(), reader.int8()]
  return {
    id,
    asset,
    floor: flags & noFloorFlag ? null : floor,
    ceiling: flags & noCeilingFlag ? null : ceiling,
    history: (flags & historyFlag) !== 0,
  }
}

function readBounds(reader: ByteReader): Bounds {
  const account = reader.id()
  const flags = reader.byte()
  const [floor, ceiling] = [reader.int8(), reader.int8()]
  return {
    account,
    ...(flags & (floorFlag | noFloorFlag) ? { floor: flags & noFloorFlag ? null : floor } : {}),
    ...(flags & (ceilingFlag | noCeilingFlag) ? { ceiling: flags & noCeilingFlag ? null : ceiling } : {}),
  }
}

function readLeg(reader: ByteReader, accounts: Id[]): Leg {
  const byte = reader.byte()
  const kind = legKinds[byte & 127]
  demand(kind !== undefined, `an unknown kind of leg: ${byte}`)
  const [debit, credit] = [reader.id(), reader.id()]
  accounts.push(debit, credit)
  if (kind === 'post') return { kind, debit, credit, micros: reader.int8() }
  const hold = reader.id()
  if (kind === 'pend') {
    const [micros, expiresAt] = [reader.int8(), reader.int8()]
    return { kind, hold, holdKind: reader.name(reader.byte()), debit, credit, micros, expiresAt }
  }
  if (kind === 'capture') return { kind, hold, micros: reader.int8(), final: (byte & 128) !== 0 }
  return { kind, hold }
}

const times = <T>(count: number, make: () => T): T[] => {
  const made: T[] = []
  for (let i = 0; i < count; i++) made.push(make())
  return made
}

export function unpackChanges(bytes: Buffer): Changes {
  const reader = new ByteReader(bytes)
  const found = reader.byte()
  demand(found === version, `changes of version ${found}: this program knows ${version}`)
  const opens = times(reader.count(), () => readOpen(reader))
  const bounds = times(reader.count(), () => readBounds(reader))
  const accounts: Id[] = [...opens.map((each) => each.id), ...bounds.map((each) => each.account)]
  const legs = times(reader.count(), () => readLeg(reader, accounts))
  let table = ''
  const rows = times(reader.count(), () => {
    const length = reader.byte()
    if (length > 0) table = reader.name(length)
    return { table, key: reader.id() }
  })
  return { opens, bounds, legs, rows, accounts }
}
