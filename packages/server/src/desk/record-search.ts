import type { Decider, Id } from '@farthing/ledger'
import { done } from '@farthing/ledger'
import { staffActor } from '../platform/actor.ts'
import type { Deps } from '../platform/deps.ts'
import { doneOr, submitOnce } from '../platform/http/submit.ts'
import type { SearchedAt } from './events.ts'
import { staffSearched } from './events.ts'

/** Writes down that a member of staff searched, and for what: who it was, and why, is the operation's actor. */
const searchByStaff: Decider<{ readonly at: SearchedAt; readonly about: string }, null> = {
  name: 'staff.search',
  decide(search, draft) {
    draft.record(staffSearched.of(search))
    return done(null)
  },
}

/** Records a search before it is answered: where it cannot be recorded, nothing is shown. */
export async function recordSearch(
  deps: Deps,
  search: { readonly by: Id; readonly at: SearchedAt; readonly q: string; readonly reason: string },
): Promise<void> {
  const { by, at, q, reason } = search
  const about = deps.secrets.index('staff.search', q).toString('hex')
  doneOr(await submitOnce(deps, deps.ids.mint(), searchByStaff, { at, about }, { actor: staffActor(by, reason) }))
}
