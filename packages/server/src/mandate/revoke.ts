import type { Decider, Id } from '@farthing/ledger'
import { done, refused } from '@farthing/ledger'
import { payers } from '../account/index.ts'
import type { Refusal } from '../platform/http/submit.ts'
import type { MandateAnswer } from './create.ts'
import { mandateRevoked } from './events.ts'
import { mandates } from './tables.ts'

export type RevokeMandate = { readonly payer: Id; readonly user: Id; readonly mandate: Id }

/**
 * Ends a mandate at once; any member may. Ending what has ended changes nothing.
 *
 * Refusals: not_a_member, not_found.
 */
export const revokeMandate: Decider<RevokeMandate, MandateAnswer | Refusal> = {
  name: 'mandate.revoke',
  prefetch: ({ payer, mandate }) => ({
    rows: [
      [payers, payer],
      [mandates, mandate],
    ],
  }),
  decide({ payer, user, mandate }, draft, at) {
    if (draft.row(payers, payer)?.state.members.includes(user) !== true) return refused({ code: 'not_a_member' })
    const row = draft.row(mandates, mandate)
    if (row === undefined || row.payer !== payer) return refused({ code: 'not_found' })
    if (row.revokedAt !== null) return done({ mandate })
    draft.put(mandates, mandate, { ...row, revokedAt: at })
    draft.record(mandateRevoked.of({ mandate, payer }))
    return done({ mandate })
  },
}
