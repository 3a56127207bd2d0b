import type { Decider, Id } from '@farthing/ledger'
import { available, done, more, post, put, refused } from '@farthing/ledger'
import { sql } from 'kysely'
import { payers } from '../account/index.ts'
import { grantBucket } from '../chart/index.ts'
import { hexOf } from '../platform/database.ts'
import type { Deps } from '../platform/deps.ts'
import type { Refusal } from '../platform/http/submit.ts'
import { submitOnce } from '../platform/http/submit.ts'
import type { Work } from '../platform/work.ts'
import { repeatedly } from '../platform/work.ts'
import { withoutGrant } from './rules.ts'
import { grants } from './tables.ts'

export type ExpireGrant = { readonly grant: Id }
export type GrantEnded = { readonly grant: Id; readonly micros: string; readonly asset: string }

/**
 * Gives what is left of an expired grant back to the account that bore its cost. What purchases hold of it stays
 * theirs until they are captured; what comes back from them goes at the next sweep.
 *
 * Refusals: not_found; already_ended; conflict (not expired yet, or all that is left is held).
 */
const expireGrant: Decider<ExpireGrant, GrantEnded | Refusal> = {
  name: 'incentive.expire',
  reads: ({ grant }, hints) => ({ accounts: hints.accounts, rows: [[grants, grant], ...hints.rows] }),
  decide({ grant }, seen, at) {
    const row = seen.row(grants, grant)
    if (row === undefined) return refused({ code: 'not_found' })
    if (row.endedAt !== null) return refused({ code: 'already_ended' })
    if (at < row.expiresAt) return refused({ code: 'conflict' })
    const bucket = grantBucket(grant, row.asset)
    if (!seen.knowsRow(payers, row.payer) || !seen.knowsAccount(bucket)) {
      return more({ accounts: [bucket, row.expense], rows: [[payers, row.payer]] })
    }
    const account = seen.account(bucket)
    const payer = seen.row(payers, row.payer)
    if (account === undefined || payer === undefined) throw new Error(`grant ${grant} has no bucket or no payer`)
    const micros = available(account)
    const held = account.debitsPending > 0n
    if (held && micros === 0n) return refused({ code: 'conflict' })
    return done({
      legs: micros > 0n ? [post(bucket, row.expense, micros)] : [],
      rows: held
        ? []
        : [
            put(grants, grant, { ...row, endedAt: at }),
            put(payers, row.payer, { ...payer, state: withoutGrant(payer.state, grant) }),
          ],
      answer: { grant, micros: micros.toString(), asset: row.asset },
    })
  },
}

const batch = 200

/** One sweep over expired grants. @returns Whether there may be more. */
export async function sweepGrants(deps: Deps): Promise<boolean> {
  const { rows } = await sql<{ id: Buffer }>`
    SELECT g.id FROM grants g
     WHERE g.ended_at IS NULL AND g.expires_at <= ${deps.clock.now()}
     ORDER BY g.expires_at LIMIT ${batch}`.execute(deps.db)
  const due = rows.map((row) => hexOf(row.id))
  const seen = await deps.ledger.look({ accounts: [], rows: due.map((id) => [grants, id] as const) })
  const buckets = due.flatMap((id) => {
    const row = seen.row(grants, id)
    return row === undefined ? [] : [{ id, bucket: grantBucket(id, row.asset) }]
  })
  const accounts = await deps.ledger.look({ accounts: buckets.map(({ bucket }) => bucket), rows: [] })
  // What is held whole by purchases would only be refused, and each refusal is a line of the log.
  const ready = buckets.filter(({ bucket }) => {
    const account = accounts.account(bucket)
    return account !== undefined && (account.debitsPending === 0n || available(account) > 0n)
  })
  await Promise.all(ready.map(({ id }) => submitOnce(deps, deps.ids.mint(), expireGrant, { grant: id })))
  return ready.length === batch
}

/** Takes expired incentive tokens back, within a minute. */
export const expireGrants: Work = repeatedly('expire grants', 60_000, sweepGrants)
