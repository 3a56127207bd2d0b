// What one capture gives to whom: the legs to the payees, the royalty transaction and the licence.
import type { Id, Instant, Keys, NewAccount, RowOf, RowWrite, Seen } from '@farthing/ledger'
import { put } from '@farthing/ledger'
import type { AccountAmount, Payee } from '../chart/index.ts'
import {
  givenToPayee,
  openIfAbsent,
  providerAccount,
  purchaseParts,
  rightsholderPayee,
  vendorPayee,
} from '../chart/index.ts'
import { itemVersions } from '../catalog/index.ts'
import { part } from '../platform/ids.ts'
import type { vendors } from '../vendor/index.ts'
import type { PurchaseRow } from './answer.ts'
import type { ItemVersion } from './lines.ts'
import { splitLines } from './lines.ts'
import { captures } from './tables.ts'

export type Vendor = RowOf<typeof vendors>

export const captureKey = (purchase: Id, number: bigint): Id => part(purchase, purchaseParts.capture, Number(number))
export const refundKey = (purchase: Id, number: bigint): Id => part(purchase, purchaseParts.refund, Number(number))
export const holdKey = (purchase: Id, index: number): Id => part(purchase, purchaseParts.hold, index)
// The 256th capture, and the 256th refund, of one purchase is refused: each refund reads them all.
export const maxCaptures = 255n
export const maxRefunds = 255n

type Order = Pick<PurchaseRow, 'vendor' | 'asset' | 'lines'>

/** The versions of a purchase's lines, as far as `seen` knows them. */
export const versionsOf = (order: Order, seen: Seen): ItemVersion[] =>
  order.lines.flatMap((line) => {
    const version = seen.knowsRow(itemVersions, line.version) ? seen.row(itemVersions, line.version) : undefined
    return version === undefined ? [] : [version]
  })

/** The provider, whose fee may stand below zero by what refunds took after it was taken out: it owes itself nothing back. */
export const feePayee = (asset: string): Payee => ({ payable: providerAccount('fee', asset), receivable: null })

/** Whom a capture pays, each once: the provider, the owners of rights, the vendor. */
function payeesOf(order: Order, versions: readonly ItemVersion[]): Payee[] {
  const owners = new Set(versions.flatMap((version) => version.shares.map((share) => share.rightsholder)))
  return [
    feePayee(order.asset),
    ...[...owners].map((owner) => rightsholderPayee(owner, order.asset)),
    vendorPayee(order.vendor, order.asset),
  ]
}

/** The accounts that a capture pays. */
export const payeeAccounts = (order: Order, versions: readonly ItemVersion[]): Id[] =>
  payeesOf(order, versions).flatMap(({ payable, receivable }) =>
    receivable === null ? [payable] : [payable, receivable],
  )

export type Shares = {
  readonly parts: readonly AccountAmount[]
  readonly opens: readonly NewAccount[]
  readonly row: RowWrite
}

/**
 * Splits the next capture of a purchase between the provider, the owners of rights and the vendor. Who owes something
 * back fills that first.
 *
 * @param order As it was before this capture.
 * @param versions Of each line.
 * @param amountMicros What is captured.
 */
export function shareCapture(
  purchase: Id,
  order: PurchaseRow,
  versions: readonly ItemVersion[],
  amountMicros: bigint,
  seen: Seen,
  at: Instant,
): Shares {
  const { asset } = order
  const split = splitLines(order, versions, amountMicros)
  const number = order.captures + 1n
  const fee = feePayee(asset)
  const paid = payeesOf(order, versions).map((payee) => ({ payee, micros: 0n }))
  const pay = (payable: Id, micros: bigint) => {
    for (const each of paid) if (each.payee.payable === payable) each.micros += micros
  }
  pay(fee.payable, split.feeMicros)
  for (const share of split.shares) pay(rightsholderPayee(share.rightsholder, asset).payable, share.micros)
  pay(vendorPayee(order.vendor, asset).payable, split.vendorMicros)
  return {
    parts: paid.flatMap(({ payee, micros }) => givenToPayee(seen, payee, micros)),
    opens: paid.flatMap(({ payee: { payable, receivable } }) =>
      receivable === null
        ? openIfAbsent(seen, payable, asset, { floor: null, history: false })
        : openIfAbsent(seen, payable, asset),
    ),
    row: put(captures, captureKey(purchase, number), {
      purchase,
      vendor: order.vendor,
      mode: order.mode,
      number,
      micros: amountMicros,
      asset,
      feeMicros: split.feeMicros,
      vendorMicros: split.vendorMicros,
      shares: split.shares.map((share) => ({ ...share, micros: share.micros.toString() })),
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
