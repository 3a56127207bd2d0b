import type { RowOf } from '@farthing/ledger'
import { defineTable, fixed, id, int8, jsonb, optional, text } from '@farthing/ledger'
import type { Counted } from '../wallet/index.ts'

export type TipState = 'given' | 'accepted' | 'expired' | 'refunded'

export const tips = defineTable('tips', {
  payer: fixed(id()),
  vendor: fixed(id()),
  asset: fixed(text()),
  micros: fixed(int8()),
  /** A word from who gives. */
  thanks: fixed(text()),
  givenAt: fixed(int8()),
  /** Until when the vendor may accept it. */
  expiresAt: fixed(int8()),
  /** Which of the payer's limits it counts in. */
  counted: fixed(jsonb<readonly Counted[]>()),
  state: text<TipState>(),
  /** When it expired or was refunded. */
  endedAt: optional(int8()),
})
export type TipRow = RowOf<typeof tips>
