import type { Claims } from '../platform/room-claims.ts'

/** The names that are this room's alone. */
export const claims = {
  problems: {
    password_wrong: { status: 403, title: 'This is not the password' },
    sign_in_failed: { status: 401, title: 'E-mail and password do not match' },
    fresh_login_needed: { status: 403, title: 'Show once more that it is you' },
    window_closed: { status: 401, title: 'The purchase window has closed' },
    email_unverified: { status: 403, title: 'The e-mail address is not verified' },
  },
  prefixes: { usr: 'a user' },
} as const satisfies Claims

declare module '../platform/room-claims.ts' {
  interface RoomClaims {
    identity: typeof claims
  }
}
