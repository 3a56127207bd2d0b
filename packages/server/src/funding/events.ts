import type { Id } from '@farthing/ledger'
import { defineMovement, facts } from '@farthing/ledger'

/** Tokens were issued to a payer: what they owed was repaid first. Micro-units in decimal. */
export const tokensIssued = defineMovement(
  'funding.tokens_issued',
  facts<{
    readonly issue: Id
    readonly payer: Id
    readonly asset: string
    readonly micros: string
    readonly method: 'voucher'
  }>(),
)
