// Queues over HTTP. Who sees a queue, and works on it, is said by its kind; an auditor sees them all and works on none.
import type { Decider, Id } from '@farthing/ledger'
import { Type } from 'typebox'
import { staffActor } from '../platform/actor.ts'
import { toRfc3339 } from '../platform/clock.ts'
import type { Deps } from '../platform/deps.ts'
import type { App, Routes } from '../platform/http/app.ts'
import { fromCursor, pageOf } from '../platform/http/cursors.ts'
import { Problem } from '../platform/http/problems.ts'
import { Attempt, Nullable, Page, pageQuery, PublicId, TextBlock, Timestamp } from '../platform/http/schemas.ts'
import type { Refusal } from '../platform/http/submit.ts'
import { doneOr, idOfAttempt, submitAttempt } from '../platform/http/submit.ts'
import { fromPublic, toPublic } from '../platform/ids.ts'
import type { ListedItem, QueueKind } from '../queue/index.ts'
import {
  assignItem,
  claimedItems,
  claimItem,
  countQueues,
  itemById,
  noteItem,
  notesOf,
  queueKind,
  queueKinds,
  releaseItem,
  storeNoteText,
  waitingItems,
} from '../queue/index.ts'
import { listStaff, permission, roleNames, staffMay, staffRoles, roleKey, staffMembers } from '../staff/index.ts'
import type { StaffCaller } from './caller.ts'
import { staffCaller } from './caller.ts'
import { Item, itemBodies, ItemWhole, namedBy } from './queue-bodies.ts'
import { deskSchema } from './route.ts'

const closed = { additionalProperties: false } as const

export const readQueues = permission('queues.read', { says: 'See every queue', roles: [], reads: true })

const Count = Type.Object(
  {
    kind: Type.String(),
    says: Type.String(),
    open: Type.Integer({ description: 'What waits; more than 1000 counts as 1000.' }),
    late: Type.Integer({ description: 'Of that, past its time.' }),
    mine: Type.Integer({ description: 'Of that, claimed by you.' }),
    oldest_at: Nullable(Timestamp),
  },
  { ...closed, title: 'QueueCount' },
)
const kindParams = Type.Object({ kind: Type.String({ maxLength: 64, pattern: '^[a-z_]+\\.[a-z_]+$' }) })
const params = Type.Object({ wit: PublicId('wit') })

const sees = (caller: StaffCaller, kind: QueueKind) => caller.may(kind.permission) || caller.may(readQueues)

export const queueRoutes: Routes = (app, deps) => {
  countRoute(app, deps)
  listRoute(app, deps)
  itemRoute(app, deps)
  changeRoutes(app, deps)
}

function countRoute(app: App, deps: Deps): void {
  const operation = { operationId: 'deskQueues', summary: 'What waits in your queues, and what you work on' }
  const body = Type.Object({ data: Type.Array(Count), mine: Type.Array(Item) }, closed)
  app.get('/api/desk/queues', { schema: deskSchema(null, operation, body) }, async (request) => {
    const caller = await staffCaller(deps, request)
    const kinds = queueKinds(deps).filter((kind) => sees(caller, kind))
    const at = await deps.ledger.now()
    const names = kinds.map(({ name }) => name)
    const counts = await countQueues(deps, names, caller.staff, at)
    const mine = (await claimedItems(deps, caller.staff, at)).filter(({ kind }) => names.includes(kind))
    return {
      data: counts.map(({ kind, open, late, mine: own, oldestAt }) => ({
        kind,
        says: queueKind(deps, kind)?.says ?? kind,
        open,
        late,
        mine: own,
        oldest_at: oldestAt === null ? null : toRfc3339(oldestAt),
      })),
      mine: await itemBodies(deps, caller.staff, at, mine),
    }
  })
}

function listRoute(app: App, deps: Deps): void {
  const operation = { operationId: 'deskQueue', summary: 'What waits in a queue, oldest first' }
  const querystring = Type.Object(pageQuery, closed)
  const schema = { ...deskSchema(null, operation, Page(Item), ['not_permitted']), params: kindParams, querystring }
  app.get('/api/desk/queues/:kind', { schema }, async (request) => {
    const caller = await staffCaller(deps, request)
    const kind = queueKind(deps, request.params.kind)
    if (kind === undefined) throw new Problem('not_found')
    if (!sees(caller, kind)) throw notPermitted(kind)
    const { cursor, limit = 25 } = request.query
    const found = await waitingItems(deps, kind.name, { after: fromCursor(cursor), limit: limit + 1 })
    const bodies = await itemBodies(deps, caller.staff, await deps.ledger.now(), found)
    const rows = bodies.flatMap((body, i) => {
      const row = found[i]
      return row === undefined ? [] : [{ row, body }]
    })
    return pageOf(
      rows,
      limit,
      ({ body }) => body,
      ({ row }) => ({ at: row.openedAt, id: row.id }),
    )
  })
}

const notPermitted = ({ permission: { name } }: QueueKind) =>
  new Problem('not_permitted', { detail: `It needs the permission ${name}. Nothing was done.` })

type Known = { readonly caller: StaffCaller; readonly item: ListedItem; readonly kind: QueueKind }

/** An item that the caller may see. @throws {Problem} signed_out, not_found, not_permitted */
async function known(deps: Deps, caller: StaffCaller, text: string, works: boolean): Promise<Known> {
  const id = fromPublic('wit', text)
  const item = id === undefined ? undefined : await itemById(deps, id)
  const kind = item && queueKind(deps, item.kind)
  if (item === undefined || kind === undefined) throw new Problem('not_found')
  if (works ? !caller.may(kind.permission) : !sees(caller, kind)) throw notPermitted(kind)
  return { caller, item, kind }
}

