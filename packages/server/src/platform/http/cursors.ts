import type { Id, Instant } from '@farthing/ledger'
import type { Prefix } from '../room-claims.ts'
import { fromPublic } from '../ids.ts'
import { Problem } from './problems.ts'

/** Where a list that is ordered by time, newest first, goes on: after this row. */
export type Position = { readonly at: Instant; readonly id: Id }

/** Writes a cursor: opaque to callers. */
export const writeCursor = (text: string): string => Buffer.from(text, 'latin1').toString('base64url')

/**
 * What `writeCursor` wrote.
 *
 * @param form All that the text may be, from ^ to $.
 * @returns The parts that the form's groups caught.
 * @throws {Problem} invalid_request (cursor) where it is none of ours: of another form, or spelt in another way.
 */
export function readCursor(cursor: string, form: RegExp): readonly string[] {
  const text = Buffer.from(cursor, 'base64url').toString('latin1')
  const parts = form.exec(text)
  if (parts === null || writeCursor(text) !== cursor) throw notACursor()
  return parts.slice(1)
}

const toCursor = (position: Position): string => writeCursor(`${position.at}.${position.id}`)

/** @throws {Problem} invalid_request (cursor) where it is none of ours. */
export function fromCursor(text: string | undefined): Position | undefined {
  if (text === undefined) return undefined
  const [at = '', id = ''] = readCursor(text, /^(\d{1,18})\.([0-9a-f]{32})$/)
  return { at: BigInt(at), id }
}

/**
 * Where a list that is ordered by identifier, newest first, goes on: after this one.
 *
 * @throws {Problem} invalid_request (cursor) where it is none of ours.
 */
export function fromIdCursor(prefix: Prefix, text: string | undefined): Id | undefined {
  if (text === undefined) return undefined
  const id = fromPublic(prefix, text)
  if (id === undefined) throw notACursor()
  return id
}

const notACursor = (): Problem =>
  new Problem('invalid_request', { param: 'cursor', detail: 'Give the cursor as the page before gave it.' })

/** A page of `limit` rows out of one row more than that. */
export function pageOf<Row, Json>(
  rows: readonly Row[],
  limit: number,
  write: (row: Row) => Json,
  positionOf: (row: Row) => Position,
): { data: Json[]; next_cursor: string | null } {
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return {
    data: shown.map(write),
    next_cursor: rows.length > limit && last !== undefined ? toCursor(positionOf(last)) : null,
  }
}
