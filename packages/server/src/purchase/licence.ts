// The licence that a purchase of content grants, and one that stands against it.
import type { Id, Instant, Keys, RowWrite, Seen } from '@farthing/ledger'
import type { EntitlementRow } from '../access/index.ts'
import { entitlementId, entitlements, grantEntitlement, isLive } from '../access/index.ts'
import { itemVersions } from '../catalog/index.ts'
import type { PurchaseRow } from './answer.ts'

type Order = Pick<PurchaseRow, 'item' | 'vendor' | 'mode' | 'version'>

/**
 * What a payer has of an item already. A licence ends by the terms that it was bought under, which may be another
 * version's than the order's.
 *
 * @returns What must be read first, or the live licence, or nothing.
 */
export function liveLicence(
  order: Order,
  payer: Id,
  seen: Seen,
  at: Instant,
):
  | { readonly kind: 'more'; readonly reads: Keys }
  | { readonly kind: 'live'; readonly row: EntitlementRow }
  | undefined {
  const key = entitlementId(payer, order.item)
  if (!seen.knowsRow(entitlements, key)) return { kind: 'more', reads: { accounts: [], rows: [[entitlements, key]] } }
  const row = seen.row(entitlements, key)
  if (row === undefined) return undefined
  if (!seen.knowsRow(itemVersions, row.version))
    return { kind: 'more', reads: { accounts: [], rows: [[itemVersions, row.version]] } }
  const version = seen.row(itemVersions, row.version)
  if (version === undefined) throw new Error(`a licence to ${order.item} lost its version`)
  return isLive(row, version.terms, at) ? { kind: 'live', row } : undefined
}

/** The licence that a capture of content grants; goods and services carry none. */
export function licence(purchase: Id, row: PurchaseRow, version: { readonly kind: string }, at: Instant): RowWrite[] {
  if (version.kind !== 'content' || row.payer === null) return []
  const { payer, item, vendor, mode } = row
  return [grantEntitlement({ payer, item, vendor, mode, version: row.version, purchase, at })]
}
