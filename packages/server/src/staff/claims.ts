import type { Claims } from '../platform/room-claims.ts'

/** The names that are this room's alone. */
export const claims = {
  problems: {
    not_permitted: { status: 403, title: 'Your roles do not allow this' },
    staff_begun: { status: 409, title: 'Two administrators are there already: they invite others at the desk' },
    last_administrator: { status: 409, title: 'The last administrator cannot go' },
    staff_ended: { status: 409, title: 'This person does not work here any more' },
  },
  prefixes: { stf: 'a member of staff', rec: 'a line of the record of what staff did' },
} as const satisfies Claims

declare module '../platform/room-claims.ts' {
  interface RoomClaims {
    staff: typeof claims
  }
}
