// Identifiers of purchases are in the order of time, so the index of each vendor's purchases bounds a search by time.
import type { Instant } from '@farthing/ledger'
import { bytesOf } from '../platform/database.ts'

const day = 86_400_000_000n
/** A purchase waits a day for its approval at most and is held 30 days at most; a day more for clocks that differ. */
export const longestPurchase = 32n * day
/** By how much the clock that mints identifiers may differ from the one that decides. */
export const clocksDiffer = day

/** The lowest identifier that can have been minted at `at`. */
export const firstIdAt = (at: Instant): Buffer => {
  const millis = at > 0n ? at / 1_000n : 0n
  return bytesOf(millis.toString(16).padStart(12, '0') + '0'.repeat(20))
}
