// The royalty transactions of one purchase: a row a capture, and a row a refund.
import type { Id, RowKey, Seen } from '@farthing/ledger'
import type { Share, Transaction } from '../royalty/index.ts'
import { ofCapture, ofRefund } from '../royalty/index.ts'
import { captureKey, refundKey } from './keys.ts'
import { byTime } from './moved.ts'
import { captures, refunds } from './tables.ts'

/** How many a purchase has had: of its row, or of what an operation answered. */
type Counts = { readonly captures: bigint | number; readonly refunds: bigint | number }

/** The rows that they are made of. */
export const royaltyKeys = (purchase: Id, counts: Counts): RowKey[] => [
  ...numbers(counts.captures).map((n): RowKey => [captures, captureKey(purchase, n)]),
  ...numbers(counts.refunds).map((n): RowKey => [refunds, refundKey(purchase, n)]),
]

/**
 * All royalty transactions of a purchase, oldest first.
 *
 * @param seen Has looked at `royaltyKeys`; what it does not have yet is passed over.
 * @param schedule That of the purchase's item version.
 */
export function royaltiesOf(
  seen: Pick<Seen, 'row'>,
  purchase: Id,
  counts: Counts,
  schedule: readonly Share[],
): Transaction[] {
  const taken = numbers(counts.captures).flatMap((n) => {
    const key = captureKey(purchase, n)
    const row = seen.row(captures, key)
    return row === undefined ? [] : [ofCapture(key, row)]
  })
  const given = numbers(counts.refunds).flatMap((n) => {
    const key = refundKey(purchase, n)
    const row = seen.row(refunds, key)
    return row === undefined ? [] : [ofRefund(key, row, schedule)]
  })
  return given.length === 0 ? taken : [...taken, ...given].sort(byTime)
}

const numbers = (count: bigint | number): bigint[] => Array.from({ length: Number(count) }, (_, i) => BigInt(i + 1))
