import type { Decider, Id } from '@farthing/ledger'
import { done, refused } from '@farthing/ledger'
import type { Mode } from '../chart/index.ts'
import type { Refusal } from '../platform/http/submit.ts'
import { admissionVoided } from './events.ts'
import { stillGrants, withoutOpening, voidableMicros } from './rules.ts'
import { admissions, entitlements } from './tables.ts'

export type VoidAdmission = {
  readonly admission: Id
  /** Who asks: another vendor's admission is not there. */
  readonly vendor: Id
  readonly mode: Mode
}

/**
 * Voids an admission for which nothing was sent: the payer gets the view back, even the last one, and the licence's
 * clock starts at the next opening that stands, or waits again where there is none. An admission is voided once; asked
 * for again, nothing more is given back.
 *
 * Refusals: not_found, void_window_closed, licence_ended (refunded since, or replaced by another purchase).
 */
export const voidAdmission: Decider<VoidAdmission, { readonly admission: Id } | Refusal> = {
  name: 'access.voidAdmission',
  prefetch: ({ admission }) => ({ rows: [[admissions, admission]] }),
  decide({ admission, vendor, mode }, draft, at) {
    const row = draft.row(admissions, admission)
    if (row === undefined || row.vendor !== vendor || row.mode !== mode) return refused({ code: 'not_found' })
    if (row.voidedAt !== null) return done({ admission })
    if (at >= row.admittedAt + voidableMicros) return refused({ code: 'void_window_closed' })
    const { entitlement } = row
    const licence = draft.row(entitlements, entitlement)
    if (licence === undefined || !stillGrants(licence, row)) return refused({ code: 'licence_ended' })
    draft.put(admissions, admission, { ...row, voidedAt: at })
    draft.put(entitlements, entitlement, withoutOpening(licence, row.admittedAt))
    draft.record(admissionVoided.of({ entitlement, admission, vendor }))
    return done({ admission })
  },
}
