import type { Decider, Id } from '@farthing/ledger'
import { done, more, put, refused } from '@farthing/ledger'
import { itemVersions } from '../catalog/index.ts'
import type { Mode } from '../chart/index.ts'
import type { Refusal } from '../platform/http/submit.ts'
import type { EntitlementAnswer } from './entitlement.ts'
import { entitlementAnswer } from './entitlement.ts'
import { isLive, opening } from './rules.ts'
import { entitlements } from './tables.ts'

export type Open = {
  readonly entitlement: Id
  /** Who asks: another vendor's licence is not there. */
  readonly vendor: Id
  readonly mode: Mode
}

/**
 * Opens a licence once: counts a view and starts its clock at the first. The answer is how it stands then; what it
 * says is live or not, this opening was granted.
 *
 * Refusals: not_found, licence_ended.
 */
export const openLicence: Decider<Open, EntitlementAnswer | Refusal> = {
  name: 'access.open',
  reads: ({ entitlement }, hints) => ({
    accounts: hints.accounts,
    rows: [[entitlements, entitlement], ...hints.rows],
  }),
  decide({ entitlement, vendor, mode }, seen, at) {
    const row = seen.row(entitlements, entitlement)
    if (row === undefined || row.vendor !== vendor || row.mode !== mode) return refused({ code: 'not_found' })
    if (!seen.knowsRow(itemVersions, row.version)) return more({ rows: [[itemVersions, row.version]] })
    const version = seen.row(itemVersions, row.version)
    if (version === undefined) throw new Error(`there is no item version ${row.version}`)
    if (!isLive(row, version.terms, at)) return refused({ code: 'licence_ended' })
    const opened = opening(row, at)
    return done({ rows: [put(entitlements, entitlement, opened)], answer: entitlementAnswer(entitlement, opened) })
  },
}
