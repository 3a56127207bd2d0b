import type { Id, Instant, RowOf, RowWrite, Seen } from '@farthing/ledger'
import { put } from '@farthing/ledger'
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
 * Incentive tokens that a refund gives back keep their expiry, or get seven days from now if that is later, and
 * are the payer's to spend again.
 *
 * @param ids Grants that get something back; `seen` must know their rows.
 * @returns Rows of the grants whose expiry moves, and the payer's, where it changes.
 */
export function reviveGrants(
  payerId: Id,
  payer: RowOf<typeof payers>,
  ids: readonly Id[],
  seen: Seen,
  at: Instant,
): RowWrite[] {
  const rows: RowWrite[] = []
  let { state } = payer
  for (const id of new Set(ids)) {
    const grant = seen.row(grants, id)
    if (grant === undefined) throw new Error(`grant ${id} is not there`)
    const least = at + revivedFor
    const revived: GrantRow = {
      ...grant,
      expiresAt: grant.expiresAt > least ? grant.expiresAt : least,
      endedAt: null,
    }
    const named = state.grants.some((ref) => ref.id === id)
    if (named && revived.expiresAt === grant.expiresAt && grant.endedAt === null) continue
    rows.push(put(grants, id, revived))
    state = withGrant(state, refOf(id, revived))
  }
  return state === payer.state ? rows : [...rows, put(payers, payerId, { ...payer, state })]
}
