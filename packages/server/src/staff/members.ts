// Who works for the provider: rules that other rules and the acts of the desk use.
import type { Decider, Draft, Id, Instant, RowOf } from '@farthing/ledger'
import { done, refused } from '@farthing/ledger'
import type { Refusal } from '../platform/http/submit.ts'
import { staffActivated, staffEnded, staffInvited, staffRolesSet } from './events.ts'
import { roleKey } from './permissions.ts'
import type { RoleName } from './roles.ts'
import { roleNames } from './roles.ts'
import { staffMembers, staffRoles } from './tables.ts'

type Member = RowOf<typeof staffMembers>

/** How many active administrators there must be for people to be invited by two of them. */
const enough = 2

/** Writes a member's row, and their name in the row of each role. */
function place(draft: Draft, staff: Id, member: Member): void {
  for (const role of roleNames) {
    const row = draft.row(staffRoles, roleKey(role))
    const members = row?.members ?? []
    const has = member.status === 'active' && member.roles.includes(role)
    if (has === members.includes(staff)) continue
    const changed = has ? [...members, staff] : members.filter((each) => each !== staff)
    draft.put(staffRoles, roleKey(role), { permissions: row?.permissions ?? null, members: changed })
  }
  draft.put(staffMembers, staff, member)
}

/** Active administrators. */
const administrators = (draft: Pick<Draft, 'row'>): readonly Id[] =>
  draft.row(staffRoles, roleKey('administrator'))?.members ?? []

/** Adds a person who has still to take the invitation. */
export function inviteMember(draft: Draft, staff: Id, roles: readonly RoleName[], at: Instant): void {
  place(draft, staff, { status: 'invited', roles, limits: {}, createdAt: at, endedAt: null })
  draft.record(staffInvited.of({ staff, roles: [...roles] }))
}

/** Refusals: not_found, staff_ended, last_administrator. */
export function setMemberRoles(draft: Draft, staff: Id, roles: readonly RoleName[]): Refusal | undefined {
  const found = standing(draft, staff)
  if ('code' in found) return found
  if (!roles.includes('administrator') && isLast(draft, staff)) return { code: 'last_administrator' }
  place(draft, staff, { ...found, roles })
  draft.record(staffRolesSet.of({ staff, roles: [...roles] }))
  return undefined
}

/** Ends a person's access for good. Refusals: not_found, staff_ended, last_administrator. */
export function endMember(draft: Draft, staff: Id, at: Instant): Refusal | undefined {
  const found = standing(draft, staff)
  if ('code' in found) return found
  if (isLast(draft, staff)) return { code: 'last_administrator' }
  place(draft, staff, { ...found, status: 'ended', endedAt: at })
  draft.record(staffEnded.of({ staff }))
  return undefined
}

/** A member who has not gone. Refusals: not_found, staff_ended. */
export function standing(draft: Pick<Draft, 'row'>, staff: Id): Member | Refusal {
  const member = draft.row(staffMembers, staff)
  if (member === undefined) return { code: 'not_found' }
  return member.status === 'ended' ? { code: 'staff_ended' } : member
}

function isLast(draft: Draft, staff: Id): boolean {
  const all = administrators(draft)
  return all.length === 1 && all[0] === staff
}

export type BeginStaff = { readonly staff: Id; readonly roles: readonly RoleName[] }

/**
 * Invites somebody from the operator's own machine, while there are not yet two administrators who could do it at the
 * desk. Refusals: staff_begun.
 */
export const beginStaff: Decider<BeginStaff, { readonly staff: Id } | Refusal> = {
  name: 'staff.begin',
  decide({ staff, roles }, draft, at) {
    if (administrators(draft).length >= enough) return refused({ code: 'staff_begun' })
    inviteMember(draft, staff, roles, at)
    return done({ staff })
  },
}

/** Somebody took their invitation. Refusals: not_found, staff_ended; conflict where it was taken before. */
export const activateStaff: Decider<{ readonly staff: Id }, { readonly staff: Id } | Refusal> = {
  name: 'staff.activate',
  decide({ staff }, draft) {
    const member = standing(draft, staff)
    if ('code' in member) return refused(member)
    if (member.status !== 'invited') return refused({ code: 'conflict' })
    place(draft, staff, { ...member, status: 'active' })
    draft.record(staffActivated.of({ staff, roles: [...member.roles] }))
    return done({ staff })
  },
}
