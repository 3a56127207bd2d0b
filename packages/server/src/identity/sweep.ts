import { seconds } from '../platform/clock.ts'
import type { Deps } from '../platform/deps.ts'
import { repeatedly } from '../platform/work.ts'

/** Forgets sessions, sign-ups, requests for a password and counts of attempts a month after they ended. */
export const forgetExpired = repeatedly('forget-expired', 3_600_000, async (deps: Deps) => {
  const before = deps.clock.now() - seconds(30 * 86_400)
  await deps.pool.query('DELETE FROM sessions WHERE expires_at < $1', [before])
  await deps.pool.query('DELETE FROM email_codes WHERE expires_at < $1', [before])
  await deps.pool.query('DELETE FROM password_resets WHERE expires_at < $1', [before])
  await deps.pool.query('DELETE FROM attempts WHERE started_at < $1', [before])
})
