import type { Draft, Id, Instant, RowOf } from '@farthing/ledger'
import type { Terms } from '../catalog/index.ts'
import { seconds } from '../platform/clock.ts'
import { keyOf } from '../platform/ids.ts'
import type { admissions } from './tables.ts'
import { entitlements } from './tables.ts'

export type EntitlementRow = RowOf<typeof entitlements>
export type AdmissionRow = RowOf<typeof admissions>

/** A payer's licence to an item has this key, live or ended, whatever it was bought with. */
export function entitlementId(payer: Id, item: Id): Id {
  if (last.payer !== payer || last.item !== item) last = { payer, item, id: keyOf('entitlement', payer, item) }
  return last.id
}
/** One decision asks for the same key again and again, and hashing takes time. */
let last = { payer: '', item: '', id: '' }

/** How often it may still be opened; `null`: without end. */
export function viewsLeft(row: Pick<EntitlementRow, 'viewsUsed'>, terms: Terms): number | null {
  if (terms.timesToView === undefined) return null
  return Math.max(0, terms.timesToView - Number(row.viewsUsed))
}

const hour = 3_600_000_000n

/**
 * When its time ends it: whatever ends first ends it. A licence's day is 24 hours. Hours and days count from the first
 * opening unless the terms say from purchase; an expiry time is an instant.
 *
 * @returns `null`: never, or not before it is opened.
 */
export function endsAt(row: Pick<EntitlementRow, 'grantedAt' | 'firstOpenedAt'>, terms: Terms): Instant | null {
  const begins = terms.countsFrom === 'purchase' ? row.grantedAt : row.firstOpenedAt
  const ends: Instant[] = []
  if (terms.expiresAt !== undefined) ends.push(BigInt(terms.expiresAt))
  if (begins !== null && terms.hoursToView !== undefined) ends.push(begins + BigInt(terms.hoursToView) * hour)
  if (begins !== null && terms.daysToView !== undefined) ends.push(begins + BigInt(terms.daysToView) * 24n * hour)
  return ends.reduce<Instant | null>((first, end) => (first === null || end < first ? end : first), null)
}

type Standing = Pick<EntitlementRow, 'grantedAt' | 'viewsUsed' | 'firstOpenedAt' | 'revokedAt'>

/** A licence that nobody has opened yet. */
const unopened = { viewsUsed: 0n, firstOpenedAt: null, revokedAt: null, openings: null } as const

/** Whether a licence granted at `at` under these terms would be over already: it is not to be sold. */
export const overAtOnce = (terms: Terms, at: Instant): boolean => !isLive({ ...unopened, grantedAt: at }, terms, at)

/** Whether it may be opened at `at`: not revoked, views left, and time left. At the instant of its end it has ended. */
export function isLive(row: Standing, terms: Terms, at: Instant): boolean {
  if (row.revokedAt !== null || viewsLeft(row, terms) === 0) return false
  const end = endsAt(row, terms)
  return end === null || at < end
}

export type Grant = Pick<EntitlementRow, 'payer' | 'item' | 'vendor' | 'mode' | 'version' | 'purchase'>

/** Grants a licence anew: whatever the payer had of this item before is replaced. */
export function grantEntitlement(draft: Draft, grant: Grant, at: Instant): void {
  draft.put(entitlements, entitlementId(grant.payer, grant.item), { ...grant, ...unopened, grantedAt: at })
}

/** Ends a licence when the purchase that gave it is taken back; does nothing where another purchase gave it since. */
export function revokeEntitlement(
  draft: Draft,
  { payer, item, purchase }: Pick<Grant, 'payer' | 'item' | 'purchase'>,
  at: Instant,
): void {
  const key = entitlementId(payer, item)
  const row = draft.row(entitlements, key)
  if (row === undefined || row.purchase !== purchase || row.revokedAt !== null) return
  draft.put(entitlements, key, { ...row, revokedAt: at })
}

/** A live licence after one more opening: a view is counted, and the clock starts at the first. */
export const opening = (row: EntitlementRow, at: Instant): EntitlementRow => ({
  ...row,
  viewsUsed: row.viewsUsed + 1n,
  firstOpenedAt: row.firstOpenedAt ?? at,
  openings: [...(row.openings ?? []), at.toString()].slice(0, maxOpenings),
})

/**
 * How many openings a licence remembers. Only the oldest are needed: when the first is voided, the clock starts at the
 * next.
 */
const maxOpenings = 8

/** How long an admission lasts unless its vendor says otherwise, and at most. */
export const admissionSeconds = { default: 600, max: 86_400 }

/**
 * For how long after it was made an admission can be voided. It is shorter than any licence's hours, so that no ended
 * licence becomes live again.
 */
export const voidableMicros = seconds(900)

/** When an admission ends that begins at `at`: after its seconds, or with its licence. */
export function admissionEnd(opened: EntitlementRow, terms: Terms, lastsSeconds: number, at: Instant): Instant {
  const end = at + seconds(lastsSeconds)
  const licenceEnd = endsAt(opened, terms)
  return licenceEnd !== null && licenceEnd < end ? licenceEnd : end
}

/** Whether a licence as it is now is the one that an admission was made under, and was not taken back. */
export const stillGrants = (licence: EntitlementRow, admission: AdmissionRow): boolean =>
  licence.purchase === admission.purchase &&
  licence.grantedAt <= admission.admittedAt &&
  licence.revokedAt === null &&
  licence.viewsUsed > 0n

export function admissionStatus(
  row: AdmissionRow,
  licence: EntitlementRow | undefined,
  at: Instant,
): 'live' | 'ended' | 'voided' {
  if (row.voidedAt !== null) return 'voided'
  return at < row.endsAt && licence !== undefined && stillGrants(licence, row) ? 'live' : 'ended'
}

/** A licence without an opening that it had: the view is back, and the clock starts at the first one that stands. */
export function withoutOpening(row: EntitlementRow, openedAt: Instant): EntitlementRow {
  const openings = [...(row.openings ?? [])]
  const index = openings.indexOf(openedAt.toString())
  if (index >= 0) openings.splice(index, 1)
  const viewsUsed = row.viewsUsed - 1n
  const [next] = openings
  const first = row.firstOpenedAt === openedAt && next !== undefined ? BigInt(next) : row.firstOpenedAt
  return { ...row, viewsUsed, firstOpenedAt: viewsUsed === 0n ? null : first, openings }
}
