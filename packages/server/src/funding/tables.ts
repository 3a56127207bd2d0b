import { defineTable, fixed, id, int8, optional, text } from '@farthing/ledger'

/** A voucher: its key is an HMAC of its digits, which are kept nowhere but for the last four. */
export const vouchers = defineTable('vouchers', {
  micros: fixed(int8()),
  asset: fixed(text()),
  batch: fixed(text()),
  createdAt: fixed(int8()),
  expiresAt: fixed(int8()),
  /** `null`: made before they were kept. */
  last4: fixed(optional(text())),
  redeemedBy: optional(id()),
  redeemedAt: optional(int8()),
})

/** Tokens issued to a payer (R1a): what the provider owes since then. */
export const tokenIssues = defineTable('token_issues', {
  payer: fixed(id()),
  micros: fixed(int8()),
  asset: fixed(text()),
  method: fixed(text<'voucher'>()),
  reference: fixed(id()),
  issuedAt: fixed(int8()),
})
