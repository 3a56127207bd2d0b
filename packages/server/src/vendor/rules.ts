import type { Id, RowOf, Seen } from '@farthing/ledger'
import type { Refusal } from '../platform/http/submit.ts'
import { vendors } from './tables.ts'

export type VendorRow = RowOf<typeof vendors>

/** Who asks for a change: a user of the team, or (`null`) the vendor's own server by its key. */
export type By = Id | null

/** The vendor, where whoever asks may change it, looked at under the lock; otherwise not_found (T15). */
export function changeable(
  seen: Seen,
  vendor: Id,
  by: By,
): { readonly row: VendorRow } | { readonly refusal: Refusal } {
  const row = seen.row(vendors, vendor)
  const may = row !== undefined && (by === null || row.team.some((member) => member.user === by))
  return may ? { row } : { refusal: { code: 'not_found' } }
}
