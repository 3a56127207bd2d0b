// What waits, counted and listed: the only SQL of this room.
import type { Id, Instant, Json } from '@farthing/ledger'
import { bytesOf, hexOf } from '../platform/database.ts'
import type { Deps } from '../platform/deps.ts'
import { sql } from '../platform/sql.ts'
import type { SubjectKind } from '../staff/index.ts'
import type { WorkItem, WorkNote } from './tables.ts'

export type QueueCount = {
  readonly kind: string
  /** Items that wait; of more than `maxCounted`, that many. */
  readonly open: number
  /** Of those, past their time. */
  readonly late: number
  /** Of those, that the asker has claimed. */
  readonly mine: number
  readonly oldestAt: Instant | null
}
export type ListedItem = WorkItem & { readonly id: Id }

/** Beyond this a queue is too long, however long it is. */
export const maxCounted = 1_000

/** How much waits in each of these queues, and since when. */
export async function countQueues(
  deps: Pick<Deps, 'pool'>,
  kinds: readonly string[],
  who: Id,
  at: Instant,
): Promise<QueueCount[]> {
  return sql<QueueCount>`
    SELECT k.kind, count(i.id)::integer AS open, count(*) FILTER (WHERE i.due_at <= ${at})::integer AS late,
           (SELECT count(*) FROM work_items m WHERE m.claimed_by = ${bytesOf(who)} AND m.claimed_until > ${at}
               AND m.ended_at IS NULL AND m.kind = k.kind)::integer AS mine,
           min(i.opened_at) AS "oldestAt"
      FROM unnest(${[...kinds]}::text[]) WITH ORDINALITY AS k (kind, place)
      LEFT JOIN LATERAL (SELECT id, due_at, opened_at FROM work_items w WHERE w.kind = k.kind AND w.ended_at IS NULL
                          ORDER BY opened_at, id LIMIT ${maxCounted}) i ON true
     GROUP BY k.kind, k.place ORDER BY k.place`.rows(deps.pool)
}

type Row = {
  id: Buffer
  kind: string
  subjectKind: SubjectKind
  subject: Buffer
  payer: Buffer | null
  facts: Json
  openedAt: bigint
  dueAt: bigint
  assignee: Buffer | null
  claimedBy: Buffer | null
  claimedUntil: bigint | null
  endedAt: bigint | null
  endedHow: string | null
  endedBy: Buffer | null
}
const columns = sql`id, kind, subject_kind AS "subjectKind", subject, payer, facts, opened_at AS "openedAt",
  due_at AS "dueAt", assignee, claimed_by AS "claimedBy", claimed_until AS "claimedUntil", ended_at AS "endedAt",
  ended_how AS "endedHow", ended_by AS "endedBy"`

/** Items of a queue that wait, oldest first. @param after The last item of the page before. */
export async function waitingItems(
  deps: Pick<Deps, 'pool'>,
  kind: string,
  wanted: { readonly after: { readonly at: Instant; readonly id: Id } | undefined; readonly limit: number },
): Promise<ListedItem[]> {
  const { after, limit } = wanted
  const rows = await sql<Row>`
    SELECT ${columns} FROM work_items
     WHERE kind = ${kind} AND ended_at IS NULL
       AND (opened_at, id) > (${after?.at ?? 0n}, ${bytesOf(after?.id ?? '0'.repeat(32))})
     ORDER BY opened_at, id LIMIT ${limit}`.rows(deps.pool)
  return rows.map(listed)
}

/** What somebody works on now, whatever queue it is of; oldest first. */
export async function claimedItems(deps: Pick<Deps, 'pool'>, who: Id, at: Instant): Promise<ListedItem[]> {
  const rows = await sql<Row>`
    SELECT ${columns} FROM work_items
     WHERE claimed_by = ${bytesOf(who)} AND claimed_until > ${at} AND ended_at IS NULL
     ORDER BY opened_at, id LIMIT 100`.rows(deps.pool)
  return rows.map(listed)
}

/** One item, waiting or ended. */
export async function itemById(deps: Pick<Deps, 'pool'>, item: Id): Promise<ListedItem | undefined> {
  const [row] = await sql<Row>`SELECT ${columns} FROM work_items WHERE id = ${bytesOf(item)}`.rows(deps.pool)
  return row === undefined ? undefined : listed(row)
}

const hexOrNull = (bytes: Buffer | null): Id | null => (bytes === null ? null : hexOf(bytes))
const listed = (row: Row): ListedItem => ({
  ...row,
  id: hexOf(row.id),
  subject: hexOf(row.subject),
  payer: hexOrNull(row.payer),
  assignee: hexOrNull(row.assignee),
  claimedBy: hexOrNull(row.claimedBy),
  endedBy: hexOrNull(row.endedBy),
})

const cell = (note: Id) => ['work_note_texts', note, 'sealed'] as const

/** Stores what a note says, before the note is made; stored again, the first stays. */
export async function storeNoteText(deps: Pick<Deps, 'pool' | 'secrets'>, note: Id, text: string): Promise<void> {
  await sql`
    INSERT INTO work_note_texts (id, sealed) VALUES (${bytesOf(note)}, ${deps.secrets.seal(cell(note), text)})
    ON CONFLICT DO NOTHING`.rows(deps.pool)
}

/** Notes of an item, oldest first, the latest 200. */
export async function notesOf(deps: Pick<Deps, 'pool' | 'secrets'>, item: Id): Promise<WorkNote[]> {
  const rows = await sql<{ id: Buffer; by: Buffer; at: bigint; sealed: Buffer }>`
    SELECT n.id, n.by, n.at, t.sealed FROM work_notes n JOIN work_note_texts t ON t.id = n.id
     WHERE n.item = ${bytesOf(item)} ORDER BY n.at DESC, n.id DESC LIMIT 200`.rows(deps.pool)
  return rows
    .map(({ id, by, at, sealed }) => {
      const note = hexOf(id)
      return { id: note, by: hexOf(by), at, text: deps.secrets.open(cell(note), sealed) }
    })
    .reverse()
}
