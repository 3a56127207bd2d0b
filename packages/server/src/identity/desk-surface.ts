import type { Id } from '@farthing/ledger'
import { inTransaction } from '../platform/database.ts'
import type { Deps } from '../platform/deps.ts'
import { sayFor } from '../platform/html/index.ts'
import { Problem } from '../platform/http/problems.ts'
import { staffMembers, staffPasswordHash, staffPerson } from '../staff/index.ts'
import {
  beginDeskSession,
  deskSession,
  deskSessionsOf,
  endDeskSession,
  endDeskSessions,
  setDeskCookie,
} from './desk-sessions.ts'
import { rememberBrowser } from './known-browsers.ts'
import type { Surface } from './surface.ts'
import { activated } from './take-invitation.ts'

export const deskPaths = {
  home: '/desk',
  signIn: '/desk/sign-in',
  factor: '/desk/sign-in/factor',
  security: '/desk/security',
} as const

/** Where the provider's own people sign in: always with password and second factor. */
export function deskSurface(deps: Deps): Surface {
  // Days and times of the desk are those of UTC, as in the record.
  const person = async (request: Parameters<Surface['signed']>[0], id: Id) => {
    const { email } = await staffPerson(deps, id)
    return { login: email, email, timeZone: 'UTC', t: sayFor(request) }
  }
  return {
    realm: 'desk',
    paths: deskPaths,
    async signed(request) {
      const at = await deskSession(deps, request)
      if (at === undefined || (await statusOf(deps, at.staff)) !== 'active') return undefined
      const { staff, session, freshUntil } = at
      return { holder: { realm: 'desk', id: staff }, person: await person(request, staff), session, freshUntil }
    },
    mayHaveFactors: () => Promise.resolve(true),
    personOf: person,
    async begin(request, reply, { id, passwordHash }) {
      const failed = new Problem('sign_in_failed', { detail: 'Nobody was signed in.' })
      if (!(await activated(deps, id))) throw failed
      const before = await deskSession(deps, request)
      const cookie = await inTransaction(deps.pool, async (client) =>
        passwordHash !== null && (await staffPasswordHash(id, client)) === passwordHash
          ? beginDeskSession(deps, id, client)
          : undefined,
      )
      if (cookie === undefined || passwordHash === null) throw failed
      if (before !== undefined) await endDeskSession(deps, before.session)
      setDeskCookie(deps, reply, cookie)
      rememberBrowser(deps, request, reply, { user: id, passwordHash })
    },
    sessionsOf: ({ holder }) => deskSessionsOf(deps, holder.id),
    endOthers: (client, { holder, session }) => endDeskSessions(deps, holder.id, { but: session, client }),
  }
}

/** Whether somebody works here; a look of this moment. */
async function statusOf(deps: Deps, staff: Id) {
  const seen = await deps.ledger.look({ rows: [[staffMembers, staff]] }, { fresh: true })
  return seen.row(staffMembers, staff)?.status
}
