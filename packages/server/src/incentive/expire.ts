import type { Decider, Id, Instant } from '@farthing/ledger'
import { available, done, heldOn, refused } from '@farthing/ledger'
import { payers } from '../account/index.ts'
import { grantBucket } from './accounts.ts'
import { bytesOf, hexOf } from '../platform/database.ts'
import type { Deps } from '../platform/deps.ts'
import type { Refusal } from '../platform/http/submit.ts'
import { sql } from '../platform/sql.ts'
import { every } from '../platform/work/rules.ts'
import { submitDue } from '../platform/work/submit-due.ts'
import { schedule } from '../platform/work/work.ts'
import { incentiveEnded, incentiveExpired } from './events.ts'
import { withoutGrant } from './rules.ts'
import { grants } from './tables.ts'

export type ExpireGrant = { readonly grant: Id }
export type GrantEnded = { readonly grant: Id; readonly micros: string; readonly asset: string }

/**
 * Gives what is left of an expired grant back to the account that bore its cost. What purchases hold of it can still be
 * captured; what comes back from them is taken at the next sweep.
 *
 * Refusals: not_found; already_ended; conflict (not expired yet, or all that is left is held).
 */
const expireGrant: Decider<ExpireGrant, GrantEnded | Refusal> = {
  name: 'incentive.expire',
  prefetch: ({ grant }) => ({ rows: [[grants, grant]] }),
  decide({ grant }, draft, at) {
    const row = draft.row(grants, grant)
    if (row === undefined) return refused({ code: 'not_found' })
    if (row.endedAt !== null) return refused({ code: 'already_ended' })
    if (at < row.expiresAt) return refused({ code: 'conflict' })
    const bucket = grantBucket(grant, row.asset)
    draft.need(() => ({ accounts: [bucket, row.expense], rows: [[payers, row.payer]] }))
    const account = draft.account(bucket)
    const payer = draft.row(payers, row.payer)
    if (account === undefined || payer === undefined) throw new Error(`grant ${grant} has no bucket or no payer`)
    const micros = available(account)
    const held = heldOn(account) > 0n
    if (held && micros === 0n) return refused({ code: 'conflict' })
    const expired = { grant, micros: micros.toString(), asset: row.asset }
    if (micros > 0n) {
      const moves = draft.record(incentiveExpired.of({ ...expired, title: row.title, payer: row.payer }))
      moves.post(bucket, row.expense, micros)
    }
    if (!held) {
      draft.put(grants, grant, { ...row, endedAt: at })
      draft.put(payers, row.payer, { ...payer, state: withoutGrant(payer.state, grant) })
      draft.record(incentiveEnded.of({ grant, payer: row.payer }))
    }
    return done(expired)
  },
}

const pageSize = 200

type Due = { readonly id: Id; readonly asset: string; readonly expiresAt: Instant }

/** Takes expired incentive tokens back, within a minute. */
export const expireGrants = schedule({
  name: 'expire grants',
  when: every(60),
  catchUp: 'latest',
  async run(deps, _dueAt, task) {
    const now = await deps.ledger.now()
    let done = 0
    // Page by page: a grant that purchases hold whole stays due, and must not hide those behind it.
    for (let page = await dueGrants(deps, now); page.length > 0; page = await dueGrants(deps, now, page.at(-1))) {
      done += await endGrants(deps, page)
      await task.report({ done, words: 'grants taken back' })
    }
  },
})

/** Grants that expired and have not ended, the oldest first. @param after Goes on after this one. */
async function dueGrants(deps: Deps, now: Instant, after?: Due): Promise<Due[]> {
  const rest = after === undefined ? sql`true` : sql`(expires_at, id) > (${after.expiresAt}, ${bytesOf(after.id)})`
  const rows = await sql<{ id: Buffer; asset: string; expiresAt: bigint }>`
    SELECT id, asset, expires_at AS "expiresAt" FROM grants
     WHERE ended_at IS NULL AND expires_at <= ${now} AND ${rest}
     ORDER BY expires_at, id LIMIT ${pageSize}`.rows(deps.pool)
  return rows.map((row) => ({ ...row, id: hexOf(row.id) }))
}

/** Takes back those that purchases do not hold whole: they would only be refused. @returns How many that were. */
async function endGrants(deps: Deps, due: readonly Due[]): Promise<number> {
  const buckets = due.map(({ id, asset }) => grantBucket(id, asset))
  const seen = await deps.ledger.look({ accounts: buckets, rows: [] }, { fresh: true })
  const outcomes = await Promise.all(
    due.map(async ({ id, expiresAt }, i) => {
      const account = seen.account(buckets[i] ?? '')
      if (account === undefined || (heldOn(account) > 0n && available(account) === 0n)) return undefined
      // The number of entries grows each time that something of it was held, paid or given back.
      const parts = [id, expiresAt, account.entries]
      return submitDue(deps, expireGrant, { parts, input: { grant: id }, by: expireGrants.name })
    }),
  )
  return outcomes.filter((outcome) => outcome?.kind === 'done').length
}
