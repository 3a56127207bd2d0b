import type { Id, Instant, RowOf, RowWrite } from '@farthing/ledger'
import { put } from '@farthing/ledger'
import type { Terms } from '../catalog/index.ts'
import type { Mode } from '../chart/index.ts'
import { keyOf } from '../platform/ids.ts'
import { entitlements } from './tables.ts'

export type EntitlementRow = RowOf<typeof entitlements>

/** A payer's licence to an item has this key, live or ended, whatever it was bought with. */
export const entitlementId = (payer: Id, item: Id): Id => keyOf('entitlement', payer, item)

/** How often it may still be opened; `null`: without end. */
export function viewsLeft(row: Pick<EntitlementRow, 'views_used'>, terms: Terms): number | null {
  if (terms.timesToView === undefined) return null
  return Math.max(0, terms.timesToView - Number(row.views_used))
}

const hour = 3_600_000_000n

/**
 * When time ends it: what ends first ends it. A licence's day is 24 hours. Hours and days count from the first
 * opening unless the terms say from purchase; an expiry time is an instant.
 *
 * @returns `null`: never, or not before it is opened.
 */
export function endsAt(row: Pick<EntitlementRow, 'granted_at' | 'first_opened_at'>, terms: Terms): Instant | null {
  const begins = terms.countsFrom === 'purchase' ? row.granted_at : row.first_opened_at
  const ends: Instant[] = []
  if (terms.expiresAt !== undefined) ends.push(BigInt(terms.expiresAt))
  if (begins !== null && terms.hoursToView !== undefined) ends.push(begins + BigInt(terms.hoursToView) * hour)
  if (begins !== null && terms.daysToView !== undefined) ends.push(begins + BigInt(terms.daysToView) * 24n * hour)
  return ends.reduce<Instant | null>((first, end) => (first === null || end < first ? end : first), null)
}

type Standing = Pick<EntitlementRow, 'granted_at' | 'views_used' | 'first_opened_at' | 'revoked_at'>

/** A licence that nobody has opened yet. */
const unopened = { views_used: 0n, first_opened_at: null, revoked_at: null } as const

/** Whether a licence granted at `at` under these terms would be over already: it is not to be sold. */
export const overAtOnce = (terms: Terms, at: Instant): boolean => !isLive({ ...unopened, granted_at: at }, terms, at)

/** Whether it may be opened at `at`: not revoked, views left, and time left. At the instant of its end it has ended. */
export function isLive(row: Standing, terms: Terms, at: Instant): boolean {
  if (row.revoked_at !== null || viewsLeft(row, terms) === 0) return false
  const end = endsAt(row, terms)
  return end === null || at < end
}

/** Grants a licence anew: whatever the payer had of this item before is replaced. */
export function grantEntitlement(grant: {
  readonly payer: Id
  readonly item: Id
  readonly vendor: Id
  readonly mode: Mode
  readonly version: Id
  readonly purchase: Id
  readonly at: Instant
}): RowWrite {
  const { at, ...rest } = grant
  return put(entitlements, entitlementId(grant.payer, grant.item), {
    ...rest,
    ...unopened,
    granted_at: at,
  })
}

/** Ends a licence by hand, when the purchase that gave it is taken back; nothing where another gave it since. */
export function revokeEntitlement(row: EntitlementRow | undefined, purchase: Id, at: Instant): RowWrite[] {
  if (row === undefined || row.purchase !== purchase || row.revoked_at !== null) return []
  return [put(entitlements, entitlementId(row.payer, row.item), { ...row, revoked_at: at })]
}

/** A live licence after one more opening: a view is counted, and the clock starts at the first. */
export const opening = (row: EntitlementRow, at: Instant): EntitlementRow => ({
  ...row,
  views_used: row.views_used + 1n,
  first_opened_at: row.first_opened_at ?? at,
})
