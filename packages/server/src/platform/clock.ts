import type { Instant } from '@farthing/ledger'

/** Tells the time: microseconds since 1970-01-01T00:00:00Z. Injected, so that no test waits. */
export type Clock = { now(): Instant }

export const systemClock: Clock = { now: () => BigInt(Date.now()) * 1_000n }

export const seconds = (count: number | bigint): bigint => BigInt(count) * 1_000_000n

/** RFC 3339 in UTC with milliseconds, as every edge writes times. */
export const toRfc3339 = (at: Instant): string => new Date(Number(at / 1_000n)).toISOString()

/** Parses an RFC 3339 instant with a zone; `undefined` where it is none. */
export function fromRfc3339(text: string): Instant | undefined {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?(Z|[+-]\d\d:\d\d)$/.test(text)) return undefined
  const millis = Date.parse(text)
  return Number.isNaN(millis) ? undefined : BigInt(millis) * 1_000n
}
