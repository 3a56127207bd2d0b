import type { Claims } from '../platform/room-claims.ts'

/** Kinds of account that several rooms move money on: what payers and payees have and owe, and what the provider earned. */
export const claims = {
  accountKinds: { bought: 0x01, debt: 0x02, payable: 0x10, receivable: 0x11, rightsholder: 0x20, fee: 0x30 },
} as const satisfies Claims

declare module '../platform/room-claims.ts' {
  interface RoomClaims {
    chart: typeof claims
  }
}
