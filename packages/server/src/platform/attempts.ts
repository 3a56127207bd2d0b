import { keyOf } from './ids.ts'
import { bytesOf } from './database.ts'
import { seconds } from './clock.ts'
import type { Deps } from './deps.ts'

export type AttemptLimit = { readonly attempts: number; readonly windowSeconds: number }

/**
 * Counts one attempt at guessing something, across all servers.
 *
 * @param what Whose and at what: `sign-in`, an e-mail's index. Stored as a hash.
 * @returns In how many seconds to try again where there were too many; `undefined`: go on.
 */
export async function countAttempt(
  deps: Deps,
  limit: AttemptLimit,
  ...what: readonly string[]
): Promise<number | undefined> {
  const now = deps.clock.now()
  const { rows } = await deps.pool.query<{ count: number; started_at: bigint }>(
    `INSERT INTO attempts (id, count, started_at) VALUES ($1, 1, $2)
     ON CONFLICT (id) DO UPDATE SET
       count = CASE WHEN attempts.started_at <= $3 THEN 1 ELSE attempts.count + 1 END,
       started_at = CASE WHEN attempts.started_at <= $3 THEN $2 ELSE attempts.started_at END
     RETURNING count, started_at`,
    [bytesOf(keyOf('attempt', ...what)), now, now - seconds(limit.windowSeconds)],
  )
  const [row] = rows
  if (row === undefined || row.count <= limit.attempts) return undefined
  return Math.max(1, Number((row.started_at + seconds(limit.windowSeconds) - now) / 1_000_000n))
}

/** What was guessed was right: earlier attempts no longer count. */
export async function forgetAttempts(deps: Deps, ...what: readonly string[]): Promise<void> {
  await deps.pool.query('DELETE FROM attempts WHERE id = $1', [bytesOf(keyOf('attempt', ...what))])
}
