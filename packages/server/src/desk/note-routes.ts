import type { Id } from '@farthing/ledger'
import type { Static } from 'typebox'
import { Type } from 'typebox'
import { toRfc3339 } from '../platform/clock.ts'
import type { Deps } from '../platform/deps.ts'
import type { App, Routes } from '../platform/http/app.ts'
import { Attempt, PublicId, TextBlock, Timestamp } from '../platform/http/schemas.ts'
import { toPublic } from '../platform/ids.ts'
import type { Permission, Subject } from '../staff/index.ts'
import { recordLook, staffPeople } from '../staff/index.ts'
import { payerOf } from './account-page.ts'
import { closed, reasonQuery, StaffNamed } from './bodies.ts'
import { staffCaller } from './caller.ts'
import { addNote, notesOn } from './notes.ts'
import { readAccounts, readVendors, writeNotes } from './permissions.ts'
import { deskSchema } from './route.ts'
import { vendorOf } from './vendor-page.ts'

const Note = Type.Object(
  { id: PublicId('not'), staff: StaffNamed, text: Type.String(), at: Timestamp },
  { ...closed, title: 'DeskNote' },
)
const Notes = Type.Object({ data: Type.Array(Note) }, closed)
const NoteBody = Type.Object({ attempt: Attempt, text: { ...TextBlock(4_000), minLength: 1 } }, closed)
const Added = Type.Object({ id: PublicId('not') }, closed)

/** Whose page notes are on. */
type Pages<Params> = {
  readonly path: string
  readonly params: Params
  readonly permission: Permission
  readonly of: 'Account' | 'Vendor'
  /** @throws {Problem} not_found */
  readonly find: (
    deps: Deps,
    params: Readonly<Record<string, string>>,
  ) => Promise<{ subject: Subject; payer: Id | null }>
}

export const noteRoutes: Routes = (app, deps) => {
  addRoutes(app, deps, {
    path: '/api/desk/accounts/:acc/notes',
    params: Type.Object({ acc: PublicId('acc') }),
    permission: readAccounts,
    of: 'Account',
    async find(_, { acc = '' }) {
      const { id } = await payerOf(deps, acc)
      return { subject: { kind: 'payer', id }, payer: id }
    },
  })
  addRoutes(app, deps, {
    path: '/api/desk/vendors/:ven/notes',
    params: Type.Object({ ven: PublicId('ven') }),
    permission: readVendors,
    of: 'Vendor',
    async find(_, { ven = '' }) {
      const { id } = await vendorOf(deps, ven)
      return { subject: { kind: 'vendor', id }, payer: null }
    },
  })
}

function addRoutes(app: App, deps: Deps, pages: Pages<ReturnType<typeof Type.Object>>): void {
  const { path, params, permission, of, find } = pages
  const list = {
    operationId: `desk${of}Notes`,
    summary: `Read the notes on ${of === 'Vendor' ? 'a vendor' : 'an account'}`,
  }
  const querystring = Type.Object(reasonQuery, closed)
  app.get(path, { schema: { ...deskSchema(permission, list, Notes), params, querystring } }, async (request) => {
    const { staff } = await staffCaller(deps, request, permission)
    const { subject, payer } = await find(deps, request.params as Record<string, string>)
    const name = `${of.toLowerCase()}.notes`
    const { reason } = request.query
    await recordLook(deps, { staff, permission, name, subject, reason, ...(payer !== null && { payer }) })
    return { data: await noteBodies(deps, subject.id) }
  })
  const add = {
    operationId: `deskAdd${of}Note`,
    summary: `Add a note to ${of === 'Vendor' ? 'a vendor' : 'an account'}`,
  }
  const schema = { ...deskSchema(writeNotes, add, Added), params, body: NoteBody }
  app.post(path, { schema }, async (request) => {
    const { staff } = await staffCaller(deps, request, writeNotes)
    const found = await find(deps, request.params as Record<string, string>)
    return { id: toPublic('not', await addNote(deps, { ...found, staff, ...request.body })) }
  })
}

async function noteBodies(deps: Deps, subject: Id): Promise<Static<typeof Note>[]> {
  const notes = await notesOn(deps, subject)
  const people = await staffPeople(
    deps,
    notes.map(({ staff }) => staff),
  )
  return notes.map(({ id, staff, text, at }) => ({
    id: toPublic('not', id),
    staff: { id: toPublic('stf', staff), name: people.get(staff)?.name ?? '' },
    text,
    at: toRfc3339(at),
  }))
}
