import type { Id, Instant } from '@farthing/ledger'
import { bytesOf, hexOf } from '../platform/database.ts'
import type { Deps } from '../platform/deps.ts'
import { sql } from '../platform/sql.ts'

export type SessionListed = { readonly user: Id; readonly createdAt: Instant; readonly expiresAt: Instant }

/** Where users are signed in now, the latest first. */
export async function sessionsOf(deps: Pick<Deps, 'pool' | 'clock'>, users: readonly Id[]): Promise<SessionListed[]> {
  const rows = await sql<Omit<SessionListed, 'user'> & { user: Buffer }>`
    SELECT user_id AS user, created_at AS "createdAt", expires_at AS "expiresAt" FROM sessions
     WHERE user_id = ANY(${users.map(bytesOf)}::bytea[]) AND revoked_at IS NULL AND expires_at > ${deps.clock.now()}
     ORDER BY created_at DESC, id LIMIT 100`.rows(deps.pool)
  return rows.map((row) => ({ ...row, user: hexOf(row.user) }))
}
