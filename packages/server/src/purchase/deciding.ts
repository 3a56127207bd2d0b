// What the parts of one decision on a purchase share. Each part changes the draft and knows nothing of the others.
import type { Draft, Id, Instant, Moves } from '@farthing/ledger'
import type { PurchaseRow } from './tables.ts'

export type Deciding = {
  readonly draft: Draft
  readonly at: Instant
  readonly purchase: Id
  readonly order: PurchaseRow
}

/** Once it is recorded that money moves. */
export type Moving = Deciding & { readonly moves: Moves }
