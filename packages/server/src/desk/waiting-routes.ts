// What was done and what waits for a second person, and what they do with it.
import type { Id } from '@farthing/ledger'
import { Type } from 'typebox'
import type { Static } from 'typebox'
import type { Ended, ListedAct } from '../act/index.ts'
import {
  actNamed,
  approveAct,
  approveActs,
  endAct,
  findAct,
  listActs,
  planHash,
  previewAct,
  readActs,
} from '../act/index.ts'
import { toRfc3339 } from '../platform/clock.ts'
import type { Deps } from '../platform/deps.ts'
import type { App, Routes } from '../platform/http/app.ts'
import { fromCursor, pageOf } from '../platform/http/cursors.ts'
import { Problem } from '../platform/http/problems.ts'
import type { ProblemCode } from '../platform/http/problems.ts'
import { Attempt, Nullable, Page, pageQuery, PublicId, Timestamp } from '../platform/http/schemas.ts'
import type { Result } from '../platform/http/submit.ts'
import { doneOr } from '../platform/http/submit.ts'
import { fromPublic, toPublic } from '../platform/ids.ts'
import { publicSubject, staffPeople } from '../staff/index.ts'
import { ActId, Line, linesBody, PlanHash, Reason, WhySecondSchema } from './act-bodies.ts'
import type { StaffCaller } from './caller.ts'
import { demandFresh, staffCaller } from './caller.ts'
import { deskSchema } from './route.ts'

const closed = { additionalProperties: false } as const
const statuses = ['waiting', 'done', 'refused', 'withdrawn', 'lapsed'] as const
const status = Type.Unsafe<(typeof statuses)[number]>(
  Type.Union(
    statuses.map((each) => Type.Literal(each)),
    { description: '`lapsed`: nobody approved it in time, or it would do something else by now.' },
  ),
)
const Person = Type.Object({ id: PublicId('stf'), name: Type.String() }, { ...closed, title: 'StaffNamed' })
const ActListed = Type.Object(
  {
    id: ActId,
    name: Type.String({ description: 'Which act.' }),
    status,
    staff: Person,
    reason: Type.String(),
    subject: Nullable(Type.Object({ kind: Type.String(), id: Nullable(Type.String()) }, closed)),
    lines: Type.Array(Line),
    plan_hash: PlanHash,
    changed: Nullable({
      ...Type.Boolean(),
      description: 'Whether it would do something else by now: then it lapses when it is approved. `null`: not asked.',
    }),
    second_person: Nullable(WhySecondSchema),
    second: Nullable(Person),
    second_reason: Nullable(Type.String()),
    created_at: Timestamp,
    expires_at: Nullable(Timestamp),
    ended_at: Nullable(Timestamp),
    may: Type.Object(
      { approve: Type.Boolean(), withdraw: Type.Boolean() },
      { ...closed, description: 'What you may do with it, as it stands.' },
    ),
  },
  { ...closed, title: 'StaffAct' },
)
const params = Type.Object({ act: ActId })

export const waitingRoutes: Routes = (app, deps) => {
  listRoute(app, deps)
  oneRoute(app, deps)
  approveRoute(app, deps)
  endRoutes(app, deps)
}

function listRoute(app: App, deps: Deps): void {
  const operation = {
    operationId: 'deskActs',
    summary: 'List what staff did, and what waits for a second person',
    description: 'Newest first.',
  }
  const querystring = Type.Object({ ...pageQuery, status: Type.Optional(status) }, closed)
  const schema = { ...deskSchema(readActs, operation, Page(ActListed)), querystring }
  app.get('/api/desk/prepared', { schema }, async (request) => {
    const caller = await staffCaller(deps, request, readActs)
    const { cursor, limit = 25, status: wanted } = request.query
    const found = await listActs(deps, { status: wanted, after: fromCursor(cursor), limit: limit + 1 })
    const bodies = await actBodies(deps, caller, found)
    const rows = found.map((each, i) => ({ each, body: bodies[i] }))
    return pageOf(
      rows.flatMap(({ each, body }) => (body === undefined ? [] : [{ each, body }])),
      limit,
      ({ body }) => body,
      ({ each }) => ({ at: each.row.createdAt, id: each.id }),
    )
  })
}

function oneRoute(app: App, deps: Deps): void {
  const operation = { operationId: 'deskAct', summary: 'See one act, with what it does or did' }
  const schema = { ...deskSchema(readActs, operation, ActListed), params }
  app.get('/api/desk/prepared/:act', { schema }, async (request) => {
    const caller = await staffCaller(deps, request, readActs)
    const found = await actOf(deps, request.params.act)
    const body = await actBody(deps, caller, found)
    return body.status === 'waiting' ? { ...body, changed: await hasChanged(deps, found) } : body
  })
}

/** Whether the act would do something else by now than it was prepared to do. */
async function hasChanged(deps: Deps, { row }: ListedAct): Promise<boolean> {
  const now = await previewAct(deps, actNamed(deps, row.act), { staff: row.staff, input: row.input })
  return !('plan' in now) || planHash(now.plan) !== row.planHash
}

const endings: readonly ProblemCode[] = ['act_ended', 'own_act', 'not_found']

