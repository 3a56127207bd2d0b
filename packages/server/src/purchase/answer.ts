import type { Id } from '@farthing/ledger'
import type { Standing } from './events.ts'
import { standingOf } from './events.ts'
import type { PurchaseRow } from './tables.ts'

/** What the vendor's server is told of; each is one webhook. */
export type PurchaseEvent =
  | 'purchase.authorized'
  | 'purchase.captured'
  | 'purchase.voided'
  | 'purchase.expired'
  | 'purchase.declined'
  | 'purchase.refunded'

/** How a purchase stood when an operation on it was done. */
export type PurchaseAnswer = Standing & { readonly events: readonly PurchaseEvent[] }

export const answerOf = (purchase: Id, row: PurchaseRow, events: readonly PurchaseEvent[] = []): PurchaseAnswer => ({
  ...standingOf(purchase, row),
  events,
})
