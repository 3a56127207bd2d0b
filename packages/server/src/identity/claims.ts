import type { Claims } from '../platform/room-claims.ts'

/** The names that are this room's alone. */
export const claims = {
  problems: {
    password_wrong: { status: 403, title: 'This is not the password' },
    sign_in_failed: { status: 401, title: 'E-mail and password do not match' },
    fresh_login_needed: { status: 403, title: 'Show once more that it is you' },
    factor_wrong: { status: 403, title: 'This does not prove that it is you' },
    factor_needed: { status: 409, title: 'The last second factor stays' },
    window_closed: { status: 401, title: 'The purchase window has closed' },
    account_exists: {
      status: 409,
      title: 'The address has an account, and its owner is verified',
      facts: { account: 'staff' },
    },
    letter_ended: { status: 409, title: 'The letter is on its way, was used or replaced, or is too old' },
    email_unverified: { status: 403, title: 'The e-mail address is not verified' },
  },
  prefixes: { opn: 'what the desk sends to a caller: a link or a letter', usr: 'a user', fac: 'a second factor' },
} as const satisfies Claims

declare module '../platform/room-claims.ts' {
  interface RoomClaims {
    identity: typeof claims
  }
}
