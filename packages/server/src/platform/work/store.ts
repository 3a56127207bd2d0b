// The table `work`: who runs what, and what came of it.
import type { Id, Instant, Json } from '@farthing/ledger'
import type pg from 'pg'
import { bytesOf, hexOf, jsonOf } from '../database.ts'
import type { Deps } from '../deps.ts'
import { keyOf } from '../ids.ts'
import { sql } from '../sql.ts'
import type { Sql } from '../sql.ts'
import type { Rule } from './rules.ts'
import type { Job, Progress, Schedule } from './work.ts'

type Queryable = Pick<pg.ClientBase, 'query'>
type Pool = Pick<Deps, 'pool'>

/** What a server runs at this moment. */
export type Claimed = {
  readonly id: Id
  readonly name: string
  readonly input: Json
  readonly dueAt: Instant
  /** This run included. */
  readonly tries: number
  /** Tells this run from those of other servers. */
  readonly claim: bigint
  readonly progress: Progress | null
}

/** What became of a run. `next`: when it is taken again; `null`: never. */
export type End =
  | { readonly kind: 'handled'; readonly at: Instant; readonly dueAt: Instant; readonly rule: Rule }
  | { readonly kind: 'done'; readonly at: Instant }
  | { readonly kind: 'failed'; readonly at: Instant; readonly error: string; readonly next: Instant | null }
  | { readonly kind: 'given back'; readonly at: Instant }

const scheduleId = (name: string): Id => keyOf('schedule', name)

/** A job for the queue. */
export type Enqueued<Input extends Json> = {
  /** Minted, or derived from what the job is for. */
  readonly id: Id
  /** For the job's `run`. Stored as it is: it names people and secrets by identifiers alone. */
  readonly input: Input
  readonly now: Instant
  /** From when on it may be run. */
  readonly dueAt?: Instant
}

/**
 * Puts a job into the queue. The same identifier again changes nothing.
 *
 * @param client Of the transaction that it belongs to: it is run if that is committed, and then only.
 */
export const enqueue = <Input extends Json>(
  client: Queryable,
  job: Pick<Job<Input>, 'name'>,
  wanted: Enqueued<Input>,
): Promise<void> => enqueueAll(client, job, [wanted])

/** The same for many jobs of one kind, in one statement. */
export async function enqueueAll<Input extends Json>(
  client: Queryable,
  { name }: Pick<Job<Input>, 'name'>,
  wanted: readonly Enqueued<Input>[],
): Promise<void> {
  const ids = wanted.map(({ id }) => bytesOf(id))
  const inputs = wanted.map(({ input }) => jsonOf(input))
  const nows = wanted.map(({ now }) => now)
  const dues = wanted.map(({ now, dueAt = now }) => dueAt)
  await sql`
    INSERT INTO work (id, name, input, created_at, due_at, next_try_at)
    SELECT id, ${name}, input, now, due, due
      FROM unnest(${ids}::bytea[], ${inputs}::jsonb[], ${nows}::bigint[], ${dues}::bigint[]) AS j (id, input, now, due)
    ON CONFLICT (id) DO NOTHING`.rows(client)
}

/** Makes schedules known. One that has other words than before is due by its new rule, unless it is due already. */
export async function registerSchedules(
  { pool }: Pool,
  schedules: readonly Pick<Schedule, 'name' | 'when'>[],
  now: Instant,
): Promise<void> {
  const ids = schedules.map(({ name }) => bytesOf(scheduleId(name)))
  const names = schedules.map(({ name }) => name)
  const rules = schedules.map(({ when }) => when.words)
  const dues = schedules.map(({ when }) => when.after(now))
  await sql`
    INSERT INTO work (id, name, rule, created_at, due_at, next_try_at)
    SELECT id, name, rule, ${now}, due_at, due_at
      FROM unnest(${ids}::bytea[], ${names}::text[], ${rules}::text[], ${dues}::bigint[]) AS s (id, name, rule, due_at)
    ON CONFLICT (id) DO UPDATE SET rule = excluded.rule, due_at = excluded.due_at, next_try_at = excluded.next_try_at
     WHERE work.rule <> excluded.rule AND NOT work.running AND work.due_at > ${now}`.rows(pool)
}

