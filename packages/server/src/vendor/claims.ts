import type { Claims } from '../platform/room-claims.ts'

/** The names that are this room's alone. */
export const claims = {
  problems: {
    url_not_registered: { status: 422, title: 'The URL is not under a registered site' },
    vendor_suspended: { status: 403, title: 'The vendor is suspended' },
    vendor_not_suspended: { status: 409, title: 'The vendor is not suspended' },
  },
  prefixes: { ven: 'a vendor account', key: 'an API key', whe: 'a webhook endpoint' },
} as const satisfies Claims

declare module '../platform/room-claims.ts' {
  interface RoomClaims {
    vendor: typeof claims
  }
}
