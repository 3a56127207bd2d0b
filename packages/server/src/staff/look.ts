import type { Decider, Id } from '@farthing/ledger'
import { done } from '@farthing/ledger'
import type { Deps } from '../platform/deps.ts'
import { doneOr, submitOnce } from '../platform/http/submit.ts'

export type Look = {
  readonly by: Id
  readonly at: 'users' | 'vendors' | 'purchases'
  /** A keyed hash of what was searched for: the log is for ever, and what is searched for may be an address. */
  readonly about: string
  readonly reason: string
}

/** Remembers that somebody of the staff looked, at what and why. */
const recordLook: Decider<Look, Look> = {
  name: 'staff.look',
  reads: (_input, hints) => hints,
  decide: (input) => done({ answer: input }),
}

/** Records a look before it is answered: what cannot be recorded is not shown. */
export async function looked(deps: Deps, look: Omit<Look, 'about'> & { readonly q: string }): Promise<void> {
  const { by, at, q, reason } = look
  const about = deps.secrets.index('staff look', q).toString('hex')
  doneOr(await submitOnce(deps, deps.ids.mint(), recordLook, { by, at, about, reason }))
}
