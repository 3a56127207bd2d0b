// The table `work`: who runs what, and what came of it.
import type { Id, Instant, Json } from '@farthing/ledger'
import type pg from 'pg'
import { bytesOf, hexOf, jsonOf } from '../database.ts'
import type { Deps } from '../deps.ts'
import { keyOf } from '../ids.ts'
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

/**
 * Puts a job into the queue. The same identifier again changes nothing.
 *
 * @param client Of the transaction that it belongs to: it is run if that is committed, and then only.
 * @param wanted.id Minted, or derived from what the job is for.
 * @param wanted.input For the job's `run`. Stored as it is: it names people and secrets by identifiers alone.
 * @param wanted.dueAt From when on it may be run.
 */
export async function enqueue<Input extends Json>(
  client: Queryable,
  { name }: Pick<Job<Input>, 'name'>,
  wanted: { readonly id: Id; readonly input: Input; readonly now: Instant; readonly dueAt?: Instant },
): Promise<void> {
  const { id, input, now, dueAt = now } = wanted
  await client.query(
    `INSERT INTO work (id, name, input, created_at, due_at, next_try_at) VALUES ($1, $2, $3, $4, $5, $5)
     ON CONFLICT (id) DO NOTHING`,
    [bytesOf(id), name, jsonOf(input), now, dueAt],
  )
}

/** Makes schedules known. One that has other words than before is due by its new rule, unless it is due already. */
export async function registerSchedules(
  { pool }: Pool,
  schedules: readonly Pick<Schedule, 'name' | 'when'>[],
  now: Instant,
): Promise<void> {
  await pool.query(
    `INSERT INTO work (id, name, rule, created_at, due_at, next_try_at)
     SELECT id, name, rule, $5, due_at, due_at
       FROM unnest($1::bytea[], $2::text[], $3::text[], $4::bigint[]) AS s (id, name, rule, due_at)
     ON CONFLICT (id) DO UPDATE SET rule = excluded.rule, due_at = excluded.due_at, next_try_at = excluded.next_try_at
      WHERE work.rule <> excluded.rule AND NOT work.running AND work.due_at > $5`,
    [
      schedules.map(({ name }) => bytesOf(scheduleId(name))),
      schedules.map(({ name }) => name),
      schedules.map(({ when }) => when.words),
      schedules.map(({ when }) => when.after(now)),
      now,
    ],
  )
}

/** What the last error of work is whose server did not come back. */
export const serverStopped = 'the server that ran it stopped in the middle'

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
  const { rows } = await pool.query<Omit<Claimed, 'id'> & { id: Buffer }>(
    `UPDATE work w
        SET running = true, claims = claims + 1, tries = tries + 1, started_at = $4, next_try_at = $4 + due.lease,
            last_error = CASE WHEN running THEN $5 ELSE last_error END,
            last_error_at = CASE WHEN running THEN $4 ELSE last_error_at END
       FROM (SELECT found.id, k.lease
               FROM unnest($1::text[], $2::bigint[], $3::bigint[]) AS k (name, room, lease)
              CROSS JOIN LATERAL (
                SELECT id FROM work WHERE name = k.name AND ended_at IS NULL AND next_try_at <= $4
                 ORDER BY next_try_at LIMIT k.room FOR UPDATE SKIP LOCKED) AS found) AS due
      WHERE w.id = due.id
     RETURNING w.id, w.name, w.input, w.due_at AS "dueAt", w.tries, w.claims AS claim, w.progress`,
    [
      wanted.map(({ name }) => name),
      wanted.map(({ room }) => room),
      wanted.map(({ lease }) => lease),
      now,
      serverStopped,
    ],
  )
  return rows.map((row) => ({ ...row, id: hexOf(row.id) }))
}

const mine = 'id = $1 AND claims = $2 AND running'

/** Writes down how far a run is, and extends its lease. @returns Whether it is still this server's. */
export async function extendLease(
  { pool }: Pool,
  { id, claim }: Claimed,
  until: Instant,
  progress: Progress | null,
): Promise<boolean> {
  const { rowCount } = await pool.query(
    `UPDATE work SET next_try_at = $3, progress = coalesce($4, progress) WHERE ${mine}`,
    [bytesOf(id), claim, until, progress === null ? null : jsonOf(progress)],
  )
  return rowCount === 1
}

/** Writes down what came of a run. @returns Whether it was still this server's: if not, nothing was written. */
export async function endRun({ pool }: Pool, { id, claim }: Claimed, end: End): Promise<boolean> {
  const [changes, values] = changesOf(end)
  const { rowCount } = await pool.query(`UPDATE work SET running = false, ${changes} WHERE ${mine}`, [
    bytesOf(id),
    claim,
    ...values,
  ])
  return rowCount === 1
}

function changesOf(end: End): readonly [sql: string, values: readonly unknown[]] {
  switch (end.kind) {
    case 'handled': {
      const changes = `tries = 0, progress = NULL, handled_at = $3, handled_due_at = $4, due_at = $5, next_try_at = $5, rule = $6`
      return [changes, [end.at, end.dueAt, end.rule.after(end.dueAt), end.rule.words]]
    }
    case 'done':
      return ['ended_at = $3', [end.at]]
    case 'failed':
      return [
        `last_error = $4, last_error_at = $3, next_try_at = coalesce($5, next_try_at), given_up = $5 IS NULL,
         ended_at = CASE WHEN $5::bigint IS NULL THEN $3::bigint END`,
        [end.at, end.error, end.next],
      ]
    case 'given back':
      return ['tries = tries - 1, next_try_at = $3', [end.at]]
  }
}
