// Acts on the provider's own people: who works here, and what they may do.
import type { Draft, Id } from '@farthing/ledger'
import { done, refused } from '@farthing/ledger'
import { Type } from 'typebox'
import {
  actsOf,
  approveActs,
  cannot,
  defineAct,
  forgetActText,
  keptActText,
  keptValue,
  moneyValue,
  planLine,
  textValue,
  wordValue,
} from '../act/index.ts'
import { endDeskSessions, normalizeEmail, sendInvitation } from '../identity/index.ts'
import type { Deps } from '../platform/deps.ts'
import { Problem } from '../platform/http/problems.ts'
import { CurrencyCode, FreeText, Nullable, PublicId, TextLine } from '../platform/http/schemas.ts'
import { fromPublic } from '../platform/ids.ts'
import { amountMicros, amountPattern } from '../platform/money.ts'
import type { RoleName } from '../staff/index.ts'
import {
  createStaffPerson,
  endMember,
  inviteMember,
  manageStaff,
  permissionsOf,
  roleKey,
  roleNames,
  roleSet,
  setMemberRoles,
  staffByEmail,
  staffInvited,
  staffLimitsSet,
  staffMembers,
  staffRoles,
  standing,
} from '../staff/index.ts'

const closed = { additionalProperties: false } as const
const Role = Type.Unsafe<RoleName>(Type.Union(roleNames.map((role) => Type.Literal(role))))
const Roles = Type.Array(Role, { minItems: 1, maxItems: 5, uniqueItems: true })
/** Acts that change who may what: always two people, and always a fresh login. */
const byTwo = {
  permission: manageStaff,
  approve: manageStaff,
  fresh: true,
  second: { when: 'always' },
  canChangeSecond: false,
} as const

/** In the order in which roles are listed, so that the same roles are the same input. */
const inOrder = (roles: readonly RoleName[]): RoleName[] => roleNames.filter((role) => roles.includes(role))
const rolesValue = (roles: readonly string[]) => (roles.length === 0 ? null : textValue(roles.join(', ')))

/** @throws {Problem} not_found */
function staffId(text: string): Id {
  const id = fromPublic('stf', text)
  if (id === undefined) throw new Problem('not_found')
  return id
}

/** Invites somebody to work here. The invitation is sent once a second person has approved it. */
export const inviteStaff = defineAct({
  name: 'staff.invite',
  says: 'Invite somebody to work here',
  ...byTwo,
  body: Type.Object({ name: TextLine(100), email: FreeText(254), roles: Roles }, closed),
  refusals: ['invalid_request', 'conflict'],
  async parse(deps, { name, email: text, roles }, { id, keep }) {
    const email = normalizeEmail(text)
    if (email === undefined)
      throw new Problem('invalid_request', { param: 'input.email', detail: 'This is no e-mail address.' })
    if ((await staffByEmail(deps, email)) !== undefined)
      throw new Problem('conflict', { param: 'input.email', detail: 'Somebody with this address works here, or did.' })
    return { staff: id('staff'), person: await keep(JSON.stringify({ name, email })), roles: inOrder(roles) }
  },
  subject: ({ staff }) => ({ kind: 'staff', id: staff }),
  // Whoever approves must see whom: else a second account of one person is approved as somebody else's.
  plan: ({ person, roles }) => ({
    kind: 'plan',
    lines: [planLine('person', null, keptValue(person)), planLine('roles', null, rolesValue(roles))],
  }),
  decide({ staff, roles }, draft, at) {
    inviteMember(draft, staff, roles, at)
    return done({ staff })
  },
  async after(deps, { staff, person }) {
    const text = await keptActText(deps, person)
    if (text === undefined) return
    const { name, email } = JSON.parse(text) as { name: string; email: string }
    await createStaffPerson(deps, { id: staff, name, email })
    await sendInvitation(deps, staff)
    await forgetActText(deps, person)
  },
})

