import type { Decider, Id } from '@farthing/ledger'
import { done, refused } from '@farthing/ledger'
import { itemVersions } from '../catalog/index.ts'
import type { Mode } from '../chart/index.ts'
import type { Refusal } from '../platform/http/submit.ts'
import type { EntitlementAnswer } from './entitlement.ts'
import { entitlementAnswer } from './entitlement.ts'
import { entitlementOpened } from './events.ts'
import { admissionEnd, isLive, opening } from './rules.ts'
import { admissions, entitlements } from './tables.ts'

export type Open = {
  readonly entitlement: Id
  /** Who asks: another vendor's licence is not there. */
  readonly vendor: Id
  readonly mode: Mode
  /** The identifier of the admission to be made. */
  readonly admission: Id
  readonly lastsSeconds: number
}
/** What was opened before there were admissions has none. */
export type Opened = EntitlementAnswer & { readonly admission?: Id }

/**
 * Opens a licence once, for one playing or reading: makes an admission, which takes a view, and starts the licence's
 * clock at the first. The answer is how it stands then; what it says is live or not, this opening was granted.
 *
 * Refusals: not_found, licence_ended.
 */
export const openLicence: Decider<Open, Opened | Refusal> = {
  name: 'access.open',
  prefetch: ({ entitlement }) => ({ rows: [[entitlements, entitlement]] }),
  decide({ entitlement, vendor, mode, admission, lastsSeconds }, draft, at) {
    const row = draft.row(entitlements, entitlement)
    if (row === undefined || row.vendor !== vendor || row.mode !== mode) return refused({ code: 'not_found' })
    const version = draft.row(itemVersions, row.version)
    if (version === undefined) throw new Error(`there is no item version ${row.version}`)
    if (!isLive(row, version.terms, at)) return refused({ code: 'licence_ended' })
    const opened = opening(row, at)
    const admitted = {
      entitlement,
      purchase: row.purchase,
      vendor,
      mode,
      admittedAt: at,
      endsAt: admissionEnd(opened, version.terms, lastsSeconds, at),
      voidedAt: null,
    }
    draft.put(entitlements, entitlement, opened)
    draft.insert(admissions, admission, admitted)
    draft.record(entitlementOpened.of({ entitlement, admission, vendor }))
    return done({ ...entitlementAnswer(entitlement, opened), admission })
  },
}
