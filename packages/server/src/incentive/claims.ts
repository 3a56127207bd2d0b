import type { Claims } from '../platform/room-claims.ts'

/** The names that are this room's alone. */
export const claims = {
  prefixes: { grn: 'an incentive grant' },
  accountKinds: { incentives: 0x32, grant: 0x40 },
} as const satisfies Claims

declare module '../platform/room-claims.ts' {
  interface RoomClaims {
    incentive: typeof claims
  }
}
