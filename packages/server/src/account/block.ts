// The provider blocks an account and releases it. What a blocked account may do stands in docs/acts.md.
import type { Decision, Draft, Id, Instant } from '@farthing/ledger'
import { done, refused } from '@farthing/ledger'
import type { Refusal } from '../platform/http/submit.ts'
import { accountBlocked, accountReleased } from './events.ts'
import type { BlockReason } from './tables.ts'
import { payers } from './tables.ts'

export type BlockAnswer = { readonly account: Id }

/**
 * Blocks an account: from now on nothing is approved, redeemed or set for it, by whomever. Money that is held for
 * purchases stays held, and what comes back to the payer comes back.
 *
 * Refusals: not_found, account_blocked (already).
 */
export function block(
  draft: Draft,
  { payer, why }: { readonly payer: Id; readonly why: BlockReason },
  at: Instant,
): Decision<BlockAnswer | Refusal> {
  const row = draft.row(payers, payer)
  if (row === undefined || row.state.status === 'closed') return refused({ code: 'not_found' })
  if (row.state.status === 'blocked') return refused({ code: 'account_blocked' })
  const state = { ...row.state, status: 'blocked', blocked: { since: at.toString(), why } } as const
  draft.put(payers, payer, { ...row, state })
  draft.record(accountBlocked.of({ payer, why }))
  return done({ account: payer })
}

/** Opens a blocked account again, as it was. Refusals: not_found, account_not_blocked. */
export function release(draft: Draft, { payer }: { readonly payer: Id }): Decision<BlockAnswer | Refusal> {
  const row = draft.row(payers, payer)
  if (row === undefined || row.state.status === 'closed') return refused({ code: 'not_found' })
  if (row.state.status !== 'blocked') return refused({ code: 'account_not_blocked' })
  const { blocked: _, ...state } = row.state
  draft.put(payers, payer, { ...row, state: { ...state, status: 'open' } })
  draft.record(accountReleased.of({ payer }))
  return done({ account: payer })
}
