import type { Id, Instant } from '@farthing/ledger'
import { bytesOf, hexOf } from '../platform/database.ts'
import type { Deps } from '../platform/deps.ts'
import type { Position } from '../platform/http/cursors.ts'
import type { Sql } from '../platform/sql.ts'
import { allOf, sql } from '../platform/sql.ts'
import type { SubjectKind } from './tables.ts'

export const recordKinds = ['look', 'act', 'prepared', 'approved', 'refused', 'withdrawn'] as const
type RecordKind = (typeof recordKinds)[number]

/** A line of the record. */
export type RecordLine = {
  readonly id: Id
  readonly staff: Id
  readonly kind: RecordKind
  readonly name: string
  readonly subjectKind: SubjectKind | null
  readonly subject: Id | null
  readonly payer: Id | null
  readonly reason: string
  readonly facts: Readonly<Record<string, string | null>>
  readonly at: Instant
}

/** Which lines of the record. */
export type RecordFilter = {
  readonly staff?: Id | undefined
  readonly kind?: RecordKind | undefined
  /** Which act or look. */
  readonly name?: string | undefined
  readonly subject?: Id | undefined
  readonly payer?: Id | undefined
  readonly from?: Instant | undefined
  /** Before. */
  readonly to?: Instant | undefined
}
export type RecordPage = {
  readonly order: 'newest first' | 'oldest first'
  readonly after?: Position | undefined
  readonly limit: number
}

/** The record of what staff did and looked at, a page at a time. */
export async function recordLines(
  deps: Pick<Deps, 'pool'>,
  filter: RecordFilter,
  { order, after, limit }: RecordPage,
): Promise<RecordLine[]> {
  const isNewest = order === 'newest first'
  const goesOn =
    after === undefined ? [] : [sql`(at, id) ${isNewest ? sql`<` : sql`>`} (${after.at}, ${bytesOf(after.id)})`]
  const rows = await sql<Row>`
    SELECT id, staff, kind, name, subject_kind AS "subjectKind", subject, payer, reason, facts, at FROM staff_record
     WHERE ${allOf([...conditionsOf(filter), ...goesOn])}
     ORDER BY ${isNewest ? sql`at DESC, id DESC` : sql`at, id`} LIMIT ${limit}`.rows(deps.pool)
  return rows.map((row) => ({
    ...row,
    id: hexOf(row.id),
    staff: hexOf(row.staff),
    subject: row.subject === null ? null : hexOf(row.subject),
    payer: row.payer === null ? null : hexOf(row.payer),
  }))
}

type Row = Omit<RecordLine, 'id' | 'staff' | 'subject' | 'payer'> & {
  id: Buffer
  staff: Buffer
  subject: Buffer | null
  payer: Buffer | null
}

const conditionsOf = ({ staff, kind, name, subject, payer, from, to }: RecordFilter): Sql[] => [
  ...(staff === undefined ? [] : [sql`staff = ${bytesOf(staff)}`]),
  ...(kind === undefined ? [] : [sql`kind = ${kind}`]),
  ...(name === undefined ? [] : [sql`name = ${name}`]),
  ...(subject === undefined ? [] : [sql`subject = ${bytesOf(subject)}`]),
  ...(payer === undefined ? [] : [sql`payer = ${bytesOf(payer)}`]),
  ...(from === undefined ? [] : [sql`at >= ${from}`]),
  ...(to === undefined ? [] : [sql`at < ${to}`]),
]
