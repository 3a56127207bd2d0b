import type { Id } from '@farthing/ledger'
import { event, facts } from '../event/index.ts'

/** Which of the searches. */
export type SearchedAt = 'users' | 'vendors' | 'purchases'

export const staffSearched = event('staff.searched', facts<{ at: SearchedAt; about: string }>(), {
  says: 'a member of staff searched; the actor is who, and why',
  facts: {
    at: 'in what',
    // The log is for ever, and what is searched for may be an address.
    about: 'a keyed hash of what was searched for',
  },
})

export const noteAdded = event('note.added', facts<{ note: Id; subject: string; payer: Id | null }>(), {
  says: 'a member of staff wrote a note; its text is in no log',
  facts: {
    note: 'the note',
    subject: 'kind and identifier of what it is about',
    payer: 'the payer’s account that it concerns',
  },
})

export const recordClosed = event('record.closed', facts<{ month: string; lines: string; sha256: string }>(), {
  says: 'a month of the record of what staff did was closed',
  facts: {
    month: 'which, of the calendar in UTC: `2026-05`',
    lines: 'how many lines its file has below the first',
    sha256: 'digest of its file',
  },
})
