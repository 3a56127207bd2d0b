import type { Instant } from '@farthing/ledger'
import { localDay } from '../calendar.ts'
import type { Say } from './say.ts'

const formats = {
  time: { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  weekday: { weekday: 'long' },
  day: { day: 'numeric', month: 'long' },
  dayOfYear: { day: 'numeric', month: 'long', year: 'numeric' },
  month: { month: 'long' },
  year: { year: 'numeric' },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>

// Making a formatter costs more than drawing the page. There are few zones, but many ways to spell them.
const maxFormatters = 1_000
const formatters = new Map<string, Intl.DateTimeFormat>()
function written(t: Say, at: Instant, timeZone: string, kind: keyof typeof formats): string {
  const key = `${t.locale} ${kind} ${timeZone}`
  let known = formatters.get(key)
  if (known === undefined) {
    known = new Intl.DateTimeFormat(t.locale, { timeZone, ...formats[kind] })
    if (formatters.size >= maxFormatters) formatters.clear()
    formatters.set(key, known)
  }
  return known.format(Number(at / 1_000n))
}

/** `11:12` */
export const timeInWords = (t: Say, at: Instant, zone: string): string => written(t, at, zone, 'time')

/** `today`, `tomorrow`, `yesterday`; `Friday` within the next six days; else `24 December`, with the year if another. */
export const dayInWords = (t: Say, at: Instant, now: Instant, zone: string): string =>
  dayOf(t, at, now, zone, daysAway(at, now, zone))

function dayOf(t: Say, at: Instant, now: Instant, zone: string, away: number): string {
  const near = nearDays.get(away)
  if (near !== undefined) return t(`server.day.${near}`)
  if (away > 1 && away < 7) return written(t, at, zone, 'weekday')
  const thisYear = written(t, at, zone, 'year') === written(t, now, zone, 'year')
  return written(t, at, zone, thisYear ? 'day' : 'dayOfYear')
}

const nearDays: ReadonlyMap<number, 'today' | 'tomorrow' | 'yesterday'> = new Map([
  [0, 'today'],
  [1, 'tomorrow'],
  [-1, 'yesterday'],
])

const daysAway = (at: Instant, now: Instant, zone: string): number => localDay(at, zone).day - localDay(now, zone).day

/** `11:12` today; else the day and the time: `Friday, 18:00`, `24 December, 10:43`. */
export function momentInWords(t: Say, at: Instant, now: Instant, zone: string): string {
  const time = timeInWords(t, at, zone)
  const away = daysAway(at, now, zone)
  return away === 0 ? time : t('server.day.withTime', { day: dayOf(t, at, now, zone, away), time })
}

/** `24 December 2026`: for what is read at any time later. */
export const dayInFull = (t: Say, at: Instant, zone: string): string => written(t, at, zone, 'dayOfYear')

/** `24 December 2026, 10:43`: for what is read at any time later, such as a mail. */
export const fullMomentInWords = (t: Say, at: Instant, zone: string): string =>
  t('server.day.withTime', { day: written(t, at, zone, 'dayOfYear'), time: timeInWords(t, at, zone) })

/** `America/New York`: a zone's name as people read it. */
export const zoneInWords = (zone: string): string => zone.replaceAll('_', ' ')

/** `on 24 December`, but `today` and `yesterday` without `on`. */
export function onDayInWords(t: Say, at: Instant, now: Instant, zone: string): string {
  const away = daysAway(at, now, zone)
  const day = dayOf(t, at, now, zone, away)
  return nearDays.has(away) ? day : t('server.day.on', { day })
}

/** `November`: the month of the payer's calendar. */
export const monthInWords = (t: Say, at: Instant, zone: string): string => written(t, at, zone, 'month')

/** How long is left, rounded down and in one unit: `14 minutes`, `1 hour`, `3 days`; `less than a minute`. */
export function leftInWords(t: Say, until: Instant, now: Instant): string {
  const minutes = Number((until - now) / 60_000_000n)
  if (minutes < 1) return t('server.span.underAMinute')
  if (minutes < 120) return t('server.span.minutes', { count: minutes })
  if (minutes < 2_880) return t('server.span.hours', { count: Math.floor(minutes / 60) })
  return t('server.span.days', { count: Math.floor(minutes / 1_440) })
}