/**
 * Invites somebody once more, who lost the mail, their password or their second factor: taking the invitation replaces all of
 * it. So nobody gets past a second factor by one person's word.
 */
export const inviteStaffAgain = defineAct({
  name: 'staff.invite_again',
  says: 'Invite somebody again, who lost password or second factor',
  ...byTwo,
  body: Type.Object({ staff: PublicId('stf') }, closed),
  refusals: ['not_found', 'staff_ended'],
  parse: (_deps, { staff }) => ({ staff: staffId(staff) }),
  subject: ({ staff }) => ({ kind: 'staff', id: staff }),
  plan({ staff }, draft) {
    const member = standing(draft, staff)
    if ('code' in member) return cannot(member)
    return { kind: 'plan', lines: [planLine('invited_again', null, wordValue(member.status))] }
  },
  decide({ staff }, draft) {
    const member = standing(draft, staff)
    if ('code' in member) return refused(member)
    draft.record(staffInvited.of({ staff, roles: [...member.roles] }))
    return done(null)
  },
  async after(deps, { staff }) {
    await sendInvitation(deps, staff)
  },
})

/** Changes the roles of somebody who works here. */
export const setStaffRoles = defineAct({
  name: 'staff.set_roles',
  says: 'Change somebody’s roles',
  ...byTwo,
  body: Type.Object({ staff: PublicId('stf'), roles: Roles }, closed),
  refusals: ['not_found', 'staff_ended', 'last_administrator'],
  parse: (_deps, { staff, roles }) => ({ staff: staffId(staff), roles: inOrder(roles) }),
  subject: ({ staff }) => ({ kind: 'staff', id: staff }),
  plan({ staff, roles }, draft) {
    const member = standing(draft, staff)
    if ('code' in member) return cannot(member)
    return { kind: 'plan', lines: [planLine('roles', rolesValue(member.roles), rolesValue(roles))] }
  },
  decide({ staff, roles }, draft) {
    const refusal = setMemberRoles(draft, staff, roles)
    return refusal === undefined ? done(null) : refused(refusal)
  },
})

/** Ends somebody's access at once and for good: one person is enough, because it may be urgent. */
export const endStaff = defineAct({
  name: 'staff.end',
  says: 'End somebody’s access',
  permission: manageStaff,
  fresh: true,
  second: { when: 'never' },
  body: Type.Object({ staff: PublicId('stf') }, closed),
  refusals: ['not_found', 'staff_ended', 'last_administrator'],
  parse: (_deps, { staff }) => ({ staff: staffId(staff) }),
  subject: ({ staff }) => ({ kind: 'staff', id: staff }),
  plan({ staff }, draft) {
    const member = standing(draft, staff)
    if ('code' in member) return cannot(member)
    return { kind: 'plan', lines: [planLine('status', wordValue(member.status), wordValue('ended'))] }
  },
  decide({ staff }, draft, at) {
    const refusal = endMember(draft, staff, at)
    return refusal === undefined ? done(null) : refused(refusal)
  },
  after: (deps, { staff }) => endDeskSessions(deps, staff),
})

