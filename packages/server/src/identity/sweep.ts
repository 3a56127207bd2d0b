import { forgetAttemptsBefore } from '../platform/attempts.ts'
import { seconds } from '../platform/clock.ts'
import { every } from '../platform/work/rules.ts'
import { schedule } from '../platform/work/work.ts'

/** How many rows of a table one statement forgets: `$2`. */
const limit = 1_000

const statements = [
  'DELETE FROM sessions WHERE id IN (SELECT id FROM sessions WHERE expires_at < $1 LIMIT $2)',
  'DELETE FROM desk_sessions WHERE id IN (SELECT id FROM desk_sessions WHERE expires_at < $1 LIMIT $2)',
  'DELETE FROM challenges WHERE (bound, purpose) IN (SELECT bound, purpose FROM challenges WHERE expires_at < $1 LIMIT $2)',
  'DELETE FROM openings WHERE id IN (SELECT id FROM openings WHERE expires_at < $1 LIMIT $2)',
  'DELETE FROM email_codes WHERE id IN (SELECT id FROM email_codes WHERE expires_at < $1 LIMIT $2)',
  `DELETE FROM password_resets WHERE email_index IN
     (SELECT email_index FROM password_resets WHERE expires_at < $1 LIMIT $2)`,
]

/** Forgets sessions, sign-ups, requests for a password and counts of attempts a month after they ended. */
export const forgetExpired = schedule({
  name: 'forget expired',
  when: every(3_600),
  catchUp: 'latest',
  async run(deps) {
    const before = deps.clock.now() - seconds(30 * 86_400)
    let isMore = await forgetAttemptsBefore(deps, before, limit)
    for (const statement of statements) {
      const { rowCount } = await deps.pool.query(statement, [before, limit])
      isMore ||= rowCount === limit
    }
    return isMore ? 'more' : undefined
  },
})
