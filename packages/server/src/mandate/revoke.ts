import type { Decider, Id } from '@farthing/ledger'
import { doneWith, put, refused } from '@farthing/ledger'
import { payers } from '../account/index.ts'
import type { Refusal } from '../platform/http/submit.ts'
import type { MandateAnswer } from './create.ts'
import { mandates } from './tables.ts'

export type RevokeMandate = { readonly payer: Id; readonly user: Id; readonly mandate: Id }

/**
 * Ends a mandate at once; any member may. Ending what has ended changes nothing.
 *
 * Refusals: not_a_member, not_found.
 */
export const revokeMandate: Decider<RevokeMandate, MandateAnswer | Refusal> = {
  name: 'mandate.revoke',
  reads: ({ payer, mandate }, hints) => ({
    accounts: hints.accounts,
    rows: [[payers, payer], [mandates, mandate], ...hints.rows],
  }),
  decide({ payer, user, mandate }, seen, at) {
    if (seen.row(payers, payer)?.state.members.includes(user) !== true) return refused({ code: 'not_a_member' })
    const row = seen.row(mandates, mandate)
    if (row === undefined || row.payer !== payer) return refused({ code: 'not_found' })
    const rows = row.revokedAt === null ? [put(mandates, mandate, { ...row, revokedAt: at })] : []
    return doneWith({ rows, answer: { mandate } })
  },
}
