// What the operator sees of timed work.
import type { Id, Instant } from '@farthing/ledger'
import { seconds } from '../clock.ts'
import { bytesOf, hexOf } from '../database.ts'
import type { Deps } from '../deps.ts'
import { sql } from '../sql.ts'
import { every } from './rules.ts'
import type { Progress } from './work.ts'
import { schedule } from './work.ts'

/**
 * `waiting`: until it is due. `running`: a server has it. `failing`: its last run failed, and it is tried again.
 * `late`: it is due for more than a minute, and no server has taken it. `done`, `given_up`: a job that ended.
 */
type WorkStatus = 'waiting' | 'running' | 'failing' | 'late' | 'done' | 'given_up'

export type WorkListed = {
  readonly id: Id
  readonly name: string
  /** When it is due, in words; `null`: a job. */
  readonly rule: string | null
  readonly status: WorkStatus
  readonly dueAt: Instant
  /** When a server takes it; `null`: it runs, or ended. */
  readonly nextTryAt: Instant | null
  readonly startedAt: Instant | null
  /** When it last came to its end. */
  readonly endedAt: Instant | null
  /** Runs since then, the one under way included. */
  readonly tries: number
  readonly progress: Progress | null
  readonly lastError: string | null
  readonly lastErrorAt: Instant | null
}

type Row = Omit<WorkListed, 'id' | 'status' | 'nextTryAt'> & {
  readonly id: Buffer
  readonly nextTryAt: Instant
  readonly running: boolean
  readonly givenUp: boolean
}

/** Schedules by name; then jobs, those that were given up first, then those that wait, then the latest that are done. */
export async function listWork({ pool }: Pick<Deps, 'pool'>, now: Instant, limit: number): Promise<WorkListed[]> {
  const rows = await sql<Row>`
    SELECT id, name, rule, due_at AS "dueAt", next_try_at AS "nextTryAt", running, given_up AS "givenUp",
           started_at AS "startedAt", coalesce(ended_at, handled_at) AS "endedAt", tries, progress,
           last_error AS "lastError", last_error_at AS "lastErrorAt"
      FROM work
     ORDER BY rule IS NULL, CASE WHEN rule IS NOT NULL THEN name END, NOT given_up, ended_at IS NOT NULL,
              ended_at DESC, due_at, id LIMIT ${limit}`.rows(pool)
  return rows.map(({ running, givenUp, nextTryAt, ...row }) => {
    const status = statusOf({ ...row, running, givenUp, nextTryAt }, now)
    return {
      ...row,
      id: hexOf(row.id),
      status,
      nextTryAt: ['running', 'done', 'given_up'].includes(status) ? null : nextTryAt,
    }
  })
}

function statusOf(row: Omit<Row, 'id'>, now: Instant): WorkStatus {
  if (row.givenUp) return 'given_up'
  if (row.rule === null && row.endedAt !== null) return 'done'
  if (row.nextTryAt <= now - seconds(60)) return 'late'
  if (row.running) return 'running'
  return row.tries > 0 ? 'failing' : 'waiting'
}

/** Lets a job that was given up be tried again, from the beginning of its tries. @returns Whether it had been. */
export async function tryAgain({ pool }: Pick<Deps, 'pool'>, id: Id, now: Instant): Promise<boolean> {
  const rows = await sql`
    UPDATE work SET given_up = false, ended_at = NULL, tries = 0, next_try_at = ${now}
     WHERE id = ${bytesOf(id)} AND given_up RETURNING id`.rows(pool)
  return rows.length === 1
}

/** Jobs that ended are kept for 30 days. */
export const forgetJobs = schedule({
  name: 'forget jobs',
  when: every(3_600),
  catchUp: 'latest',
  async run({ pool, ledger }) {
    const limit = 1_000
    const before = (await ledger.now()) - seconds(30 * 86_400)
    const gone = await sql`
      DELETE FROM work WHERE id IN (SELECT id FROM work WHERE ended_at < ${before} LIMIT ${limit}) RETURNING id`.rows(
      pool,
    )
    return gone.length === limit ? 'more' : undefined
  },
})
