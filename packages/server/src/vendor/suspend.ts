// The provider suspends a vendor and releases it.
import type { Decision, Draft, Id, Instant } from '@farthing/ledger'
import { done, refused } from '@farthing/ledger'
import type { Refusal } from '../platform/http/submit.ts'
import { vendorReleased, vendorSuspended } from './events.ts'
import type { VendorRow } from './rules.ts'
import type { SuspensionReason } from './tables.ts'
import { vendors } from './tables.ts'

/** `since`: micro-seconds, decimal. */
export type SuspendAnswer = { readonly vendor: Id; readonly since: string }

/**
 * Suspends a vendor: it sells nothing from now on and captures nothing, and what was held for it is void. What is payable
 * to it waits; it can still give money back, and what was bought of it opens.
 *
 * Refusals: not_found, vendor_suspended (already).
 */
export function suspend(
  draft: Draft,
  { vendor, why }: { readonly vendor: Id; readonly why: SuspensionReason },
  at: Instant,
): Decision<SuspendAnswer | Refusal> {
  const row = draft.row(vendors, vendor)
  if (row === undefined) return refused({ code: 'not_found' })
  if (row.status === 'suspended') return refused({ code: 'vendor_suspended' })
  const since = at.toString()
  draft.put(vendors, vendor, { ...row, status: 'suspended', suspension: { why, since, releasedAt: null } })
  draft.record(vendorSuspended.of({ vendor, why }))
  return done({ vendor, since })
}

/** Lets a vendor sell again. What was held before it was suspended stays void. Refusals: not_found, vendor_not_suspended. */
export function releaseVendor(
  draft: Draft,
  { vendor }: { readonly vendor: Id },
  at: Instant,
): Decision<SuspendAnswer | Refusal> {
  const row = draft.row(vendors, vendor)
  if (row === undefined) return refused({ code: 'not_found' })
  if (row.status !== 'suspended') return refused({ code: 'vendor_not_suspended' })
  const suspension = row.suspension === null ? null : { ...row.suspension, releasedAt: at.toString() }
  draft.put(vendors, vendor, { ...row, status: 'open', suspension })
  draft.record(vendorReleased.of({ vendor }))
  return done({ vendor, since: at.toString() })
}

/**
 * Whether what was held for a vendor since `authorizedAt` is void, because it was suspended later: whether or not timed
 * work has ended the hold by now, and whether or not it sells again.
 */
export function isVoidBySuspension(
  { suspension }: Pick<VendorRow, 'suspension'>,
  authorizedAt: Instant | null,
): boolean {
  if (suspension === null || authorizedAt === null || authorizedAt > BigInt(suspension.since)) return false
  return suspension.releasedAt === null || authorizedAt < BigInt(suspension.releasedAt)
}