function approveRoute(app: App, deps: Deps): void {
  const operation = {
    operationId: 'approveAct',
    summary: 'Approve what somebody else prepared',
    description: 'The act is done, once. Needs a fresh login.',
  }
  const refusals = [...everyRefusal(deps), ...endings, 'act_changed' as const, 'fresh_login_needed' as const]
  const body = Type.Object({ attempt: Attempt, reason: Type.Optional(Reason), plan_hash: PlanHash }, closed)
  const schema = { ...deskSchema(approveActs, operation, ActListed, refusals), params, body }
  app.post('/api/desk/prepared/:act/approve', { schema }, async (request) => {
    const caller = await staffCaller(deps, request, approveActs)
    demandFresh(deps, caller)
    const found = await actOf(deps, request.params.act)
    const { attempt, reason = '', plan_hash: planHash } = request.body
    const decided = { attempt, staff: caller.staff, act: found.id, reason, planHash }
    return ended(deps, caller, found.id, await approveAct(deps, actNamed(deps, found.row.act), decided))
  })
}

/** An act is done by its approval, so that may be refused as the act itself may. */
const everyRefusal = (deps: Deps): ProblemCode[] => [
  ...new Set([...deps.acts.keys()].flatMap((name) => actNamed(deps, name).refusals)),
]

function endRoutes(app: App, deps: Deps): void {
  const body = Type.Object({ attempt: Attempt, reason: Reason }, closed)
  const refuse = { operationId: 'refuseAct', summary: 'Refuse what somebody else prepared' }
  const schema = { ...deskSchema(approveActs, refuse, ActListed, endings), params, body }
  app.post('/api/desk/prepared/:act/refuse', { schema }, async (request) => {
    const caller = await staffCaller(deps, request, approveActs)
    return end(deps, caller, request.params.act, 'refuse', request.body)
  })
  const withdraw = { operationId: 'withdrawAct', summary: 'Withdraw what you prepared' }
  const withdrawing = { ...deskSchema(null, withdraw, ActListed, endings), params, body }
  app.post('/api/desk/prepared/:act/withdraw', { schema: withdrawing }, async (request) => {
    const caller = await staffCaller(deps, request)
    return end(deps, caller, request.params.act, 'withdraw', request.body)
  })
}

async function end(
  deps: Deps,
  caller: StaffCaller,
  act: string,
  how: 'refuse' | 'withdraw',
  body: { readonly attempt: string; readonly reason: string },
) {
  const found = await actOf(deps, act)
  const decided = { ...body, staff: caller.staff, act: found.id }
  return ended(deps, caller, found.id, await endAct(deps, actNamed(deps, found.row.act), how, decided))
}

async function ended(deps: Deps, caller: StaffCaller, id: Id, result: Result<Ended>) {
  doneOr(result, 'staff')
  return actBody(deps, caller, await actOf(deps, toPublic('act', id)))
}

/** @throws {Problem} not_found */
async function actOf(deps: Deps, text: string): Promise<ListedAct> {
  const id = fromPublic('act', text)
  const found = id === undefined ? undefined : await findAct(deps, id)
  if (found === undefined) throw new Problem('not_found')
  return found
}

async function actBody(deps: Deps, caller: StaffCaller, found: ListedAct): Promise<Static<typeof ActListed>> {
  const [body] = await actBodies(deps, caller, [found])
  if (body === undefined) throw new Error('an act has no body')
  return body
}

/** How acts stand in the API. It tells who may do what with them as they stand; the rules ask again. */
async function actBodies(
  deps: Deps,
  caller: StaffCaller,
  found: readonly ListedAct[],
): Promise<Static<typeof ActListed>[]> {
  const people = await staffPeople(
    deps,
    found.flatMap(({ row }) => [row.staff, ...(row.second === null ? [] : [row.second])]),
  )
  const named = (staff: Id) => ({ id: toPublic('stf', staff), name: people.get(staff)?.name ?? '' })
  const now = deps.clock.now()
  const lines = await Promise.all(found.map(({ row }) => linesBody(deps, row.plan.lines)))
  return found.map(({ id, row }, i) => {
    const waits = row.status === 'waiting' && now < (row.expiresAt ?? 0n)
    const about = row.subjectKind === null || row.subject === null ? null : { kind: row.subjectKind, id: row.subject }
    const { approve } = actNamed(deps, row.act)
    const concerned = row.staff === caller.staff || (about?.kind === 'staff' && about.id === caller.staff)
    const mayApprove = waits && !concerned && caller.may(approveActs) && (approve === undefined || caller.may(approve))
    // Balances are for those who decide, as long as they do: everybody else would read them without a look on record.
    const showsBeside = mayApprove || (waits && row.staff === caller.staff)
    return {
      id: toPublic('act', id),
      name: row.act,
      status: row.status === 'finishing' ? 'done' : row.status === 'waiting' && !waits ? 'lapsed' : row.status,
      staff: named(row.staff),
      reason: row.reason,
      subject: about === null ? null : publicSubject(about),
      lines: (lines[i] ?? []).filter(({ beside }) => showsBeside || !beside),
      plan_hash: row.planHash,
      changed: null,
      second_person: row.whySecond,
      second: row.second === null ? null : named(row.second),
      second_reason: row.secondReason,
      created_at: toRfc3339(row.createdAt),
      expires_at: row.expiresAt === null ? null : toRfc3339(row.expiresAt),
      ended_at: row.endedAt === null ? null : toRfc3339(row.endedAt),
      may: {
        approve: mayApprove,
        withdraw: waits && row.staff === caller.staff,
      },
    }
  })
}
