import type { Instant } from './types.ts'

/** Where decisions get their time from. The ledger never goes back behind the log's last instant. */
export type Clock = { now(): Instant | Promise<Instant> }

/** This machine's clock, in microseconds. */
export const systemClock: Clock = { now: () => BigInt(Date.now()) * 1000n }
