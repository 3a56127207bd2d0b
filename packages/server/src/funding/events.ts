import type { Id } from '@farthing/ledger'
import { defineEvent, defineMovement, facts } from '@farthing/ledger'
import type { Asset } from '../chart/index.ts'

/** Vouchers went into circulation: no money moves before one is redeemed. */
export const vouchersIssued = defineEvent(
  'voucher.issued',
  facts<{ batch: string; count: number; /** Of each. */ micros: string; asset: Asset; expiresAt: string }>(),
)

/** Tokens were issued to a payer: what they owed was repaid first. Micro-units, in decimal. */
export const fundingRedeemed = defineMovement(
  'funding.redeemed',
  facts<{ payer: Id; method: 'voucher'; issue: Id; micros: string; asset: Asset }>(),
)
