import type { Claims } from '../platform/room-claims.ts'

/** The names that are this room's alone. */
export const claims = {
  problems: {
    licence_held: { status: 409, title: 'The payer holds this licence already', facts: { entitlement: 'both' } },
    licence_ended: { status: 409, title: 'The licence has ended' },
    terms_ended: { status: 409, title: 'The terms on offer have ended: nobody could open it any more' },
    void_window_closed: { status: 409, title: 'The time to void the admission is over' },
    token_invalid: { status: 422, title: 'The token is not valid here' },
    token_expired: { status: 422, title: 'The token has expired' },
    token_used: { status: 409, title: 'The token was used before' },
    browser_mismatch: { status: 403, title: 'Another browser began the purchase' },
  },
  prefixes: { ent: 'a licence', adm: 'one playing or reading under a licence', psn: 'a payer, to one vendor' },
} as const satisfies Claims

declare module '../platform/room-claims.ts' {
  interface RoomClaims {
    access: typeof claims
  }
}
