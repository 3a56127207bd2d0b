import { defineTable, fixed, id, int8, optional, text } from '@farthing/ledger'

/** How money arrives outside these books, and is recorded by the provider's people (R39). */
export const paymentKinds = ['check', 'money_order', 'bank_credit', 'phone'] as const
export type PaymentKind = (typeof paymentKinds)[number]
/** What tokens were issued for. */
export type IssueMethod = 'voucher' | PaymentKind

/** Why a payment was taken back. */
export const reversalReasons = ['returned_unpaid', 'entered_wrongly'] as const
export type ReversalReason = (typeof reversalReasons)[number]

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
  method: fixed(text<IssueMethod>()),
  reference: fixed(id()),
  issuedAt: fixed(int8()),
  /** When what they were issued for turned out not to have come. */
  reversedAt: optional(int8()),
})

/** A payment that arrived outside. Its key is made of kind and reference: see `paymentOf`. */
export const payments = defineTable('payments', {
  payer: fixed(id()),
  kind: fixed(text<PaymentKind>()),
  /** As it was written down, and as it is compared: see `referenceKey`. */
  reference: fixed(text()),
  referenceKey: fixed(text()),
  asset: fixed(text()),
  micros: fixed(int8()),
  /** A day of the calendar. */
  receivedOn: fixed(text()),
  recordedAt: fixed(int8()),
  issue: fixed(id()),
  reversedAt: optional(int8()),
  reversedWhy: optional(text<ReversalReason>()),
})
