// Notices and what people chose of them: the SQL of this room, but for its lists.
import type { Id, Instant } from '@farthing/ledger'
import type pg from 'pg'
import { bytesOf, hexOf, jsonOf } from '../platform/database.ts'
import type { Deps } from '../platform/deps.ts'
import { sql } from '../platform/sql.ts'
import type { Gathered, Place, Receipts } from './gather.ts'
import { defaultReceipts } from './gather.ts'

type Queryable = Pick<pg.ClientBase, 'query'>
type Pool = Pick<Deps, 'pool'>

/** `detail` is a receipt that is told only to those who want each. */
export type NoticeClass = 'security' | 'service' | 'receipt' | 'detail'

/**
 * `gathering`: more may come. `waiting`: it is sent, or tried again. `sent`: the mail server took it. `bounced`: nobody
 * took it, for good. `given_up`: the mail server could not be reached. `withheld`: it was not to be sent any more.
 */
export type NoticeState = 'gathering' | 'waiting' | 'sent' | 'bounced' | 'given_up' | 'withheld'

/** What a notice tells: an event of the log, gathered receipts, or what this room itself has to say. */
export type Told =
  | { readonly kind: 'event'; readonly type: string; readonly at: Place }
  | { readonly kind: 'gathered'; readonly gathered: Gathered }
  | { readonly kind: 'confirm_address' }

export type NewNotice = {
  readonly id: Id
  readonly user: Id
  readonly payer: Id | null
  readonly vendor: Id | null
  readonly class: NoticeClass
  readonly createdAt: Instant
  readonly dueAt: Instant
  readonly told: Told
  /** While more is gathered: which span of the user's it is. */
  readonly gathering: string | null
}

export type NoticeRow = Omit<NewNotice, 'gathering'> & {
  readonly state: NoticeState
  readonly endedAt: Instant | null
  readonly reason: string | null
}

export const isReceipt = (notice: Pick<NewNotice, 'class'>): boolean =>
  notice.class === 'receipt' || notice.class === 'detail'

/** Puts notices down. @returns Those that are new: the same identifier again changes nothing. */
export async function insertNotices(on: Queryable, notices: readonly NewNotice[]): Promise<Set<Id>> {
  if (notices.length === 0) return new Set()
  const column = <T>(of: (notice: NewNotice) => T): T[] => notices.map(of)
  const optional = (id: Id | null): Buffer | null => (id === null ? null : bytesOf(id))
  const place = ({ told }: NewNotice): Place | null => (told.kind === 'event' ? told.at : null)
  const rows = await sql<{ id: Buffer }>`
    INSERT INTO notices (id, user_id, payer, vendor, type, class, operation, place, gathered, gathering, created_at,
                         due_at, state)
    SELECT id, user_id, payer, vendor, type, class, operation, place, gathered, gathering, created_at, due_at,
           CASE WHEN gathering IS NULL THEN 'waiting' ELSE 'gathering' END
      FROM unnest(${column(({ id }) => bytesOf(id))}::bytea[], ${column(({ user }) => bytesOf(user))}::bytea[],
                  ${column(({ payer }) => optional(payer))}::bytea[], ${column(({ vendor }) => optional(vendor))}::bytea[],
                  ${column(({ told }) => (told.kind === 'event' ? told.type : told.kind))}::text[],
                  ${column((each) => each.class)}::text[],
                  ${column((each) => optional(place(each)?.operation ?? null))}::bytea[],
                  ${column((each) => place(each)?.place ?? null)}::int[],
                  ${column(({ told }) => (told.kind === 'gathered' ? jsonOf(told.gathered) : null))}::jsonb[],
                  ${column(({ gathering }) => gathering)}::text[], ${column(({ createdAt }) => createdAt)}::bigint[],
                  ${column(({ dueAt }) => dueAt)}::bigint[])
             AS n (id, user_id, payer, vendor, type, class, operation, place, gathered, gathering, created_at, due_at)
    ON CONFLICT DO NOTHING RETURNING id`.rows(on)
  return new Set(rows.map(({ id }) => hexOf(id)))
}

export type Gathering = { readonly id: Id; readonly gathered: Gathered }

/** What is being gathered for users, by `user key`; the rows stay locked, so that none is sent meanwhile. */
export async function lockGatherings(
  on: Queryable,
  wanted: readonly { readonly user: Id; readonly key: string }[],
): Promise<Map<string, Gathering>> {
  if (wanted.length === 0) return new Map()
  const rows = await sql<{ id: Buffer; user_id: Buffer; gathering: string; gathered: Gathered }>`
    SELECT id, user_id, gathering, gathered FROM notices
     WHERE state = 'gathering' AND (user_id, gathering) IN (
       SELECT * FROM unnest(${wanted.map(({ user }) => bytesOf(user))}::bytea[], ${wanted.map(({ key }) => key)}::text[]))
     ORDER BY id FOR UPDATE`.rows(on)
  return new Map(
    rows.map(({ id, user_id, gathering, gathered }) => [`${hexOf(user_id)} ${gathering}`, { id: hexOf(id), gathered }]),
  )
}