/** What the last error of work is whose server did not come back. */
export const serverStopped = 'the server that ran it stopped in the middle, or could not write down how it ended'

/**
 * Takes what is due, of each name as many as there is room for, and keeps it from other servers for its lease.
 *
 * @param wanted Names with their room and their lease, in micro-seconds.
 */
export async function claimDue(
  { pool }: Pool,
  wanted: readonly { readonly name: string; readonly room: number; readonly lease: bigint }[],
  now: Instant,
): Promise<Claimed[]> {
  const names = wanted.map(({ name }) => name)
  const rooms = wanted.map(({ room }) => room)
  const leases = wanted.map(({ lease }) => lease)
  const rows = await sql<Omit<Claimed, 'id'> & { id: Buffer }>`
    WITH due AS (
      SELECT found.id, k.lease
        FROM unnest(${names}::text[], ${rooms}::bigint[], ${leases}::bigint[]) AS k (name, room, lease)
       CROSS JOIN LATERAL (
         SELECT id FROM work WHERE name = k.name AND ended_at IS NULL AND next_try_at <= ${now}
          ORDER BY next_try_at LIMIT k.room FOR UPDATE SKIP LOCKED) AS found
    )
    UPDATE work w
       SET running = true, claims = claims + 1, tries = tries + 1, started_at = ${now}, next_try_at = ${now} + due.lease,
           last_error = CASE WHEN running THEN ${serverStopped} ELSE last_error END,
           last_error_at = CASE WHEN running THEN ${now} ELSE last_error_at END
      FROM due WHERE w.id = due.id
    RETURNING w.id, w.name, w.input, w.due_at AS "dueAt", w.tries, w.claims AS claim, w.progress`.rows(pool)
  return rows.map((row) => ({ ...row, id: hexOf(row.id) }))
}

/** Writes down how far a run is, and extends its lease. @returns Whether it is still this server's. */
export const extendLease = (
  deps: Pool,
  claimed: Claimed,
  until: Instant,
  progress: Progress | null,
): Promise<boolean> =>
  change(
    deps,
    claimed,
    sql`next_try_at = ${until}, progress = coalesce(${progress === null ? null : jsonOf(progress)}, progress)`,
  )

/** Writes down what came of a run. @returns Whether it was still this server's: if not, nothing was written. */
export const endRun = (deps: Pool, claimed: Claimed, end: End): Promise<boolean> =>
  change(deps, claimed, sql`running = false, ${changesOf(end)}`)

async function change({ pool }: Pool, { id, claim }: Claimed, changes: Sql): Promise<boolean> {
  const rows = await sql`
    UPDATE work SET ${changes} WHERE id = ${bytesOf(id)} AND claims = ${claim} AND running RETURNING id`.rows(pool)
  return rows.length === 1
}

function changesOf(end: End): Sql {
  switch (end.kind) {
    case 'handled': {
      const { at, dueAt, rule } = end
      const next = rule.after(dueAt)
      return sql`tries = 0, progress = NULL, handled_at = ${at}, handled_due_at = ${dueAt},
                 due_at = ${next}, next_try_at = ${next}, rule = ${rule.words}`
    }
    case 'done':
      return sql`ended_at = ${end.at}`
    case 'failed': {
      const { at, error, next } = end
      const rest = next === null ? sql`ended_at = ${at}, given_up = true` : sql`next_try_at = ${next}`
      return sql`last_error = ${error}, last_error_at = ${at}, ${rest}`
    }
    case 'given back':
      return sql`tries = tries - 1, next_try_at = ${end.at}`
  }
}
