import type { Draft, Id, Instant, RowOf } from '@farthing/ledger'
import type { GrantRef, PayerState } from '../account/index.ts'
import { payers } from '../account/index.ts'
import { seconds } from '../platform/clock.ts'
import { grants } from './tables.ts'

export type GrantRow = RowOf<typeof grants>

/** How long incentive tokens that a refund gives back can be spent at least. */
const revivedFor = seconds(7n * 86_400n)

/** A grant as the payer's row names it. */
export const refOf = (id: Id, grant: GrantRow): GrantRef => ({
  id,
  asset: grant.asset,
  vendor: grant.spendableAt,
  expiresAt: grant.expiresAt.toString(),
})

/** The payer's state with `ref` among its grants, once. */
export const withGrant = (state: PayerState, ref: GrantRef): PayerState => ({
  ...state,
  grants: [...state.grants.filter((grant) => grant.id !== ref.id), ref],
})

export const withoutGrant = (state: PayerState, id: Id): PayerState => ({
  ...state,
  grants: state.grants.filter((grant) => grant.id !== id),
})

/**
 * Granted tokens that a refund gives back keep their expiry, or get seven days from now if that is later, and are the
 * payer's to spend again.
 *
 * @param ids Grants that get something back.
 */
export function reviveGrants(draft: Draft, payer: Id, ids: readonly Id[], at: Instant): void {
  const row = draft.row(payers, payer)
  if (row === undefined) throw new Error(`payer ${payer} is not there`)
  let { state } = row
  for (const id of new Set(ids)) {
    const grant = draft.row(grants, id)
    if (grant === undefined) throw new Error(`grant ${id} is not there`)
    const least = at + revivedFor
    const revived: GrantRow = {
      ...grant,
      expiresAt: grant.expiresAt > least ? grant.expiresAt : least,
      endedAt: null,
    }
    const named = state.grants.some((ref) => ref.id === id)
    if (named && revived.expiresAt === grant.expiresAt && grant.endedAt === null) continue
    draft.put(grants, id, revived)
    state = withGrant(state, refOf(id, revived))
  }
  if (state !== row.state) draft.put(payers, payer, { ...row, state })
}
