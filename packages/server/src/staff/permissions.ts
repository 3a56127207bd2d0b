// What staff may be permitted, and the roles that have it. A room names its permissions in its manifest.
import type { Id, Seen } from '@farthing/ledger'
import type { Deps } from '../platform/deps.ts'
import { keyOf } from '../platform/ids.ts'
import type { RoleName } from './roles.ts'
import { staffMembers, staffRoles } from './tables.ts'

/** Something that staff may be permitted. */
export type Permission = {
  /** Such as `accounts.block`: stable, stored with changed roles. */
  readonly name: string
  /** In words, for the page of roles. */
  readonly says: string
  /** Who has it unless the operator changed the role. */
  readonly roles: readonly RoleName[]
  /** Changes nothing, so the auditor has it. */
  readonly reads: boolean
}

/** Names something that staff may be permitted. `reads`: it changes nothing. */
export const permission = (
  name: string,
  { says, roles, reads = false }: { says: string; roles: readonly Exclude<RoleName, 'auditor'>[]; reads?: boolean },
): Permission => ({ name, says, roles: reads ? [...roles, 'auditor'] : roles, reads })

/** Key of a role's row. */
export const roleKey = (role: RoleName): Id => keyOf('staff role', role)

/** Whether a role has a permission, by its row where the operator changed it. */
export function roleMay(seen: Pick<Seen, 'row'>, role: RoleName, { name, roles, reads }: Permission): boolean {
  if (role === 'auditor' && !reads) return false
  const changed = seen.row(staffRoles, roleKey(role))?.permissions ?? null
  return changed === null ? roles.includes(role) : changed.includes(name)
}

/** Whether a person may, as things stand in the draft or the look. */
export function staffMay(seen: Pick<Seen, 'row'>, staff: Id, wanted: Permission): boolean {
  const member = seen.row(staffMembers, staff)
  return member?.status === 'active' && member.roles.some((role) => roleMay(seen, role, wanted))
}

export const readRecord = permission('record.read', {
  says: 'Read the record of what staff did',
  roles: ['administrator', 'risk'],
  reads: true,
})
export const readStaff = permission('staff.read', {
  says: 'See who works here, and their roles',
  roles: ['administrator', 'risk', 'finance', 'support'],
  reads: true,
})
export const manageStaff = permission('staff.manage', {
  says: 'Invite people, change their roles and end their access',
  roles: ['administrator'],
})

/** Those of this room. */
export const staffPermissions: readonly Permission[] = [readRecord, readStaff, manageStaff]

/** All permissions of all rooms, in their order. `permission` has made them: the manifests hold no others. */
export const permissionsOf = ({ permissions }: Pick<Deps, 'permissions'>): Permission[] => [
  ...(permissions as ReadonlyMap<string, Permission>).values(),
]
