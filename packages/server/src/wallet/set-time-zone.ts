import type { Decider, Id } from '@farthing/ledger'
import { doneWith, put, refused } from '@farthing/ledger'
import { payers } from '../account/index.ts'
import type { Refusal } from '../platform/http/submit.ts'
import { withTimeZone } from './limits.ts'

export type SetTimeZone = {
  readonly payer: Id
  readonly user: Id
  /** IANA name, checked at the edge. */
  readonly timeZone: string
}

/**
 * Moves an account to another zone: its days, weeks and months follow it, and no limit gets a new budget by it.
 *
 * Refusals: not_a_member.
 */
export const setTimeZone: Decider<SetTimeZone, { readonly timeZone: string } | Refusal> = {
  name: 'wallet.setTimeZone',
  reads: ({ payer }, hints) => ({ accounts: hints.accounts, rows: [[payers, payer], ...hints.rows] }),
  decide({ payer, user, timeZone }, seen, at) {
    const row = seen.row(payers, payer)
    if (row?.state.status !== 'open' || !row.state.members.includes(user)) return refused({ code: 'not_a_member' })
    const state = timeZone === row.state.timeZone ? row.state : withTimeZone(row.state, timeZone, at)
    return doneWith({ rows: [put(payers, payer, { ...row, state })], answer: { timeZone } })
  },
}
