import type { Draft, Id, Instant } from '@farthing/ledger'
import { seconds } from '../platform/clock.ts'
import type { Refusal } from '../platform/http/submit.ts'
import { purchases, standingOf } from '../purchase/index.ts'
import { receiptResent } from './events.ts'
import { receiptResends } from './tables.ts'

/** So often the receipt of one purchase is sent again in 24 hours: nobody's mailbox is filled at somebody's request. */
const maxADay = 3

/**
 * Sends the receipt of a purchase again, to the members of the account that paid it, inside any rule: to their own
 * addresses and no other, whatever receipts they chose.
 *
 * @returns Its payer. Refusals: not_found, no_receipt (nothing was captured), receipt_resent (three within 24 hours).
 */
export function resendReceipt(
  draft: Draft,
  purchase: Id,
  at: Instant,
): { readonly payer: Id } | { readonly refusal: Refusal } {
  const row = draft.row(purchases, purchase)
  if (row === undefined) return { refusal: { code: 'not_found' } }
  const { payer } = row
  if (payer === null || row.capturedMicros === 0n) return { refusal: { code: 'no_receipt' } }
  const before = draft.row(receiptResends, purchase)?.resent ?? []
  const lately = before.filter((each) => BigInt(each) > at - seconds(86_400))
  if (lately.length >= maxADay) return { refusal: { code: 'receipt_resent' } }
  draft.put(receiptResends, purchase, { resent: [...lately, at.toString()] })
  draft.record(receiptResent.of({ ...standingOf(purchase, row), payer }))
  return { payer }
}
