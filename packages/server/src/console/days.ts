// Calendar days of a time zone. No I/O.
import type { Instant } from '@farthing/ledger'

/**
 * Today and the days before it.
 *
 * @param count So many in all, today among them.
 * @returns `YYYY-MM-DD`, oldest first, and the instant at which the first begins there.
 */
export function daysBefore(
  now: Instant,
  count: number,
  timeZone: string,
): { readonly days: readonly string[]; readonly from: Instant } {
  const parts = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' })
  const today = Date.parse(`${parts.format(Number(now / 1_000n))}T00:00:00Z`)
  const days = Array.from({ length: count }, (_, i) =>
    new Date(today - (count - 1 - i) * dayMillis).toISOString().slice(0, 10),
  )
  return { days, from: midnight(days[0] ?? '', timeZone) }
}

const dayMillis = 86_400_000

/** When a day begins in a zone: its midnight, or where clocks skip midnight the first instant after. */
export function midnight(day: string, timeZone: string): Instant {
  const wanted = Date.parse(`${day}T00:00:00Z`)
  // The zone's offset is what its clock shows less what UTC shows; a second round settles the days of change.
  let guess = wanted
  for (let round = 0; round < 3; round++) guess += wanted - shownAt(guess, timeZone)
  return BigInt(guess) * 1_000n
}

/** What a clock in the zone shows at an instant, read as if it were UTC. */
function shownAt(millis: number, timeZone: string): number {
  const shown = new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  }).format(millis)
  return Date.parse(`${shown.replace(' ', 'T')}Z`)
}
