import type { Claims } from '../platform/room-claims.ts'

/** The names that are this room's alone. */
export const claims = {
  problems: { item_unknown: { status: 422, title: 'There is no such item' } },
  prefixes: { itm: 'an item' },
} as const satisfies Claims

declare module '../platform/room-claims.ts' {
  interface RoomClaims {
    catalog: typeof claims
  }
}
