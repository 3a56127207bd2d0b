import { defineTable, fixed, id, int8, jsonb, optional, text } from '@farthing/ledger'
import type { Mode } from '../chart/index.ts'

/** A payer's licence to an item. Its key is made of payer and item: a live one is never sold twice. */
export const entitlements = defineTable('entitlements', {
  payer: fixed(id()),
  item: fixed(id()),
  vendor: fixed(id()),
  mode: fixed(text<Mode>()),
  /** What was bought last: its terms are those of this version. */
  version: id(),
  purchase: id(),
  grantedAt: int8(),
  viewsUsed: int8(),
  firstOpenedAt: optional(int8()),
  /** Set when it ends by hand: a full refund, a void. */
  revokedAt: optional(int8()),
  /** When the oldest openings that stand were made, in micro-seconds, decimal; at most eight. */
  openings: optional(jsonb<readonly string[]>()),
})

/** One playing or reading under a licence: it took a view. */
export const admissions = defineTable('admissions', {
  entitlement: fixed(id()),
  /** Of the licence as it was then: another purchase may have replaced it since. */
  purchase: fixed(id()),
  vendor: fixed(id()),
  mode: fixed(text<Mode>()),
  admittedAt: fixed(int8()),
  endsAt: fixed(int8()),
  /** Set where nothing of it was sent: the view is given back. */
  voidedAt: optional(int8()),
})

/** Login tokens that were used (R27): its key is the token's `jti`. */
export const loginTokens = defineTable('login_tokens', {
  vendor: fixed(id()),
  subject: fixed(id()),
  usedAt: fixed(int8()),
})
