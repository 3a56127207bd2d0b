import type { Claims } from '../platform/room-claims.ts'

/** The names that are this room's alone. */
export const claims = {
  problems: {
    /** The purchase that has the reference: `id` and `status`. */
    order_reference_used: {
      status: 409,
      title: 'The order reference names a purchase that is open or was paid',
      facts: { purchase: 'vendor' },
    },
    already_ended: { status: 409, title: 'The purchase has ended', facts: { purchase_status: 'both' } },
    purchase_expired: { status: 409, title: 'The purchase expired before it was approved' },
    already_authorized: { status: 409, title: 'The purchase is authorized already' },
    not_authorized: { status: 409, title: 'The purchase is not authorized', facts: { purchase_status: 'both' } },
    quote_changed: { status: 409, title: 'What was shown has changed' },
    payer_mismatch: { status: 403, title: 'The purchase is meant for another payer' },
    hold_expired: { status: 409, title: 'The hold has expired' },
    amount_above_hold: { status: 422, title: 'The amount is above what is held', facts: { held: 'vendor' } },
    amount_above_captured: {
      status: 422,
      title: 'The amount is above what is left to refund',
      facts: { left: 'vendor' },
    },
  },
  prefixes: { txn: 'a purchase', cap: 'a capture', rfd: 'a refund' },
  accountKinds: { capturing: 0x33, testIssue: 0x35, exchange: 0x36 },
} as const satisfies Claims

declare module '../platform/room-claims.ts' {
  interface RoomClaims {
    purchase: typeof claims
  }
}
