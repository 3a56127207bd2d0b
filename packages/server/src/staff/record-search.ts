import type { Decider, Id } from '@farthing/ledger'
import { doneWith } from '@farthing/ledger'
import { staffActor } from '../platform/actor.ts'
import type { Deps } from '../platform/deps.ts'
import { doneOr, submitOnce } from '../platform/http/submit.ts'

export type StaffSearch = {
  readonly by: Id
  readonly at: 'users' | 'vendors' | 'purchases'
  /** A keyed hash of what was searched for: the log is for ever, and what is searched for may be an address. */
  readonly about: string
  readonly reason: string
}

/** Writes down that a member of staff searched, for what and why. */
const searched: Decider<StaffSearch, StaffSearch> = {
  name: 'staff.search',
  reads: (_input, hints) => hints,
  decide: (input) => doneWith({ answer: input }),
}

/** Records a search before it is answered: where it cannot be recorded, nothing is shown. */
export async function recordSearch(
  deps: Deps,
  search: Omit<StaffSearch, 'about'> & { readonly q: string },
): Promise<void> {
  const { by, at, q, reason } = search
  const about = deps.secrets.index('staff.search', q).toString('hex')
  doneOr(
    await submitOnce(deps, deps.ids.mint(), searched, { by, at, about, reason }, { actor: staffActor(by, reason) }),
  )
}
