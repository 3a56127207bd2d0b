import type { Claims } from '../platform/room-claims.ts'

/** The names that are this room's alone. */
export const claims = {
  problems: { rightsholder_unknown: { status: 422, title: 'There is no such rightsholder' } },
  prefixes: { rsh: 'an owner of rights' },
} as const satisfies Claims

declare module '../platform/room-claims.ts' {
  interface RoomClaims {
    royalty: typeof claims
  }
}
