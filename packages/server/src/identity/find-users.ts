import type { Id, Instant } from '@farthing/ledger'
import { bytesOf, hexOf } from '../platform/database.ts'
import type { Deps } from '../platform/deps.ts'
import { fromPublic } from '../platform/ids.ts'
import type { UserRow } from './users.ts'
import { emailIndexes, normalizeEmail, personOf } from './users.ts'

export type UserFound = {
  readonly user: Id
  readonly account: Id
  readonly name: string
  readonly email: string | null
  readonly emailVerified: boolean
  readonly staff: boolean
  readonly createdAt: Instant
}

/**
 * Finds users for the provider's staff (R3). Names and addresses are sealed, so an address is found whole or not at
 * all.
 *
 * @param q `usr_…`, `acc_…` (all members) or an e-mail address; empty: the newest.
 */
export async function findUsers(deps: Deps, q: string, limit: number): Promise<UserFound[]> {
  const [condition, value] = conditionOf(deps, q)
  if (condition === undefined) return []
  const { rows } = await deps.pool.query<UserRow & { created_at: bigint }>(
    `SELECT id, account, email_sealed, number_sealed, name_sealed, key_wrapped, email_verified_at, staff, created_at
       FROM users WHERE ${condition} ORDER BY created_at DESC, id DESC LIMIT $2`,
    [value, limit],
  )
  return rows.map((row) => ({
    user: hexOf(row.id),
    account: hexOf(row.account),
    ...personOf(deps, row),
    emailVerified: row.email_verified_at !== null,
    staff: row.staff,
    createdAt: row.created_at,
  }))
}

function conditionOf(deps: Deps, q: string): [condition: string | undefined, value: Buffer | Buffer[] | null] {
  if (q === '') return ['$1::bytea IS NULL', null]
  const user = fromPublic('usr', q)
  if (user !== undefined) return ['id = $1', bytesOf(user)]
  const account = fromPublic('acc', q)
  if (account !== undefined) return ['account = $1', bytesOf(account)]
  const email = normalizeEmail(q)
  return email === undefined ? [undefined, null] : ['email_index = ANY($1)', emailIndexes(deps, email)]
}
