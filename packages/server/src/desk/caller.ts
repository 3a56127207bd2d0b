import type { Id, Instant } from '@farthing/ledger'
import type { FastifyRequest } from 'fastify'
import { deskSession } from '../identity/index.ts'
import type { Deps } from '../platform/deps.ts'
import { Problem } from '../platform/http/problems.ts'
import type { Permission, RoleName } from '../staff/index.ts'
import { roleKey, roleNames, staffMay, staffMembers, staffRoles } from '../staff/index.ts'

/** A member of staff at the desk. */
export type StaffCaller = {
  readonly staff: Id
  /** SHA-256 of the cookie, hex. */
  readonly session: string
  readonly roles: readonly RoleName[]
  /** Until when what needs a fresh login may be done. */
  readonly freshUntil: Instant
  may(permission: Permission): boolean
}

/**
 * Who is at the desk. What is then done asks again, under the lock, whether they may: a look is a moment old.
 *
 * @param permission What the request needs; left out: nothing but to work here.
 *
 * @throws {Problem} signed_out, also for who works here no more; not_permitted
 */
export async function staffCaller(deps: Deps, request: FastifyRequest, permission?: Permission): Promise<StaffCaller> {
  const at = await deskSession(deps, request)
  const signedOut = new Problem('signed_out', { detail: 'Sign in at the desk and try again. Nothing was done.' })
  if (at === undefined) throw signedOut
  const keys = [[staffMembers, at.staff] as const, ...roleNames.map((role) => [staffRoles, roleKey(role)] as const)]
  const seen = await deps.ledger.look({ rows: keys }, { fresh: true })
  const member = seen.row(staffMembers, at.staff)
  if (member?.status !== 'active') throw signedOut
  const may = (wanted: Permission) => staffMay(seen, at.staff, wanted)
  if (permission !== undefined && !may(permission)) {
    throw new Problem('not_permitted', { detail: `It needs the permission ${permission.name}. Nothing was done.` })
  }
  return { ...at, roles: member.roles, may }
}

/** @throws {Problem} fresh_login_needed */
export function demandFresh(deps: Pick<Deps, 'clock'>, { freshUntil }: StaffCaller): void {
  if (deps.clock.now() >= freshUntil) {
    throw new Problem('fresh_login_needed', {
      detail: 'Show once more who you are, then send it again. Nothing was done.',
    })
  }
}
