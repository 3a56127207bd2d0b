import type { Decider, Id } from '@farthing/ledger'
import { done, refused } from '@farthing/ledger'
import type { Refusal } from '../platform/http/submit.ts'
import type { Subject } from '../staff/index.ts'
import { staffMay, writeLine } from '../staff/index.ts'
import { noteAdded } from './events.ts'
import { writeNotes } from './permissions.ts'

type WriteNote = {
  readonly staff: Id
  readonly note: Id
  readonly subject: Subject
  readonly payer: Id | null
  readonly reason: string
  /** Keyed: so that an attempt with another text is another. */
  readonly textHash: string
}

/** Writes into the record that a note was added; its text lies beside the log, sealed. Refusals: not_permitted. */
export const writeNote: Decider<WriteNote, null | Refusal> = {
  name: 'desk.addNote',
  decide({ staff, note, subject, payer, reason }, draft, at) {
    if (!staffMay(draft, staff, writeNotes)) return refused({ code: 'not_permitted' })
    writeLine(draft, note, at, { staff, kind: 'act', name: 'note.add', subject, payer, reason, facts: {} })
    draft.record(noteAdded.of({ note, subject: `${subject.kind} ${subject.id}`, payer }))
    return done(null)
  },
}
