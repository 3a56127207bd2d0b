// Licence terms (R44): at the edge, in rows, and in words. No I/O.
import type { Instant } from '@farthing/ledger'
import { fromRfc3339, toRfc3339 } from '../platform/clock.ts'
import type { Terms } from './tables.ts'
import type { Say } from '../platform/html/index.ts'

/** Terms as the vendor API writes them. */
export type TermsJson = {
  times_to_view?: number
  hours_to_view?: number
  days_to_view?: number
  expires_at?: string
  counts_from?: 'first_opening' | 'purchase'
}

/** Reads terms that have passed their schema; `undefined` where `expires_at` is no instant of RFC 3339. */
export function parseTerms(json: TermsJson): Terms | undefined {
  const expiresAt = json.expires_at === undefined ? undefined : fromRfc3339(json.expires_at)
  if (json.expires_at !== undefined && expiresAt === undefined) return undefined
  return {
    ...(json.times_to_view === undefined ? {} : { timesToView: json.times_to_view }),
    ...(json.hours_to_view === undefined ? {} : { hoursToView: json.hours_to_view }),
    ...(json.days_to_view === undefined ? {} : { daysToView: json.days_to_view }),
    ...(expiresAt === undefined ? {} : { expiresAt: expiresAt.toString() }),
    countsFrom: json.counts_from ?? 'first_opening',
  }
}

/** Writes terms as the vendor API does; what has no end is left out. */
export const formatTerms = (terms: Terms): TermsJson => ({
  ...(terms.timesToView === undefined ? {} : { times_to_view: terms.timesToView }),
  ...(terms.hoursToView === undefined ? {} : { hours_to_view: terms.hoursToView }),
  ...(terms.daysToView === undefined ? {} : { days_to_view: terms.daysToView }),
  ...(terms.expiresAt === undefined ? {} : { expires_at: toRfc3339(BigInt(terms.expiresAt)) }),
  counts_from: terms.countsFrom,
})

/** What people do with it. The vendor API does not say, so pages say `open` unless they know better. */
export type Use = 'open' | 'read' | 'play'

/**
 * A licence in plain words: `3 plays`, `Read it as often as you like for 30 days from when you first
 * open it`.
 *
 * @param t Says it in the reader's language.
 * @param now An expiry within six days is called by its weekday; one that has passed is said to be over.
 * @param options.timeZone IANA name, for the expiry; default UTC.
 */
export function licenceWords(
  t: Say,
  terms: Terms,
  now: Instant,
  options: { readonly use?: Use; readonly timeZone?: string } = {},
): string {
  const use = options.use ?? 'open'
  const expiresAt = terms.expiresAt === undefined ? undefined : BigInt(terms.expiresAt)
  const moment = expiresAt === undefined ? undefined : momentWords(t, expiresAt, now, options.timeZone ?? 'UTC')
  if (expiresAt !== undefined && moment !== undefined && expiresAt <= now) return t('server.licence.ended', { moment })
  const span = spanWords(t, terms)
  if (terms.timesToView === undefined) return endlessWords(t, use, span, moment)
  const times = t(`server.licence.times.${use}`, { count: terms.timesToView })
  if (span === undefined) return moment === undefined ? times : t('server.licence.timesUntil', { times, moment })
  return moment === undefined
    ? t('server.licence.timesWithin', { times, span })
    : t('server.licence.timesWithinUntil', { times, span, moment })
}

function endlessWords(t: Say, use: Use, span: string | undefined, moment: string | undefined): string {
  if (span === undefined)
    return moment === undefined ? t(`server.licence.forGood.${use}`) : t(`server.licence.until.${use}`, { moment })
  return moment === undefined
    ? t(`server.licence.within.${use}`, { span })
    : t(`server.licence.withinUntil.${use}`, { span, moment })
}

/** The shorter of hours and days: what ends first ends the licence. */
function spanWords(t: Say, terms: Terms): string | undefined {
  const { hoursToView: hours, daysToView: days } = terms
  if (hours === undefined && days === undefined) return undefined
  const byDays = days !== undefined && (hours === undefined || days * 24 <= hours)
  const length = byDays ? t('server.span.days', { count: days }) : t('server.span.hours', { count: hours ?? 0 })
  return t(`server.licence.span.${terms.countsFrom}`, { length })
}

const sixDays = 6n * 86_400_000_000n

function momentWords(t: Say, at: Instant, now: Instant, timeZone: string): string {
  const soon = at > now && at - now < sixDays
  const date: Intl.DateTimeFormatOptions = soon
    ? { weekday: 'long' }
    : { day: 'numeric', month: 'long', year: 'numeric' }
  const time: Intl.DateTimeFormatOptions = { hour: '2-digit', minute: '2-digit', timeZoneName: 'short' }
  const words = (format: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(t.locale, { ...format, timeZone }).format(Number(at / 1_000n))
  return t('server.day.withTime', { day: words(date), time: words(time) })
}
