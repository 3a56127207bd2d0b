import { vendorsOf } from '../vendor/index.ts'
import { bytesOf, hexOf } from '../platform/database.ts'
import type { Deps } from '../platform/deps.ts'
import { sayFor } from '../platform/html/index.ts'
import { sql } from '../platform/sql.ts'
import { hasFactor } from './factors/store.ts'
import { changeSession, factorPath } from './forms.ts'
import { walletFreshUntil } from './fresh-login.ts'
import { endOtherSessions, maybeSignedIn } from './sessions.ts'
import type { Surface } from './surface.ts'
import { ownerOf } from './write-password.ts'

/** Second factors of vendors' teams. Other payers get them later; who has one keeps it, whatever team they leave. */
export function walletSurface(deps: Deps): Surface {
  return {
    realm: 'wallet',
    paths: { home: '/wallet', signIn: '/sign-in', factor: factorPath, security: '/security' },
    async signed(request) {
      const who = await maybeSignedIn(deps, request)
      if (who === undefined) return undefined
      const { user, session, email, login } = who
      const [{ timeZone }, freshUntil] = await Promise.all([ownerOf(deps, user), walletFreshUntil(deps, who)])
      return {
        holder: { realm: 'wallet', id: user },
        person: { login, email, timeZone, t: sayFor(request) },
        session,
        freshUntil,
      }
    },
    async mayHaveFactors({ holder }) {
      return (await vendorsOf(deps, holder.id)).length > 0 || (await hasFactor(deps, holder))
    },
    async personOf(request, id) {
      const { login, email, timeZone } = await ownerOf(deps, id)
      return { login, email, timeZone, t: sayFor(request) }
    },
    async begin(request, reply, { id, passwordHash }) {
      const password = passwordHash === null ? {} : { passwordHash }
      await changeSession(deps, request, reply, { user: id, ...password, factor: true })
    },
    async sessionsOf({ holder }) {
      const rows = await sql<{ id: Buffer; created_at: bigint; authenticated_at: bigint }>`
        SELECT id, created_at, authenticated_at FROM sessions
         WHERE user_id = ${bytesOf(holder.id)} AND revoked_at IS NULL AND expires_at > ${deps.clock.now()}
         ORDER BY created_at DESC LIMIT 50`.rows(deps.pool)
      return rows.map((row) => ({ id: hexOf(row.id), createdAt: row.created_at, seenAt: row.authenticated_at }))
    },
    endOthers: (client, { holder, session }) => endOtherSessions(deps, client, holder.id, session),
  }
}
