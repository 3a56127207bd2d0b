// PostgreSQL's extended query protocol, what is sent of it (PostgreSQL manual, chapter "Frontend/Backend Protocol").
import type { ByteWriter } from '../bytes.ts'
import type { Parameter } from './codec.ts'

export type Value = string | bigint | null | Parameter

/** Type, length, body: the length counts itself and the body. */
function message(writer: ByteWriter, type: string, body: () => void): void {
  writer.room(5)
  writer.byte(type.charCodeAt(0))
  const start = writer.length
  writer.int32(0)
  body()
  writer.int32At(start, writer.length - start)
}

function zeroEnded(writer: ByteWriter, text: string): void {
  writer.room(text.length * 3 + 1)
  writer.utf8(text)
  writer.byte(0)
}

/** The types of parameters are left to the statement's own casts. */
export const writeParse = (writer: ByteWriter, name: string, text: string): void =>
  message(writer, 'P', () => {
    zeroEnded(writer, name)
    zeroEnded(writer, text)
    writer.room(2)
    writer.uint16(0)
  })

/** Binds the unnamed portal; every result comes as text. */
export const writeBind = (writer: ByteWriter, name: string, values: readonly Value[]): void =>
  message(writer, 'B', () => {
    zeroEnded(writer, '')
    zeroEnded(writer, name)
    writer.room(4 + 2 * values.length)
    writer.uint16(values.length)
    for (const value of values) writer.uint16(typeof value === 'function' ? 1 : 0)
    writer.uint16(values.length)
    for (const value of values) writeValue(writer, value)
    writer.room(2)
    writer.uint16(0)
  })

function writeValue(writer: ByteWriter, value: Value): void {
  writer.room(4)
  const start = writer.length
  writer.int32(-1)
  if (value === null) return
  if (typeof value === 'function') value(writer)
  else {
    const text = value.toString()
    writer.room(text.length * 3)
    writer.utf8(text)
  }
  writer.int32At(start, writer.length - start - 4)
}

/** Runs the unnamed portal to its end. */
export const writeExecute = (writer: ByteWriter): void =>
  message(writer, 'E', () => {
    zeroEnded(writer, '')
    writer.room(4)
    writer.int32(0)
  })

/** Ends a pipeline: PostgreSQL answers what it has kept, and passes over nothing more after a failure. */
export const writeSync = (writer: ByteWriter): void => message(writer, 'S', () => undefined)
