import { defineEvent, facts } from '@farthing/ledger'

/** Which of the searches. */
export type SearchedAt = 'users' | 'vendors' | 'purchases'

/**
 * A member of staff searched; the actor is who, and why. `about` is a keyed hash of what was searched for: the log is for
 * ever, and what is searched for may be an address.
 */
export const staffSearched = defineEvent('staff.searched', facts<{ at: SearchedAt; about: string }>())
