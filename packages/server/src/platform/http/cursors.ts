import type { Id, Instant } from '@farthing/ledger'
import type { Prefix } from '../ids.ts'
import { fromPublic } from '../ids.ts'
import { Problem } from './problems.ts'

/** Where a list that is ordered by time, newest first, goes on: after this row. */
export type Place = { readonly at: Instant; readonly id: Id }

/** Writes a cursor: opaque to callers. */
const toCursor = (place: Place): string => Buffer.from(`${place.at}.${place.id}`).toString('base64url')

/** @throws {Problem} invalid_request (cursor) where it is none of ours. */
export function fromCursor(text: string | undefined): Place | undefined {
  if (text === undefined) return undefined
  const [, at, id] = /^(\d{1,18})\.([0-9a-f]{32})$/.exec(Buffer.from(text, 'base64url').toString('latin1')) ?? []
  if (at === undefined || id === undefined) throw notACursor()
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

/** What a cursor that is none of ours is answered with. */
export const notACursor = (): Problem =>
  new Problem('invalid_request', { param: 'cursor', detail: 'Give the cursor as the page before gave it.' })

/** A page of `limit` rows out of one row more than that. */
export function pageOf<Row, Json>(
  rows: readonly Row[],
  limit: number,
  write: (row: Row) => Json,
  placeOf: (row: Row) => Place,
): { data: Json[]; next_cursor: string | null } {
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return {
    data: shown.map(write),
    next_cursor: rows.length > limit && last !== undefined ? toCursor(placeOf(last)) : null,
  }
}
