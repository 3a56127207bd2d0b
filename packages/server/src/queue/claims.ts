import type { Claims } from '../platform/room-claims.ts'

/** The names that are this room's alone. */
export const claims = {
  problems: {
    item_claimed: { status: 409, title: 'Somebody else is working on this' },
    item_not_claimed: { status: 409, title: 'You are not working on this' },
    item_ended: { status: 409, title: 'This has been done' },
  },
  prefixes: { wit: 'a work item', wno: 'a note about a work item' },
} as const satisfies Claims

declare module '../platform/room-claims.ts' {
  interface RoomClaims {
    queue: typeof claims
  }
}