function itemRoute(app: App, deps: Deps): void {
  const operation = { operationId: 'deskItem', summary: 'A work item, with its notes and the acts that end it' }
  const schema = { ...deskSchema(null, operation, ItemWhole, ['not_permitted']), params }
  app.get('/api/desk/items/:wit', { schema }, async (request) => {
    const caller = await staffCaller(deps, request)
    return whole(deps, await known(deps, caller, request.params.wit, false))
  })
}

async function whole(deps: Deps, { caller, item, kind }: Known) {
  const [body] = await itemBodies(deps, caller.staff, await deps.ledger.now(), [item])
  if (body === undefined) throw new Error('an item has no body')
  const notes = await notesOf(deps, item.id)
  const named = await namedBy(
    deps,
    notes.map(({ by }) => by),
  )
  return {
    ...body,
    acts: kind.acts.map((name) => ({ name, input: kind.input?.(item.facts, name) ?? { item: body.id } })),
    people: await workersOf(deps, kind),
    notes: notes.map(({ id, by, at, text }) => ({ id: toPublic('wno', id), by: named(by), at: toRfc3339(at), text })),
  }
}

/** Who may work on items of a queue. */
async function workersOf(deps: Deps, kind: QueueKind) {
  const listed = await listStaff(deps)
  const seen = await deps.ledger.look({
    rows: [
      ...roleNames.map((role) => [staffRoles, roleKey(role)] as const),
      ...listed.map(({ person }) => [staffMembers, person.staff] as const),
    ],
  })
  return listed
    .filter(({ person }) => staffMay(seen, person.staff, kind.permission))
    .map(({ person: { staff, name } }) => ({ id: toPublic('stf', staff), name }))
    .sort((one, other) => one.name.localeCompare(other.name, 'en'))
}

type Input = { readonly item: Id; readonly by: Id; readonly line: Id }
type Change<Extra> = {
  readonly verb: 'claim' | 'release' | 'assign' | 'note'
  readonly summary: string
  readonly refusals: readonly Refusal['code'][]
  readonly rule: Decider<Input & Extra, { readonly item: Id } | Refusal>
}

/** Submits one change of an item, and answers with the item. */
async function change<Extra>(
  deps: Deps,
  of: Known,
  attempt: string,
  { rule }: Change<Extra>,
  extra: Extra,
): ReturnType<typeof whole> {
  const { caller, item, kind } = of
  const input = { item: item.id, by: caller.staff, line: idOfAttempt(caller.staff, attempt, 'line'), ...extra }
  const actor = staffActor(caller.staff, kind.says)
  doneOr(await submitAttempt(deps, caller.staff, attempt, rule, input, { actor }), 'staff')
  return whole(deps, { ...of, item: (await itemById(deps, item.id)) ?? item })
}

const claiming: Change<object> = {
  verb: 'claim',
  summary: 'Take an item for half an hour',
  refusals: ['item_ended', 'item_claimed'],
  rule: claimItem,
}
const releasing: Change<object> = {
  verb: 'release',
  summary: 'Give an item back to its queue',
  refusals: ['item_ended', 'item_not_claimed'],
  rule: releaseItem,
}
const assigning: Change<{ readonly to: Id | null }> = {
  verb: 'assign',
  summary: 'Say who shall do an item',
  refusals: ['item_ended', 'invalid_request'],
  rule: assignItem,
}
const noting: Change<{ readonly note: Id }> = {
  verb: 'note',
  summary: 'Write a note about an item',
  refusals: ['invalid_request'],
  rule: noteItem,
}

const schemaOf = ({ verb, summary, refusals }: Pick<Change<never>, 'verb' | 'summary' | 'refusals'>) => {
  const operationId = `${verb}Item`
  const all = ['not_permitted' as const, 'conflict' as const, ...refusals]
  return { ...deskSchema(null, { operationId, summary }, ItemWhole, all), params }
}

function changeRoutes(app: App, deps: Deps): void {
  const body = Type.Object({ attempt: Attempt }, closed)
  for (const each of [claiming, releasing]) {
    app.post(`/api/desk/items/:wit/${each.verb}`, { schema: { ...schemaOf(each), body } }, async (request) => {
      const of = await known(deps, await staffCaller(deps, request), request.params.wit, true)
      return change(deps, of, request.body.attempt, each, {})
    })
  }
  const assignBody = Type.Object({ attempt: Attempt, to: Nullable(PublicId('stf')) }, closed)
  app.post('/api/desk/items/:wit/assign', { schema: { ...schemaOf(assigning), body: assignBody } }, async (request) => {
    const of = await known(deps, await staffCaller(deps, request), request.params.wit, true)
    const { attempt, to } = request.body
    const workers = await workersOf(deps, of.kind)
    if (to !== null && workers.every(({ id }) => id !== to))
      throw new Problem('invalid_request', { param: 'to', detail: 'This person does not work on this queue.' })
    return change(deps, of, attempt, assigning, { to: to === null ? null : (fromPublic('stf', to) ?? null) })
  })
  const noteBody = Type.Object({ attempt: Attempt, text: TextBlock(2_000) }, closed)
  app.post('/api/desk/items/:wit/note', { schema: { ...schemaOf(noting), body: noteBody } }, async (request) => {
    const of = await known(deps, await staffCaller(deps, request), request.params.wit, true)
    const { attempt, text } = request.body
    if (text.trim() === '') throw new Problem('invalid_request', { param: 'text', detail: 'Nothing is written there.' })
    const note = idOfAttempt(of.caller.staff, attempt, 'note')
    await storeNoteText(deps, note, text)
    return change(deps, of, attempt, noting, { note })
  })
}
