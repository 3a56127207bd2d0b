import { defineTable, jsonb } from '@farthing/ledger'

/** When the receipt of a purchase was sent again at somebody's request: the latest, in microseconds, decimal. */
export const receiptResends = defineTable('receipt_resends', { resent: jsonb<readonly string[]>() })
