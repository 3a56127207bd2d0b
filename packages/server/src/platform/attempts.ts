import { RetryableFault, UnknownOutcome } from '@farthing/ledger'
import { keyOf } from './ids.ts'
import { bytesOf } from './database.ts'
import { seconds } from './clock.ts'
import type { Deps } from './deps.ts'
import { Problem } from './http/problems.ts'
import type { Say } from './html/say.ts'

/** A counter of attempts at guessing something, across all servers. */
export type Counter = {
  /** Whose it is and of what: `sign-in`, an e-mail's index. Stored as a hash. */
  readonly of: readonly string[]
  readonly attempts: number
  readonly windowSeconds: number
  /**
   * Once `attempts` are used up, one attempt in so many seconds is still let through: it slows down, and locks nobody
   * out.
   */
  readonly thenEverySeconds?: number
  /** Whose it is, for the person who is refused: `Too many wrong passwords came from your network.` */
  readonly words: (t: Say) => string
}

/**
 * Counts one attempt in each counter, in order, until one of them refuses. What that one refuses does not count in the
 * counters after it.
 *
 * @throws {Problem} quota_exceeded, in the counter's words and with the time to wait.
 */
export async function countAttempt(deps: Deps, counters: readonly Counter[]): Promise<void> {
  for (const counter of counters) {
    const retryAfterSeconds = await waitOf(deps, counter).catch(nothingElseDone)
    if (retryAfterSeconds === undefined) continue
    const detail = (t: Say) =>
      t('server.attempts.refused', { why: counter.words(t), span: spanInWords(t, retryAfterSeconds) })
    throw new Problem('quota_exceeded', { detail, retryAfterSeconds })
  }
}

/** The count may have been written although its reply was lost; nothing else was. */
function nothingElseDone(error: unknown): never {
  throw error instanceof UnknownOutcome ? new RetryableFault(error.message, { cause: error }) : error
}

/** The guess was right, and the counter belongs to whoever guessed: what they mistyped before no longer counts. */
export async function forgetAttempts(deps: Deps, { of }: Counter): Promise<void> {
  await deps.pool.query('DELETE FROM attempts WHERE id = $1', [idOf(of)])
}

/** The guess was right, and others share the counter, or somebody can be right as often as they like: only this attempt no longer counts. */
export async function giveBackAttempt(deps: Deps, { of }: Counter): Promise<void> {
  await deps.pool.query('UPDATE attempts SET count = count - 1 WHERE id = $1 AND count > 0', [idOf(of)])
}

/** Forgets counts that began before an instant. @returns Whether there may be more than the `limit` that went. */
export async function forgetAttemptsBefore(deps: Pick<Deps, 'pool'>, before: bigint, limit: number): Promise<boolean> {
  const { rowCount } = await deps.pool.query(
    'DELETE FROM attempts WHERE id IN (SELECT id FROM attempts WHERE started_at < $1 LIMIT $2)',
    [before, limit],
  )
  return rowCount === limit
}

const idOf = (of: readonly string[]): Buffer => bytesOf(keyOf('attempt', ...of))

/** In how many seconds to try again; `undefined`: go on. */
async function waitOf(deps: Deps, { of, attempts, windowSeconds, thenEverySeconds }: Counter) {
  const wait = await count(deps, of, attempts, windowSeconds)
  if (wait === undefined || thenEverySeconds === undefined) return wait
  return count(deps, [...of, 'slow'], 1, thenEverySeconds)
}

async function count(deps: Deps, of: readonly string[], attempts: number, windowSeconds: number) {
  const now = deps.clock.now()
  const { rows } = await deps.pool.query<{ count: number; started_at: bigint }>(
    `INSERT INTO attempts (id, count, started_at) VALUES ($1, 1, $2)
     ON CONFLICT (id) DO UPDATE SET
       count = CASE WHEN attempts.started_at <= $3 THEN 1 ELSE attempts.count + 1 END,
       started_at = CASE WHEN attempts.started_at <= $3 THEN $2 ELSE attempts.started_at END
     RETURNING count, started_at`,
    [idOf(of), now, now - seconds(windowSeconds)],
  )
  const [row] = rows
  if (row === undefined || row.count <= attempts) return undefined
  return Math.max(1, Number((row.started_at + seconds(windowSeconds) - now) / 1_000_000n))
}

const spanInWords = (t: Say, count: number): string =>
  count < 120 ? t('server.span.seconds', { count }) : t('server.span.minutes', { count: Math.ceil(count / 60) })
