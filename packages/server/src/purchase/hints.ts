// Keys that an unlocked look finds for an operation: most decisions then need no second read.
import type { Id, Keys } from '@farthing/ledger'
import { payers } from '../account/index.ts'
import { itemVersions } from '../catalog/index.ts'
import type { Deps } from '../platform/deps.ts'
import type { PurchaseRow } from './answer.ts'
import { approvalKeys } from './approval.ts'
import { versionsOf } from './capture-shares.ts'

/** What approving `order` for `payer` will read. */
export async function approvalHints(deps: Deps, order: PurchaseRow, payer: Id): Promise<Keys> {
  const seen = await deps.ledger.look({
    accounts: [],
    rows: [[payers, payer], ...order.lines.map((line) => [itemVersions, line.version] as const)],
  })
  const state = seen.row(payers, payer)?.state
  return approvalKeys(order, payer, state, versionsOf(order, seen), deps.clock.now())
}
