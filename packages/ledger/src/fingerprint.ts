import { hash } from 'node:crypto'
import { ByteWriter } from './bytes.ts'
import { FinalFault } from './faults.ts'

const writer = new ByteWriter(4_096)
const quote = 0x22

function write(text: string): void {
  writer.room(text.length)
  writer.ascii(text)
}

function writeText(text: string): void {
  writer.room(text.length + 2)
  const start = writer.length
  writer.byte(quote)
  if (writer.ascii(text)) writer.byte(quote)
  else {
    writer.clear(start)
    const json = JSON.stringify(text)
    writer.room(json.length * 3)
    writer.utf8(json)
  }
}

/**
 * Writes one text for one value: keys are sorted, what is `undefined` is left out, a bigint ends with an `n` that no
 * number has, bytes are `b` and hex digits. Strings alone are quoted, so no two kinds look alike.
 */
function writeValue(value: unknown): void {
  switch (typeof value) {
    case 'string':
      return writeText(value)
    case 'bigint':
      return write(`${value}n`)
    case 'boolean':
      return write(value ? 'true' : 'false')
    case 'number':
      if (!Number.isFinite(value)) throw new FinalFault(`an input holds ${value}`)
      return write(`${value}`)
    case 'object':
      break
    default:
      throw new FinalFault(`an input holds a ${typeof value}`)
  }
  if (value === null) write('null')
  else if (Array.isArray(value)) writeList(value)
  else if (value instanceof Uint8Array) write(`b${Buffer.from(value).toString('hex')}`)
  else writeObject(value)
}

function writeList(values: readonly unknown[]): void {
  write('[')
  for (let i = 0; i < values.length; i++) {
    if (i > 0) write(',')
    writeValue(values[i])
  }
  write(']')
}

function writeObject(value: object): void {
  const prototype: unknown = Object.getPrototypeOf(value)
  if (prototype !== Object.prototype && prototype !== null) {
    throw new FinalFault(`an input holds a ${value.constructor.name}, which has no canonical form`)
  }
  const record = value as Readonly<Record<string, unknown>>
  let first = true
  write('{')
  for (const key of sorted(Object.keys(record))) {
    const each = record[key]
    if (each === undefined) continue
    if (!first) write(',')
    first = false
    writeText(key)
    write(':')
    writeValue(each)
  }
  write('}')
}

/** In place: most inputs have a dozen keys, for which `sort` sets up more than it does. */
function sorted(keys: string[]): string[] {
  if (keys.length > 32) return keys.sort()
  for (let i = 1; i < keys.length; i++) {
    const key = keys[i] as string
    let at = i
    for (; at > 0 && (keys[at - 1] as string) > key; at--) keys[at] = keys[at - 1] as string
    keys[at] = key
  }
  return keys
}

/**
 * What tells one request from another under the same id: SHA-256 of the decider's name and the canonical input.
 *
 * @returns 64 hex digits.
 * @throws {FinalFault} An input with a clock in it (`Date`), a function, a `NaN`: nothing that could be compared.
 */
export function fingerprint(name: string, input: unknown): string {
  writer.clear()
  writeText(name)
  if (input !== undefined) writeValue(input)
  return hash('sha256', writer.written(), 'hex')
}
