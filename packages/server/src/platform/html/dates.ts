import type { Instant } from '@farthing/ledger'
import { localDay } from '../calendar.ts'
import { counted } from '../counted.ts'

// Making a formatter costs more than drawing the page. There are few zones, but many ways to spell them.
const maxFormatters = 1_000
const formatters = new Map<string, Intl.DateTimeFormat>()
function formatter(zone: string): Intl.DateTimeFormat {
  let known = formatters.get(zone)
  if (known === undefined) {
    known = new Intl.DateTimeFormat('en-GB', {
      timeZone: zone,
      weekday: 'long',
      day: 'numeric',
      month: 'long',
      year: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    })
    if (formatters.size >= maxFormatters) formatters.clear()
    formatters.set(zone, known)
  }
  return known
}

type Local = {
  readonly weekday: string
  readonly day: string
  readonly month: string
  readonly year: string
  readonly hour: string
  readonly minute: string
}

function local(at: Instant, zone: string): Local {
  const parts = new Map(
    formatter(zone)
      .formatToParts(new Date(Number(at / 1_000n)))
      .map(({ type, value }) => [type, value]),
  )
  const part = (type: Intl.DateTimeFormatPartTypes): string => parts.get(type) ?? ''
  return {
    weekday: part('weekday'),
    day: part('day'),
    month: part('month'),
    year: part('year'),
    hour: part('hour'),
    minute: part('minute'),
  }
}

/** `11:12` */
export function timeInWords(at: Instant, zone: string): string {
  const { hour, minute } = local(at, zone)
  return `${hour}:${minute}`
}

/** `today`, `tomorrow`, `yesterday`; `Friday` within the next six days; else `24 December`, with the year if another. */
export function dayInWords(at: Instant, now: Instant, zone: string): string {
  const there = local(at, zone)
  const away = localDay(at, zone).day - localDay(now, zone).day
  if (away === 0) return 'today'
  if (away === 1) return 'tomorrow'
  if (away === -1) return 'yesterday'
  if (away > 1 && away < 7) return there.weekday
  return `${there.day} ${there.month}${there.year === local(now, zone).year ? '' : ` ${there.year}`}`
}

/** `11:12` today; else the day and the time: `Friday, 18:00`, `24 December, 10:43`. */
export function momentInWords(at: Instant, now: Instant, zone: string): string {
  const day = dayInWords(at, now, zone)
  return day === 'today' ? timeInWords(at, zone) : `${day}, ${timeInWords(at, zone)}`
}

/** `24 December 2026, 10:43`: for what is read at any time later, such as a mail. */
export function fullMomentInWords(at: Instant, zone: string): string {
  const { day, month, year } = local(at, zone)
  return `${day} ${month} ${year}, ${timeInWords(at, zone)}`
}

/** `America/New York`: a zone's name as people read it. */
export const zoneInWords = (zone: string): string => zone.replaceAll('_', ' ')

/** `on 24 December`, but `today` and `yesterday` without `on`. */
export function onDayInWords(at: Instant, now: Instant, zone: string): string {
  const day = dayInWords(at, now, zone)
  return /^(today|tomorrow|yesterday)$/.test(day) ? day : `on ${day}`
}

/** `November`: the month of the payer's calendar. */
export const monthInWords = (at: Instant, zone: string): string => local(at, zone).month

/** How long is left, rounded down and in one unit: `14 minutes`, `1 hour`, `3 days`; `less than a minute`. */
export function leftInWords(until: Instant, now: Instant): string {
  const minutes = Number((until - now) / 60_000_000n)
  if (minutes < 1) return 'less than a minute'
  const [count, unit] =
    minutes < 120
      ? [minutes, 'minute']
      : minutes < 2_880
        ? [Math.floor(minutes / 60), 'hour']
        : [Math.floor(minutes / 1_440), 'day']
  return counted(count, unit)
}
