import { locale, t } from './say.tsx'

/** Where and when the reader is: the account's time zone and the device's clock. */
export type Here = { readonly zone: string; readonly now: Date }

const format = (zone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat =>
  new Intl.DateTimeFormat(locale(), { timeZone: zone, ...options })

/** The calendar day in the reader's zone, `2026-11-24`: for comparing, and for lists that are sorted by it. */
export const dayOf = (at: Date, zone: string): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(at)

const daysBetween = (at: Date, { zone, now }: Here): number =>
  Math.round((Date.parse(dayOf(at, zone)) - Date.parse(dayOf(now, zone))) / 86_400_000)

const sameYear = (at: Date, { zone, now }: Here): boolean =>
  dayOf(at, zone).slice(0, 4) === dayOf(now, zone).slice(0, 4)

/** `10:42`. */
export const clockText = (at: string, zone: string): string =>
  format(zone, { hour: '2-digit', minute: '2-digit' }).format(new Date(at))

/** `10:42:51`. */
export const secondsText = (at: string, zone: string): string =>
  format(zone, { timeStyle: 'medium' }).format(new Date(at))

/** `24 November`, with the year where it is not this one. */
export function dateText(at: string, here: Here): string {
  const date = new Date(at)
  return format(here.zone, {
    day: 'numeric',
    month: 'long',
    ...(sameYear(date, here) ? {} : { year: 'numeric' }),
  }).format(date)
}

const wholeDate = (at: string, zone: string): string =>
  format(zone, { day: 'numeric', month: 'long', year: 'numeric' }).format(new Date(at))

const weekdayOf = (at: string, { zone }: Here): string => format(zone, { weekday: 'long' }).format(new Date(at))

/** `24 November 2026, 10:42`. */
export const fullText = (at: string, zone: string): string =>
  t('shared.time.full', { date: wholeDate(at, zone), time: clockText(at, zone) })

/** `24 November 2026, 10:42:51`. */
export const fullSecondsText = (at: string, zone: string): string =>
  t('shared.time.full', { date: wholeDate(at, zone), time: secondsText(at, zone) })

/** A calendar day `2026-11-05` as `5 Nov`. */
export const dayLabel = (day: string): string =>
  format('UTC', { day: 'numeric', month: 'short' }).format(new Date(`${day}T00:00:00Z`))

/** A day as the head of a group: `Today`, `Yesterday`, `Sunday, 22 November`. */
export function dayTitle(at: string, here: Here): string {
  const days = daysBetween(new Date(at), here)
  if (days === 0) return t('shared.time.day.today')
  if (days === -1) return t('shared.time.day.yesterday')
  return t('shared.time.day.other', { weekday: weekdayOf(at, here), date: dateText(at, here) })
}

/** When something was, in a list: `today 10:42`, `yesterday 08:15`, `Sunday`, `2 November`. */
export function agoText(at: string, here: Here): string {
  const days = daysBetween(new Date(at), here)
  const time = clockText(at, here.zone)
  if (days === 0) return t('shared.time.ago.today', { time })
  if (days === -1) return t('shared.time.ago.yesterday', { time })
  return days < 0 && days > -7 ? weekdayOf(at, here) : dateText(at, here)
}

/** Until when, after the word `until`: `today, 18:00`, `Thursday, 18:00`, `24 December`. */
export function untilText(at: string, here: Here): string {
  const days = daysBetween(new Date(at), here)
  const time = clockText(at, here.zone)
  if (days === 0) return t('shared.time.until.today', { time })
  if (days === 1) return t('shared.time.until.tomorrow', { time })
  if (days > 0 && days < 7) return t('shared.time.until.weekday', { weekday: weekdayOf(at, here), time })
  return dateText(at, here)
}

/** When something begins anew: `tomorrow, 00:00`, `on Monday, 00:00`, `on 1 December, 00:00`. */
export function renewText(at: string, here: Here): string {
  const days = daysBetween(new Date(at), here)
  if (days === 0 || days === 1) return untilText(at, here)
  const day = days < 7 ? weekdayOf(at, here) : dateText(at, here)
  return t('shared.time.renews', { day, time: clockText(at, here.zone) })
}

/** How long is left: `30 days left`, `3 hours left`, `5 minutes left`, `ended`. */
export function leftText(endsAt: string, now: Date): string {
  const minutes = Math.floor((Date.parse(endsAt) - now.getTime()) / 60_000)
  if (minutes < 0) return t('shared.time.left.ended')
  if (minutes < 60) return t('shared.time.left.minutes', { count: Math.max(minutes, 1) })
  if (minutes < 48 * 60) return t('shared.time.left.hours', { count: Math.floor(minutes / 60) })
  return t('shared.time.left.days', { count: Math.floor(minutes / 1440) })
}

/** A time zone as people read it: `Europe/London`, `America/New York`. */
export const zoneText = (zone: string): string => zone.replaceAll('_', ' ')
