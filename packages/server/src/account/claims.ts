import type { Claims } from '../platform/room-claims.ts'

/** The names that are this room's alone. */
export const claims = {
  problems: {
    not_a_member: { status: 403, title: 'This user does not belong to the account' },
    account_blocked: { status: 403, title: 'The account is blocked' },
    account_not_blocked: { status: 409, title: 'The account is not blocked' },
    wallet_open: { status: 409, title: 'The account has a wallet of this currency' },
  },
  prefixes: { acc: 'a payer account' },
} as const satisfies Claims

declare module '../platform/room-claims.ts' {
  interface RoomClaims {
    account: typeof claims
  }
}
