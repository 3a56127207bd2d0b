import type { Claims } from '../platform/room-claims.ts'

/** The names that are this room's alone. */
export const claims = {
  problems: {
    receipt_resent: { status: 409, title: 'The receipt was sent again often enough for one day' },
    no_receipt: { status: 409, title: 'There is no receipt: nothing was paid' },
  },
  prefixes: { ntc: 'a notice to somebody' },
} as const satisfies Claims

declare module '../platform/room-claims.ts' {
  interface RoomClaims {
    notice: typeof claims
  }
}