/** Says up to which amount in 24 hours somebody does an act alone. */
export const setStaffLimit = defineAct({
  name: 'staff.set_limit',
  says: 'Change what somebody may give alone',
  ...byTwo,
  body: Type.Object(
    {
      staff: PublicId('stf'),
      act: Type.String({ maxLength: 64, pattern: '^[a-z_.]+$', description: 'Name of the act.' }),
      currency: CurrencyCode,
      max: Nullable(
        Type.String({
          pattern: amountPattern,
          maxLength: 17,
          description: 'Decimal, for 24 hours; `null`: as the rule of the act says.',
        }),
      ),
    },
    closed,
  ),
  refusals: ['invalid_request', 'not_found', 'staff_ended'],
  parse(deps, { staff, act: name, currency, max }) {
    if (actsOf(deps).every((act) => act.name !== name))
      throw new Problem('invalid_request', { param: 'input.act', detail: 'There is no such act.' })
    return { staff: staffId(staff), act: name, currency, max: max === null ? null : `${amountMicros(max)}` }
  },
  subject: ({ staff }) => ({ kind: 'staff', id: staff }),
  plan({ staff, act, currency, max }, draft) {
    const member = standing(draft, staff)
    if ('code' in member) return cannot(member)
    const value = (micros: string | null) => (micros === null ? null : moneyValue(BigInt(micros), currency))
    const lines = [
      planLine('act', null, wordValue(act)),
      planLine('personal_limit', value(member.limits[act]?.[currency] ?? null), value(max)),
    ]
    return { kind: 'plan', lines }
  },
  decide({ staff, act, currency, max }, draft) {
    const member = standing(draft, staff)
    if ('code' in member) return refused(member)
    const { [currency]: _, ...others } = member.limits[act] ?? {}
    const limits = { ...member.limits, [act]: max === null ? others : { ...others, [currency]: max } }
    draft.put(staffMembers, staff, { ...member, limits })
    draft.record(staffLimitsSet.of({ staff, act, currency, max }))
    return done(null)
  },
})

/** Changes what a role may do. */
export const setRole = defineAct({
  name: 'role.set',
  says: 'Change what a role may do',
  ...byTwo,
  body: Type.Object(
    {
      role: Role,
      permissions: Nullable(
        Type.Array(Type.String({ maxLength: 64, pattern: '^[a-z_.]+$' }), {
          maxItems: 200,
          uniqueItems: true,
          description: 'Their names; `null`: as the role was built.',
        }),
      ),
    },
    closed,
  ),
  refusals: ['invalid_request'],
  parse(deps, { role, permissions }) {
    return { role, permissions: permissions === null ? null : checkedPermissions(deps, role, permissions) }
  },
  subject: ({ role }) => ({ kind: 'role', id: roleKey(role) }),
  plan: ({ role, permissions }, draft) => ({ kind: 'plan', lines: roleLines(draft, role, permissions) }),
  decide({ role, permissions }, draft) {
    const members = draft.row(staffRoles, roleKey(role))?.members ?? []
    draft.put(staffRoles, roleKey(role), { permissions, members })
    draft.record(roleSet.of({ role, permissions: permissions === null ? null : [...permissions] }))
    return done(null)
  },
})

/** @throws {Problem} invalid_request where one is not there, or would make an auditor change something, or nobody could give roles any more. */
function checkedPermissions(deps: Deps, role: RoleName, wanted: readonly string[]): string[] {
  const all = permissionsOf(deps)
  const wrong = (detail: string) => new Problem('invalid_request', { param: 'input.permissions', detail })
  const unknown = wanted.find((name) => all.every((each) => each.name !== name))
  if (unknown !== undefined) throw wrong(`There is no permission ${unknown}.`)
  const found = all.filter(({ name }) => wanted.includes(name))
  if (role === 'auditor' && found.some(({ reads }) => !reads)) throw wrong('An auditor reads, and changes nothing.')
  // Without both, nobody could change roles any more: it takes one who manages staff, and another who also approves.
  const lost = [manageStaff, approveActs].find(({ name }) => !wanted.includes(name))
  if (role === 'administrator' && lost !== undefined)
    throw wrong(`Administrators keep ${lost.name}: nobody else could give it back.`)
  return found.map(({ name }) => name)
}

function roleLines(draft: Pick<Draft, 'row'>, role: RoleName, permissions: readonly string[] | null) {
  const before = draft.row(staffRoles, roleKey(role))?.permissions ?? null
  const value = (names: readonly string[] | null) => (names === null ? wordValue('as_built') : rolesValue(names))
  return [planLine('role', null, wordValue(role)), planLine('permissions', value(before), value(permissions))]
}
