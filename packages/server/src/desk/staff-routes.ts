// Who works here, what roles may do, and which acts need a second person.
import type { RowOf } from '@farthing/ledger'
import { Type } from 'typebox'
import type { Second } from '../act/index.ts'
import { actRules, actsOf, ruleKey, secondOf } from '../act/index.ts'
import { toRfc3339 } from '../platform/clock.ts'
import type { Routes } from '../platform/http/app.ts'
import { Money, Nullable, PublicId, Timestamp } from '../platform/http/schemas.ts'
import { toPublic } from '../platform/ids.ts'
import type { Currency } from '../platform/money.ts'
import { toMoney } from '../platform/money.ts'
import { listStaff, permissionsOf, readStaff, roleKey, roleMay, roleNames, staffRoles } from '../staff/index.ts'
import type { RoleName, staffMembers } from '../staff/index.ts'
import { staffCaller } from './caller.ts'
import { deskSchema } from './route.ts'

const closed = { additionalProperties: false } as const
const Role = Type.Unsafe<RoleName>(Type.Union(roleNames.map((role) => Type.Literal(role))))
const Limit = Type.Object({ act: Type.String(), max: Money }, closed)
const Member = Type.Object(
  {
    id: PublicId('stf'),
    name: Type.String(),
    email: Type.String(),
    status: Type.Union([Type.Literal('invited'), Type.Literal('active'), Type.Literal('ended')]),
    roles: Type.Array(Role),
    limits: Type.Array(Limit, {
      description: 'What they may give in 24 hours without a second person, where it was set.',
    }),
    invited_at: Timestamp,
    ended_at: Nullable(Timestamp),
  },
  { ...closed, title: 'StaffMember' },
)
const Permission = Type.Object({ name: Type.String(), says: Type.String(), reads: Type.Boolean() }, closed)
const RoleListed = Type.Object(
  { role: Role, as_built: Type.Boolean(), permissions: Type.Array(Type.String()), members: Type.Integer() },
  closed,
)
const When = Type.Union([Type.Literal('never'), Type.Literal('always'), Type.Literal('above')])
const Rule = Type.Object(
  {
    act: Type.String(),
    says: Type.String(),
    permission: Type.String(),
    when: When,
    above: Type.Array(Money),
    can_change: Type.Boolean(),
    as_built: Type.Boolean(),
    changed_at: Nullable(Timestamp),
  },
  { ...closed, title: 'ActRule' },
)

export const peopleRoutes: Routes = (app, deps) => {
  const peopleListed = Type.Object({ data: Type.Array(Member) }, closed)
  const people = { operationId: 'deskStaff', summary: 'See who works here' }
  app.get('/api/desk/staff', { schema: deskSchema(readStaff, people, peopleListed) }, async (request) => {
    await staffCaller(deps, request, readStaff)
    const listed = await listStaff(deps)
    return {
      data: listed.map(({ person: { staff, name, email }, member }) => ({
        id: toPublic('stf', staff),
        name,
        email,
        ...memberBody(member),
      })),
    }
  })

  const rolesListed = Type.Object({ data: Type.Array(RoleListed), permissions: Type.Array(Permission) }, closed)
  const roles = { operationId: 'deskRoles', summary: 'See what each role may do' }
  app.get('/api/desk/roles', { schema: deskSchema(readStaff, roles, rolesListed) }, async (request) => {
    await staffCaller(deps, request, readStaff)
    const all = permissionsOf(deps)
    const keys = roleNames.map((role) => [staffRoles, roleKey(role)] as const)
    const seen = await deps.ledger.look({ rows: keys })
    const data = roleNames.map((role) => ({
      role,
      as_built: (seen.row(staffRoles, roleKey(role))?.permissions ?? null) === null,
      permissions: all.filter((each) => roleMay(seen, role, each)).map(({ name }) => name),
      members: seen.row(staffRoles, roleKey(role))?.members.length ?? 0,
    }))
    return { data, permissions: all.map(({ name, says, reads }) => ({ name, says, reads })) }
  })

  const rulesListed = Type.Object({ data: Type.Array(Rule) }, closed)
  const rules = { operationId: 'deskActRules', summary: 'See which acts need a second person' }
  app.get('/api/desk/act-rules', { schema: deskSchema(readStaff, rules, rulesListed) }, async (request) => {
    await staffCaller(deps, request, readStaff)
    const acts = actsOf(deps)
    const seen = await deps.ledger.look({ rows: acts.map(({ name }) => [actRules, ruleKey(name)] as const) })
    const data = acts.map((act) => {
      const changed = seen.row(actRules, ruleKey(act.name))
      const { name, says, permission, canChangeSecond = true } = act
      return {
        act: name,
        says,
        permission: permission.name,
        ...secondBody(secondOf(seen, act)),
        can_change: canChangeSecond,
        as_built: changed === undefined,
        changed_at: changed === undefined ? null : toRfc3339(changed.changedAt),
      }
    })
    return { data }
  })
}

const memberBody = ({ status, roles, limits, createdAt, endedAt }: RowOf<typeof staffMembers>) => ({
  status,
  roles: [...roles],
  limits: Object.entries(limits).flatMap(([act, amounts]) =>
    Object.entries(amounts).map(([code, micros]) => ({ act, max: toMoney(BigInt(micros), code as Currency) })),
  ),
  invited_at: toRfc3339(createdAt),
  ended_at: endedAt === null ? null : toRfc3339(endedAt),
})

const secondBody = (second: Second) => ({
  when: second.when,
  above: Object.entries(second.when === 'above' ? second.amounts : {}).map(([code, micros]) =>
    toMoney(BigInt(micros), code as Currency),
  ),
})
