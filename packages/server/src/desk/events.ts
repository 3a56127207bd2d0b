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
