import type { Id } from '@farthing/ledger'
import { bytea, defineTable, fixed, id, int8, jsonb, optional, text } from '@farthing/ledger'
import type { Mode } from '../chart/index.ts'
import type { Currency } from '../platform/money.ts'

/** A revocable permission to buy without asking again; only a hash of its secret is kept. */
export const mandates = defineTable('mandates', {
  payer: fixed(id()),
  mode: fixed(text<Mode>()),
  /** The member who gave it; ends with their membership. */
  givenBy: fixed(id()),
  label: fixed(text()),
  currency: fixed(text<Currency>()),
  ceilingMicros: fixed(int8()),
  perPurchaseMicros: fixed(optional(int8())),
  /** Where alone it may buy; `null`: anywhere. */
  vendors: fixed(optional(jsonb<readonly Id[]>())),
  secretHash: fixed(bytea()),
  createdAt: fixed(int8()),
  expiresAt: fixed(int8()),
  revokedAt: optional(int8()),
})
