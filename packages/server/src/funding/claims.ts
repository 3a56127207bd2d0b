import type { Claims } from '../platform/room-claims.ts'

/** The names that are this room's alone. */
export const claims = {
  problems: {
    voucher_unknown: { status: 404, title: 'There is no such voucher' },
    voucher_used: { status: 409, title: 'The voucher was redeemed before' },
    voucher_expired: { status: 409, title: 'The voucher has expired' },
    payment_recorded: {
      status: 409,
      title: 'A payment of this kind and reference is recorded already',
      facts: { payment: 'staff' },
    },
    payment_reversed: { status: 409, title: 'The payment was taken back before' },
  },
  prefixes: { iss: 'tokens that were issued', pay: 'a payment that arrived outside' },
  accountKinds: {
    vouchers: 0x31,
    outsideCheck: 0x37,
    outsideMoneyOrder: 0x38,
    outsideBankCredit: 0x39,
    outsidePhone: 0x3a,
  },
} as const satisfies Claims

declare module '../platform/room-claims.ts' {
  interface RoomClaims {
    funding: typeof claims
  }
}
