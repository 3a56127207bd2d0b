import { expect, test } from 'vitest'
import { fromRfc3339 } from '../platform/clock.ts'
import { sayIn } from '../platform/html/index.ts'
import type { TermsJson, Use } from './terms.ts'
import { formatTerms, licenceWords, parseTerms } from './terms.ts'

const at = (text: string) => fromRfc3339(text) ?? 0n
const now = at('2026-12-01T12:00:00Z')

const words = (json: TermsJson, use: Use = 'open', timeZone = 'UTC') =>
  licenceWords(sayIn('en'), parseTerms(json) ?? { countsFrom: 'purchase' }, now, { use, timeZone })

test.each<[TermsJson, Use, string]>([
  [{}, 'read', 'Read it as often as you like, for good'],
  [{ times_to_view: 3 }, 'play', '3 plays'],
  [{ times_to_view: 1 }, 'open', '1 view'],
  [{ times_to_view: 1_200 }, 'open', '1,200 views'],
  [{ days_to_view: 30 }, 'read', 'Read it as often as you like for 30 days from when you first open it'],
  [{ days_to_view: 1, counts_from: 'purchase' }, 'open', 'Open it as often as you like for 1 day from the purchase'],
  [{ hours_to_view: 48 }, 'play', 'Play it as often as you like for 48 hours from when you first open it'],
  [
    { hours_to_view: 48, days_to_view: 1 },
    'open',
    'Open it as often as you like for 1 day from when you first open it',
  ],
  [
    { hours_to_view: 12, days_to_view: 1 },
    'open',
    'Open it as often as you like for 12 hours from when you first open it',
  ],
  [{ times_to_view: 2, days_to_view: 7 }, 'play', '2 plays, within 7 days from when you first open it'],
  [{ times_to_view: 3, expires_at: '2026-12-04T18:00:00Z' }, 'play', '3 plays, until Friday, 18:00 UTC'],
  [{ expires_at: '2027-01-15T00:00:00Z' }, 'open', 'Open it as often as you like until 15 January 2027, 00:00 UTC'],
  [{ expires_at: '2026-12-01T12:00:00Z' }, 'open', 'Ended 1 December 2026, 12:00 UTC'],
])('R44: the terms %j, to %s, read %j', (json, use, expected) => {
  expect(words(json, use)).toBe(expected)
})

test("R44: an expiry is told in the reader's own time zone", () => {
  expect(words({ expires_at: '2026-12-04T18:00:00Z' }, 'open', 'Europe/Berlin')).toBe(
    'Open it as often as you like until Friday, 19:00 CET',
  )
})

test('R44: terms come out as they went in', () => {
  const json: TermsJson = {
    times_to_view: 3,
    hours_to_view: 5,
    days_to_view: 2,
    expires_at: '2026-12-04T18:00:00.000Z',
    counts_from: 'purchase',
  }
  const terms = parseTerms(json)
  expect(terms).toEqual({
    timesToView: 3,
    hoursToView: 5,
    daysToView: 2,
    expiresAt: '1796407200000000',
    countsFrom: 'purchase',
  })
  expect(terms && formatTerms(terms)).toEqual(json)
})

test('R44: an expiry that is no instant is refused', () => {
  expect(parseTerms({ expires_at: '2026-12-04' })).toBeUndefined()
  expect(parseTerms({ expires_at: '2026-12-04T18:00:00' })).toBeUndefined()
})
