// An account's own calendar: in which day, week and month an instant lies for it. Every limit of the account counts by
// it, whatever its scope, so that changing the zone gives none of them a new budget.
import type { Instant } from '@farthing/ledger'
import type { PayerState } from '../account/index.ts'
import type { CalendarPeriod, DayNumber } from '../platform/calendar.ts'
import { beginOf, localDay, nextFirstDay } from '../platform/calendar.ts'

type Calendar = Pick<PayerState, 'timeZone' | 'keptPeriods'>

/**
 * The first day of the account's period in which `at` lies. It never goes back. After the account's zone was changed,
 * the period that ran then goes on until it is over in the zone before and in the new one.
 */
export function accountPeriod(calendar: Calendar, period: CalendarPeriod, at: Instant): DayNumber {
  const first = localDay(at, calendar.timeZone).firsts[period]
  const kept = calendar.keptPeriods?.[period]
  if (kept === undefined) return first
  return at < BigInt(kept.until) || first <= kept.start ? kept.start : first
}

/**
 * From when on the account's period is the one that begins with `first`, or a later one.
 *
 * @param first The first day of a period that is still to come.
 */
export function periodBegins(calendar: Calendar, period: CalendarPeriod, first: DayNumber): Instant {
  const begins = beginOf(first, calendar.timeZone)
  const until = BigInt(calendar.keptPeriods?.[period].until ?? 0)
  return until > begins ? until : begins
}

/** When the account's period that runs at `at` is over. */
export const periodEnds = (calendar: Calendar, period: CalendarPeriod, at: Instant): Instant =>
  periodBegins(calendar, period, nextFirstDay(period, accountPeriod(calendar, period, at)))

/** The payer's state with another zone, and the periods that go on until they are over in both. */
export function withTimeZone(state: PayerState, timeZone: string, at: Instant): PayerState {
  const keep = (period: CalendarPeriod): { start: DayNumber; until: string } => {
    const start = accountPeriod(state, period, at)
    const before = BigInt(state.keptPeriods?.[period].until ?? 0)
    const left = localDay(at, state.timeZone).firsts[period] > start // A zone further ahead has left it already.
    const end = left ? before : beginOf(nextFirstDay(period, start), state.timeZone)
    return { start, until: (end > before ? end : before).toString() }
  }
  return { ...state, timeZone, keptPeriods: { day: keep('day'), week: keep('week'), month: keep('month') } }
}
