import type { Claims } from '../platform/room-claims.ts'

/** The names that are this room's alone. */
export const claims = {
  problems: {
    tip_ended: { status: 409, title: 'The tip has ended', facts: { tip_state: 'both' } },
    tip_not_accepted: { status: 409, title: 'The tip was not accepted', facts: { tip_state: 'both' } },
  },
  prefixes: { tip: 'a tip' },
  accountKinds: { tips: 0x70 },
} as const satisfies Claims

declare module '../platform/room-claims.ts' {
  interface RoomClaims {
    tip: typeof claims
  }
}