export async function putGathered(on: Queryable, gatherings: readonly Gathering[]): Promise<void> {
  if (gatherings.length === 0) return
  await sql`
    UPDATE notices n SET gathered = g.gathered
      FROM unnest(${gatherings.map(({ id }) => bytesOf(id))}::bytea[],
                  ${gatherings.map(({ gathered }) => jsonOf(gathered))}::jsonb[]) AS g (id, gathered)
     WHERE n.id = g.id`.rows(on)
}

/** How many single receipts users were sent from an instant on: by `user instant`. */
export async function countSingle(
  on: Queryable,
  wanted: readonly { readonly user: Id; readonly from: Instant; readonly to: Instant }[],
): Promise<Map<string, number>> {
  if (wanted.length === 0) return new Map()
  const rows = await sql<{ user_id: Buffer; start: string; count: number }>`
    SELECT w.user_id, w.start::text AS start, count(n.id)::int AS count
      FROM unnest(${wanted.map(({ user }) => bytesOf(user))}::bytea[], ${wanted.map(({ from }) => from)}::bigint[],
                  ${wanted.map(({ to }) => to)}::bigint[]) AS w (user_id, start, until)
      JOIN notices n ON n.user_id = w.user_id AND n.created_at >= w.start AND n.created_at < w.until
       AND n.class IN ('receipt', 'detail') AND n.operation IS NOT NULL
     GROUP BY w.user_id, w.start`.rows(on)
  return new Map(rows.map(({ user_id, start, count }) => [`${hexOf(user_id)} ${start}`, count]))
}

type Row = {
  id: Buffer
  user_id: Buffer
  payer: Buffer | null
  vendor: Buffer | null
  type: string
  class: NoticeClass
  operation: Buffer | null
  place: number | null
  gathered: Gathered | null
  created_at: bigint
  due_at: bigint
  state: NoticeState
  ended_at: bigint | null
  reason: string | null
}

const columns = sql`id, user_id, payer, vendor, type, class, operation, place, gathered, created_at, due_at, state,
  ended_at, reason`

const read = (row: Row): NoticeRow => ({
  id: hexOf(row.id),
  user: hexOf(row.user_id),
  payer: row.payer && hexOf(row.payer),
  vendor: row.vendor && hexOf(row.vendor),
  class: row.class,
  createdAt: row.created_at,
  dueAt: row.due_at,
  told: toldOf(row),
  state: row.state,
  endedAt: row.ended_at,
  reason: row.reason,
})

function toldOf({ type, operation, place, gathered }: Row): Told {
  if (gathered !== null) return { kind: 'gathered', gathered }
  if (operation === null || place === null) return { kind: 'confirm_address' }
  return { kind: 'event', type, at: { operation: hexOf(operation), place } }
}

/** A notice that is to be sent now: nothing more is gathered for it. `undefined`: it has ended. */
export async function takeNotice({ pool }: Pool, id: Id): Promise<NoticeRow | undefined> {
  const [row] = await sql<Row>`
    UPDATE notices SET state = 'waiting' WHERE id = ${bytesOf(id)} AND state IN ('gathering', 'waiting')
    RETURNING ${columns}`.rows(pool)
  return row && read(row)
}

/** Writes down how a notice ended. One that ended otherwise stays as it is, but that one which was sent may come back. */
export async function endNotice(
  on: Queryable,
  id: Id,
  end: { readonly state: NoticeState; readonly at: Instant; readonly reason?: string },
): Promise<NoticeRow | undefined> {
  const before = end.state === 'bounced' ? ['waiting', 'sent', 'given_up'] : ['waiting']
  const [row] = await sql<Row>`
    UPDATE notices SET state = ${end.state}, ended_at = ${end.at}, reason = ${end.reason ?? null}
     WHERE id = ${bytesOf(id)} AND state = ANY(${before}) RETURNING ${columns}`.rows(on)
  return row && read(row)
}

/** Whose notices: of one user, or about one account or one vendor. */
export type About = { readonly user: Id } | { readonly payer: Id } | { readonly vendor: Id }

