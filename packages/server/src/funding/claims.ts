import type { Claims } from '../platform/room-claims.ts'

/** The names that are this room's alone. */
export const claims = {
  problems: {
    voucher_unknown: { status: 404, title: 'There is no such voucher' },
    voucher_used: { status: 409, title: 'The voucher was redeemed before' },
    voucher_expired: { status: 409, title: 'The voucher has expired' },
  },
  prefixes: { iss: 'tokens that were issued' },
  accountKinds: { vouchers: 0x31 },
} as const satisfies Claims

declare module '../platform/room-claims.ts' {
  interface RoomClaims {
    funding: typeof claims
  }
}
