import type { Claims } from '../platform/room-claims.ts'

/** The names that are this room's alone. */
export const claims = {
  prefixes: { not: 'a note of staff', viw: 'a view of a table that staff saved' },
} as const satisfies Claims

declare module '../platform/room-claims.ts' {
  interface RoomClaims {
    desk: typeof claims
  }
}