/** The newest first. */
export async function listNotices(
  { pool }: Pool,
  about: About,
  wanted: { readonly after: { readonly at: Instant; readonly id: Id } | undefined; readonly limit: number },
): Promise<NoticeRow[]> {
  const { after, limit } = wanted
  const whose =
    'user' in about
      ? sql`user_id = ${bytesOf(about.user)}`
      : 'payer' in about
        ? sql`payer = ${bytesOf(about.payer)}`
        : sql`vendor = ${bytesOf(about.vendor)}`
  const rows = await sql<Row>`
    SELECT ${columns} FROM notices
     WHERE ${whose} AND ${after === undefined ? sql`true` : sql`(created_at, id) < (${after.at}, ${bytesOf(after.id)})`}
     ORDER BY created_at DESC, id DESC LIMIT ${limit}`.rows(pool)
  return rows.map(read)
}

/** Forgets notices that were made before an instant. @returns Whether there may be more. */
export async function forgetBefore({ pool }: Pool, before: Instant): Promise<boolean> {
  const limit = 1_000
  const rows = await sql`
    DELETE FROM notices WHERE id IN (SELECT id FROM notices WHERE created_at < ${before} LIMIT ${limit})
    RETURNING id`.rows(pool)
  return rows.length === limit
}

/** What somebody chose, and whether mails reach them. */
export type Person = {
  readonly receipts: Receipts
  /** How many mails came back for good since the address was confirmed last. */
  readonly bounces: number
  readonly bouncedAt: Instant | null
  readonly bounceStatus: string | null
}

const asEverybody: Person = { receipts: defaultReceipts, bounces: 0, bouncedAt: null, bounceStatus: null }

export async function personOf({ pool }: Pool, user: Id): Promise<Person> {
  const [row] = await sql<{
    receipts: Receipts | null
    bounces: number
    bounced_at: bigint | null
    bounce_status: string | null
  }>`
    SELECT receipts, bounces, bounced_at, bounce_status FROM notice_people WHERE user_id = ${bytesOf(user)}`.rows(pool)
  if (row === undefined) return asEverybody
  const { receipts, bounces, bounced_at: bouncedAt, bounce_status: bounceStatus } = row
  return { receipts: receipts ?? defaultReceipts, bounces, bouncedAt, bounceStatus }
}

/** Which receipts users want. */
export async function receiptsOf(on: Queryable, users: readonly Id[]): Promise<(user: Id) => Receipts> {
  const rows = await sql<{ user_id: Buffer; receipts: Receipts }>`
    SELECT user_id, receipts FROM notice_people
     WHERE user_id = ANY(${users.map(bytesOf)}::bytea[]) AND receipts IS NOT NULL`.rows(on)
  const chosen = new Map(rows.map(({ user_id, receipts }) => [hexOf(user_id), receipts]))
  return (user) => chosen.get(user) ?? defaultReceipts
}

export async function chooseReceipts({ pool }: Pool, user: Id, receipts: Receipts): Promise<void> {
  await sql`
    INSERT INTO notice_people (user_id, receipts) VALUES (${bytesOf(user)}, ${receipts})
    ON CONFLICT (user_id) DO UPDATE SET receipts = excluded.receipts`.rows(pool)
}

/** A mail to them came back for good. @returns How many did since the address was confirmed. */
export async function countBounce(
  on: Queryable,
  user: Id,
  bounce: {
    readonly at: Instant
    readonly status: string
    /** The work item that stands for this one, if it is the one too many. */
    readonly item: Id
    readonly tooMany: number
  },
): Promise<number> {
  const [row] = await sql<{ bounces: number }>`
    INSERT INTO notice_people (user_id, bounces, bounced_at, bounce_status)
    VALUES (${bytesOf(user)}, 1, ${bounce.at}, ${bounce.status})
    ON CONFLICT (user_id) DO UPDATE SET bounces = notice_people.bounces + 1, bounced_at = excluded.bounced_at,
      bounce_status = excluded.bounce_status,
      item = CASE WHEN notice_people.bounces + 1 = ${bounce.tooMany} THEN ${bytesOf(bounce.item)} ELSE notice_people.item END
    RETURNING bounces`.rows(on)
  return row?.bounces ?? 1
}

/**
 * The address was confirmed: mails reach them, as far as anybody knows.
 *
 * @returns The work item that is to end; `undefined`: there was none.
 */
export async function forgetBounces(on: Queryable, user: Id): Promise<Id | undefined> {
  const [row] = await sql<{ item: Buffer | null }>`
    WITH before AS (SELECT user_id, item FROM notice_people WHERE user_id = ${bytesOf(user)} FOR UPDATE)
    UPDATE notice_people p SET bounces = 0, bounced_at = NULL, bounce_status = NULL, item = NULL
      FROM before WHERE p.user_id = before.user_id RETURNING before.item`.rows(on)
  return row === undefined || row.item === null ? undefined : hexOf(row.item)
}
