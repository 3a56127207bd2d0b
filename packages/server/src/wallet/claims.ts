import type { Claims } from '../platform/room-claims.ts'

/** The names that are this room's alone. */
export const claims = {
  problems: {
    insufficient_funds: {
      status: 402,
      title: 'The wallet holds too little',
      facts: { short: 'payer', currency: 'payer' },
    },
    limit_exceeded: {
      status: 402,
      title: 'A spending limit would be passed',
      facts: { limit: 'payer', period: 'payer', left: 'payer', over: 'payer', passes_at: 'payer' },
    },
    limit_not_lowered: { status: 409, title: 'The limit would not be lower than it is' },
  },
  prefixes: { lim: 'a spending limit' },
  accountKinds: {
    limits: 0x34,
    /** Of a limit; its other two bytes are a day and no asset. */
    budget: 0x60,
    /** What is held of a budget. */
    budgetHeld: 0x61,
  },
} as const satisfies Claims

declare module '../platform/room-claims.ts' {
  interface RoomClaims {
    wallet: typeof claims
  }
}
