import type { Claims } from '../platform/room-claims.ts'

/** The names that are this room's alone. */
export const claims = {
  problems: {
    act_changed: { status: 409, title: 'What it would do has changed since it was shown' },
    act_ended: { status: 409, title: 'The act has ended', facts: { act_status: 'staff' } },
    own_act: { status: 403, title: 'Nobody decides on what they prepared, or on what concerns themselves' },
  },
  prefixes: { act: 'an act of staff' },
} as const satisfies Claims

declare module '../platform/room-claims.ts' {
  interface RoomClaims {
    act: typeof claims
  }
}
