// A purchase with all that belongs to it, for the pages that show one: the payer's receipt, the vendor's sale.
import type { Id, RowKey, RowOf, Seen } from '@farthing/ledger'
import { itemVersions } from '../catalog/index.ts'
import { toRfc3339 } from '../platform/clock.ts'
import type { Deps } from '../platform/deps.ts'
import { toPublic } from '../platform/ids.ts'
import type { MoneyAndTokens } from '../platform/money.ts'
import type { Transaction } from '../royalty/index.ts'
import { rightsholderNames } from '../royalty/index.ts'
import { vendors } from '../vendor/index.ts'
import { refundKey } from './keys.ts'
import type { ItemVersion } from './lines.ts'
import { lineOf } from './lines.ts'
import { royaltiesOf, royaltyKeys } from './royalties.ts'
import type { PurchaseRow } from './tables.ts'
import { refunds } from './tables.ts'

export type Refund = RowOf<typeof refunds> & { readonly id: Id }

export type WholePurchase = {
  readonly version: ItemVersion
  readonly vendor: RowOf<typeof vendors>
  /** Oldest first. */
  readonly royalties: readonly Transaction[]
  /** Oldest first. */
  readonly refunds: readonly Refund[]
  /** The names of the owners of rights in its schedule. */
  readonly nameOf: (rightsholder: Id) => string
  /** Has looked at the rows that were asked for beside these. */
  readonly seen: Seen
}

/** Reads what a purchase's row refers to, in two trips at most. @param more Rows to look at beside these. */
export async function readPurchase(
  deps: Deps,
  id: Id,
  row: PurchaseRow,
  more: readonly RowKey[] = [],
): Promise<WholePurchase> {
  const line = lineOf(row)
  const keys: RowKey[] = [[itemVersions, line.version], [vendors, row.vendor], ...royaltyKeys(id, row), ...more]
  const seen = await deps.ledger.look({ accounts: [], rows: keys })
  const version = seen.row(itemVersions, line.version)
  const vendor = seen.row(vendors, row.vendor)
  if (version === undefined || vendor === undefined) throw new Error(`purchase ${id} lost its item or its vendor`)
  const owners = version.shares.map(({ rightsholder }) => rightsholder)
  return {
    version,
    vendor,
    royalties: royaltiesOf(seen, id, row, version.shares),
    refunds: refundsOf(id, row, seen),
    nameOf: await rightsholderNames(deps, owners),
    seen,
  }
}

function refundsOf(id: Id, row: PurchaseRow, seen: Seen): Refund[] {
  const keys = Array.from({ length: Number(row.refunds) }, (_, i) => refundKey(id, BigInt(i + 1)))
  return keys.flatMap((key) => {
    const refund = seen.row(refunds, key)
    return refund === undefined ? [] : [{ ...refund, id: key }]
  })
}

/** A refund as both sides see it. @param money Writes micro-units of the purchase's currency. */
export const refundJson = ({ id, at, micros, reason }: Refund, money: (micros: bigint) => MoneyAndTokens) => ({
  id: toPublic('rfd', id),
  at: toRfc3339(at),
  amount: money(micros),
  reason,
})
