// Notes of staff on accounts and vendors.
import type { Id, Instant } from '@farthing/ledger'
import { staffActor } from '../platform/actor.ts'
import { bytesOf, hexOf } from '../platform/database.ts'
import type { Deps } from '../platform/deps.ts'
import { doneOr, idOfAttempt, submitAttempt } from '../platform/http/submit.ts'
import { sql } from '../platform/sql.ts'
import type { Subject } from '../staff/index.ts'
import { writeNote } from './note-rules.ts'

export type Note = { readonly id: Id; readonly staff: Id; readonly text: string; readonly at: Instant }

const cellOf = (id: Id) => ['desk_notes', id, 'text_sealed'] as const
const maxListed = 200

/** Notes on an account or a vendor, the newest first. */
export async function notesOn(deps: Deps, subject: Id): Promise<Note[]> {
  const rows = await sql<{ id: Buffer; staff: Buffer; text_sealed: Buffer; created_at: bigint }>`
    SELECT id, staff, text_sealed, created_at FROM desk_notes
     WHERE subject = ${bytesOf(subject)} ORDER BY created_at DESC, id DESC LIMIT ${maxListed}`.rows(deps.pool)
  return rows.map((row) => {
    const id = hexOf(row.id)
    return { id, staff: hexOf(row.staff), text: deps.secrets.open(cellOf(id), row.text_sealed), at: row.created_at }
  })
}

/** What the record says of every note: its text is for staff alone. */
const reason = 'wrote a note'

/** Writes a note down, once an attempt. @returns Its identifier. @throws {Problem} not_permitted */
export async function addNote(
  deps: Deps,
  note: {
    readonly subject: Subject
    readonly payer: Id | null
    readonly staff: Id
    readonly attempt: string
    readonly text: string
  },
): Promise<Id> {
  const { subject, payer, staff, attempt, text } = note
  const id = idOfAttempt(staff, attempt, 'note')
  const textHash = deps.secrets.index('note', text).toString('hex')
  const input = { staff, note: id, subject, payer, reason, textHash }
  doneOr(await submitAttempt(deps, staff, attempt, writeNote, input, { actor: staffActor(staff, reason) }))
  await sql`
    INSERT INTO desk_notes (id, subject, staff, text_sealed, created_at)
    VALUES (${bytesOf(id)}, ${bytesOf(subject.id)}, ${bytesOf(staff)}, ${deps.secrets.seal(cellOf(id), text)},
            ${deps.clock.now()})
    ON CONFLICT (id) DO NOTHING`.rows(deps.pool)
  return id
}
