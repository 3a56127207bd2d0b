import type { Id, RowOf, Seen } from '@farthing/ledger'
import type { Refusal } from '../platform/http/submit.ts'
import { payers } from './tables.ts'

export type PayerRow = RowOf<typeof payers>

/**
 * The account, where a user may act for it: spend, add funds, change its settings. Otherwise not_a_member, which does not
 * tell whether there is such an account, or account_blocked, which members alone get.
 */
export function actingFor(
  seen: Pick<Seen, 'row'>,
  payer: Id,
  user: Id,
): { readonly row: PayerRow } | { readonly refusal: Refusal } {
  const row = seen.row(payers, payer)
  if (row?.state.members.includes(user) !== true || row.state.status === 'closed') return notAMember
  return row.state.status === 'blocked' ? blocked : { row }
}

const notAMember = { refusal: { code: 'not_a_member' } } as const
const blocked = { refusal: { code: 'account_blocked' } } as const
