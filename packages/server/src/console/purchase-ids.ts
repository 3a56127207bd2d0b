// Identifiers of purchases are in the order of time, so the index of each vendor's purchases bounds a search by time.
const day = 86_400_000_000n
/** A purchase waits a day for its approval at most and is held 30 days at most; a day more for clocks that differ. */
export const longestPurchase = 32n * day
/** By how much the clock that mints identifiers may differ from the one that decides. */
export const clocksDiffer = day
