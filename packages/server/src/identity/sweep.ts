import { seconds } from '../platform/clock.ts'
import { every } from '../platform/work/rules.ts'
import { schedule } from '../platform/work/work.ts'

const limit = 1_000

/** What is forgotten, by its key and when it ended or, of counts, began. */
const forgotten = [
  ['sessions', 'id', 'expires_at'],
  ['email_codes', 'id', 'expires_at'],
  ['password_resets', 'email_index', 'expires_at'],
  ['attempts', 'id', 'started_at'],
] as const

/** Forgets sessions, sign-ups, requests for a password and counts of attempts a month after they ended. */
export const forgetExpired = schedule({
  name: 'forget expired',
  when: every(3_600),
  catchUp: 'latest',
  async run({ pool, clock }) {
    const before = clock.now() - seconds(30 * 86_400)
    let isMore = false
    for (const [table, key, ended] of forgotten) {
      const { rowCount } = await pool.query(
        `DELETE FROM ${table} WHERE ${key} IN (SELECT ${key} FROM ${table} WHERE ${ended} < $1 LIMIT ${limit})`,
        [before],
      )
      isMore ||= rowCount === limit
    }
    return isMore ? 'more' : undefined
  },
})
