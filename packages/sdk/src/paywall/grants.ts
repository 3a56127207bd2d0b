import type { Entitlement } from '../api.ts'

/**
 * What the access cookie remembers of one licence.
 * `opens`: whether the provider must be told of `each` view (a counted licence), of the
 * `first` (its clock starts then), or of `none`.
 */
export type Grant = {
  sku: string
  entitlement: string
  payer: string
  endsAt: string | null
  viewsLeft: number | null
  opens: 'each' | 'first' | 'none'
  /** What this browser was admitted with last, from a cookie of its own: until its end it needs no other view. */
  admission: Admitted | null
  checkedAtSeconds: number
}

export type Admitted = { id: string; endsAt: string }

export function grantOf(entitlement: Entitlement, sku: string, nowMilliseconds: number): Grant {
  const counted = entitlement.views_left !== null
  const clockWaits =
    entitlement.first_opened_at === null &&
    (entitlement.terms.hours_to_view !== undefined || entitlement.terms.days_to_view !== undefined)
  return {
    sku,
    entitlement: entitlement.id,
    payer: entitlement.payer,
    endsAt: entitlement.ends_at,
    viewsLeft: entitlement.views_left,
    opens: counted ? 'each' : clockWaits ? 'first' : 'none',
    admission: null,
    checkedAtSeconds: Math.floor(nowMilliseconds / 1000),
  }
}

export function isAdmitted({ admission }: Grant, nowMilliseconds: number): boolean {
  return admission !== null && Date.parse(admission.endsAt) > nowMilliseconds
}

export function hasEnded(grant: Grant, nowMilliseconds: number): boolean {
  return grant.endsAt !== null && Date.parse(grant.endsAt) <= nowMilliseconds
}

/** Puts a grant first, in place of an older one for the same licence or item. */
export function withGrant(grants: readonly Grant[], grant: Grant): Grant[] {
  return [grant, ...grants.filter((other) => other.entitlement !== grant.entitlement && other.sku !== grant.sku)]
}

export function withoutGrant(grants: readonly Grant[], ended: Grant): Grant[] {
  return grants.filter((grant) => grant.entitlement !== ended.entitlement)
}

// A browser keeps 4,096 bytes a cookie. What was bought first is dropped first; the payer can open it again from their
// library.
const longestContent = 2_700
const openings = ['none', 'first', 'each'] as const

/** The cookie's content: short rows, each payer named once. */
export function packGrants(grants: readonly Grant[]): unknown {
  const kept = [...grants]
  for (;;) {
    const payers = [...new Set(kept.map((grant) => grant.payer))]
    const packed = {
      p: payers,
      g: kept.map((grant) => [
        grant.sku,
        grant.entitlement,
        payers.indexOf(grant.payer),
        grant.endsAt,
        grant.viewsLeft,
        openings.indexOf(grant.opens),
        grant.checkedAtSeconds,
      ]),
    }
    if (kept.length <= 1 || JSON.stringify(packed).length <= longestContent) return packed
    kept.pop()
  }
}

export function unpackGrants(content: unknown): Grant[] {
  if (typeof content !== 'object' || content === null || !('p' in content) || !('g' in content)) return []
  const { p: payers, g: rows } = content
  if (!Array.isArray(payers) || !Array.isArray(rows)) return []
  return rows.flatMap((row: unknown) => {
    const grant = Array.isArray(row) ? grantOfRow(row, payers) : undefined
    return grant === undefined ? [] : [grant]
  })
}

function grantOfRow(row: readonly unknown[], payers: readonly unknown[]): Grant | undefined {
  const [sku, entitlement, payerIndex, endsAt, viewsLeft, opening, checkedAtSeconds] = row
  if (typeof payerIndex !== 'number' || typeof opening !== 'number') return undefined
  const payer = payers[payerIndex]
  const opens = openings[opening]
  if (typeof sku !== 'string' || typeof entitlement !== 'string' || typeof payer !== 'string') return undefined
  if (opens === undefined || typeof checkedAtSeconds !== 'number') return undefined
  if (endsAt !== null && typeof endsAt !== 'string') return undefined
  if (viewsLeft !== null && typeof viewsLeft !== 'number') return undefined
  return { sku, entitlement, payer, endsAt, viewsLeft, opens, admission: null, checkedAtSeconds }
}
