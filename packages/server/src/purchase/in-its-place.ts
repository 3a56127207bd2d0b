// What the provider does to a purchase in its vendor's place: the vendor's own rules, whosever purchase it is.
import type { Decision, Draft, Id, Instant } from '@farthing/ledger'
import { refused } from '@farthing/ledger'
import type { Refusal } from '../platform/http/submit.ts'
import type { PurchaseAnswer } from './answer.ts'
import { refundPurchase } from './refund.ts'
import { purchases } from './tables.ts'
import { endHold } from './void.ts'

/** `amountMicros`: decimal; `null`: all that is not refunded yet. `note`: what payer and vendor read. */
export type RefundInPlace = { readonly purchase: Id; readonly amountMicros: string | null; readonly note: string }

/** Gives a captured amount back: each party gives as if the vendor had refunded it. Refusals: those of `refundPurchase`. */
export function refundInPlace(
  draft: Draft,
  { purchase, amountMicros, note }: RefundInPlace,
  at: Instant,
): Decision<PurchaseAnswer | Refusal> {
  const order = draft.row(purchases, purchase)
  if (order === undefined) return refused({ code: 'not_found' })
  const micros = amountMicros === null ? null : BigInt(amountMicros)
  const input = { purchase, vendor: order.vendor, amountMicros: micros, reason: note, inPlace: 'provider' } as const
  return refundPurchase.decide(input, draft, at)
}

/** Ends a hold: what is not captured is free again. Refusals: not_found, not_authorized, hold_expired. */
export function voidInPlace(
  draft: Draft,
  { purchase }: { readonly purchase: Id },
  at: Instant,
): Decision<PurchaseAnswer | Refusal> {
  const order = draft.row(purchases, purchase)
  if (order === undefined) return refused({ code: 'not_found' })
  if (order.status !== 'authorized') return refused({ code: 'not_authorized', purchase_status: order.status })
  if (at >= (order.holdExpiresAt ?? 0n)) return refused({ code: 'hold_expired' })
  return endHold({ draft, at, purchase, order }, 'void', 'provider')
}
