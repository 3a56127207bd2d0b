// What one capture gives to whom: the legs to the payees, the royalty transaction and the licence.
import type { Id, Instant, Keys, NewAccount, RowOf, RowWrite, Seen } from '@farthing/ledger'
import { put } from '@farthing/ledger'
import { openIfAbsent, providerAccount, purchaseParts, rightsholderPayable, vendorPayable } from '../chart/index.ts'
import type { itemVersions } from '../catalog/index.ts'
import { part } from '../platform/ids.ts'
import type { SplitTerms } from '../royalty/index.ts'
import { splitCapture } from '../royalty/index.ts'
import type { vendors } from '../vendor/index.ts'
import type { PurchaseRow } from './answer.ts'
import type { AccountAmount } from './rules.ts'
import { captures } from './tables.ts'

export type Vendor = RowOf<typeof vendors>
export type ItemVersion = RowOf<typeof itemVersions>

export const captureKey = (purchase: Id, number: bigint): Id => part(purchase, purchaseParts.capture, Number(number))
export const refundKey = (purchase: Id, number: bigint): Id => part(purchase, purchaseParts.refund, Number(number))
export const holdKey = (purchase: Id, index: number): Id => part(purchase, purchaseParts.hold, index)
// The 256th capture, and the 256th refund, of one purchase is refused: each refund reads them all.
export const maxCaptures = 255n
export const maxRefunds = 255n

/** The accounts that a capture of this item pays. */
export const payeeAccounts = (order: Pick<PurchaseRow, 'vendor' | 'asset'>, version: ItemVersion): Id[] => [
  providerAccount('fee', order.asset),
  ...version.shares.map((share) => rightsholderPayable(share.rightsholder, order.asset)),
  vendorPayable(order.vendor, order.asset),
]

export type Shares = {
  readonly parts: readonly AccountAmount[]
  readonly opens: readonly NewAccount[]
  readonly row: RowWrite
}

/**
 * What a purchase is split by: the fee as it was when it was authorized, and the schedule of its item's version, which
 * never changes. A purchase that was authorized before rows kept the fee goes by the vendor's.
 */
const termsOf = (order: PurchaseRow, version: ItemVersion, vendor: Vendor): SplitTerms => ({
  feeBasisPoints: order.feeBasisPoints ?? vendor.feeBasisPoints,
  feeFixedMicros: order.feeFixedMicros ?? vendor.feeFixedMicros,
  shares: version.shares,
})

/**
 * Splits the next capture of a purchase between the provider, the owners of rights and the vendor.
 *
 * @param order As it was before this capture.
 * @param amountMicros What is captured.
 */
export function shareCapture(
  purchase: Id,
  order: PurchaseRow,
  version: ItemVersion,
  vendor: Vendor,
  amountMicros: bigint,
  seen: Seen,
  at: Instant,
): Shares {
  const { asset } = order
  const split = splitCapture(order.capturedMicros, amountMicros, termsOf(order, version, vendor))
  const number = order.captures + 1n
  const owed = version.shares.map((share, i) => ({ ...share, micros: split.shares[i] ?? 0n }))
  const payables = owed.map((share) => ({
    account: rightsholderPayable(share.rightsholder, asset),
    micros: share.micros,
  }))
  const payable = vendorPayable(order.vendor, asset)
  const fee = providerAccount('fee', asset)
  const opened = new Set<Id>()
  const opens = [...payables.map((p) => p.account), payable].flatMap((account) => {
    if (opened.has(account)) return []
    opened.add(account)
    return openIfAbsent(seen, account, asset)
  })
  return {
    parts: [{ account: fee, micros: split.feeMicros }, ...payables, { account: payable, micros: split.vendorMicros }],
    opens: [...opens, ...openIfAbsent(seen, fee, asset, { history: false })],
    row: put(captures, captureKey(purchase, number), {
      purchase,
      vendor: order.vendor,
      mode: order.mode,
      number,
      micros: amountMicros,
      asset,
      feeMicros: split.feeMicros,
      vendorMicros: split.vendorMicros,
      shares: owed.map((share) => ({ ...share, micros: share.micros.toString() })),
      at,
    }),
  }
}

/** Which of `keys` were not declared: what `more` must ask for. */
export function missingOf(seen: Seen, keys: Keys): Keys | undefined {
  const accounts = keys.accounts.filter((id) => !seen.knowsAccount(id))
  const rows = keys.rows.filter(([table, key]) => !seen.knowsRow(table, key))
  return accounts.length + rows.length > 0 ? { accounts, rows } : undefined
}
