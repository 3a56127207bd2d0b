import type { Claims } from '../platform/room-claims.ts'

/** The names that are this room's alone. */
export const claims = {
  prefixes: { evt: 'something that happened', whd: 'a message to a webhook endpoint' },
} as const satisfies Claims

declare module '../platform/room-claims.ts' {
  interface RoomClaims {
    webhook: typeof claims
  }
}
