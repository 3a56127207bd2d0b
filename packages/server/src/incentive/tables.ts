import { defineTable, fixed, id, int8, optional, text } from '@farthing/ledger'

/** Tokens given at an issuer's discretion (R7); the issuer's expense account bears the cost. */
export const grants = defineTable('grants', {
  payer: fixed(id()),
  /** The vendor who gave it; `null`: the provider. */
  issuer: fixed(optional(id())),
  /** Ledger account that bore the cost, and gets back what is left at the end. */
  expense: fixed(id()),
  title: fixed(text()),
  /** The vendor where alone it may be spent; `null`: anywhere. */
  spendableAt: fixed(optional(id())),
  asset: fixed(text()),
  micros: fixed(int8()),
  grantedAt: fixed(int8()),
  expiresAt: int8(),
  /** When what was left of it went back. */
  endedAt: optional(int8()),
})
