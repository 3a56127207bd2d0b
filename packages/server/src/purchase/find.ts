import type { Id } from '@farthing/ledger'
import type { Deps } from '../platform/deps.ts'
import { Problem } from '../platform/http/problems.ts'
import { fromPublic } from '../platform/ids.ts'
import type { VendorCaller } from '../vendor/index.ts'
import type { PurchaseRow } from './tables.ts'
import { purchases } from './tables.ts'

/** A purchase of the caller's own; anything else is not there (T15). */
export async function findPurchase(
  deps: Deps,
  caller: Pick<VendorCaller, 'vendor' | 'mode'>,
  text: string,
): Promise<{ id: Id; row: PurchaseRow }> {
  const id = fromPublic('txn', text)
  const row =
    id === undefined
      ? undefined
      : (await deps.ledger.look({ accounts: [], rows: [[purchases, id]] })).row(purchases, id)
  if (id === undefined || row === undefined || row.vendor !== caller.vendor || row.mode !== caller.mode)
    throw new Problem('not_found')
  return { id, row }
}
