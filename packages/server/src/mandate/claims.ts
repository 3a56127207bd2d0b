import type { Claims } from '../platform/room-claims.ts'

/** The names that are this room's alone. */
export const claims = {
  problems: {
    mandate_invalid: { status: 401, title: 'The mandate is unknown, expired or revoked' },
    mandate_exceeded: { status: 402, title: 'The mandate does not reach this far', facts: { left: 'payer' } },
  },
  prefixes: { man: 'a mandate' },
  accountKinds: { mandate: 0x50 },
} as const satisfies Claims

declare module '../platform/room-claims.ts' {
  interface RoomClaims {
    mandate: typeof claims
  }
}
