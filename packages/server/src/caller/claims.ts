import type { Claims } from '../platform/room-claims.ts'

/** The names that are this room's alone. */
export const claims = {
  problems: {
    caller_locked: {
      status: 409,
      title: 'Nobody is verified in this way for now: too many answers were wrong',
      facts: { locked_until: 'staff' },
    },
    caller_unverified: { status: 403, title: 'The caller is not verified' },
    no_question: { status: 409, title: 'There is nothing left that this account’s owner can be asked today' },
    question_ended: { status: 409, title: 'The question was answered before, or is too old' },
  },
  prefixes: { cvq: 'a question to a caller' },
} as const satisfies Claims

declare module '../platform/room-claims.ts' {
  interface RoomClaims {
    caller: typeof claims
  }
}
