import type { Decider, Id } from '@farthing/ledger'
import { done, refused } from '@farthing/ledger'
import { actingFor, payers } from '../account/index.ts'
import type { Refusal } from '../platform/http/submit.ts'
import { withTimeZone } from './account-days.ts'
import { timeZoneSet } from './events.ts'

export type SetTimeZone = {
  readonly payer: Id
  readonly user: Id
  /** IANA name, checked at the edge. */
  readonly timeZone: string
}

/**
 * Moves an account to another zone: its days, weeks and months follow it, and no limit gets a new budget by it.
 *
 * Refusals: not_a_member, account_blocked.
 */
export const setTimeZone: Decider<SetTimeZone, { readonly timeZone: string } | Refusal> = {
  name: 'wallet.setTimeZone',
  prefetch: ({ payer }) => ({ rows: [[payers, payer]] }),
  decide({ payer, user, timeZone }, draft, at) {
    const acting = actingFor(draft, payer, user)
    if ('refusal' in acting) return refused(acting.refusal)
    const { row } = acting
    if (timeZone === row.state.timeZone) return done({ timeZone })
    draft.put(payers, payer, { ...row, state: withTimeZone(row.state, timeZone, at) })
    draft.record(timeZoneSet.of({ payer, timeZone }))
    return done({ timeZone })
  },
}
