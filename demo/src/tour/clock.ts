import type { Clock } from '@farthing/server'

/** The system's clock, which the tour sets forward so that nobody waits for a hold to expire. */
export type TurnableClock = Clock & { forward(seconds: number): void }

export function turnableClock(): TurnableClock {
  let ahead = 0n
  return {
    now: () => BigInt(Date.now()) * 1_000n + ahead,
    forward: (seconds) => void (ahead += BigInt(seconds) * 1_000_000n),
  }
}
