// An admission as the API shows it.
import type { Id, Instant } from '@farthing/ledger'
import { Type } from 'typebox'
import type { Static } from 'typebox'
import { toRfc3339 } from '../platform/clock.ts'
import type { Deps } from '../platform/deps.ts'
import { Problem } from '../platform/http/problems.ts'
import { Nullable, PublicId, Timestamp } from '../platform/http/schemas.ts'
import { fromPublic, toPublic } from '../platform/ids.ts'
import type { VendorCaller } from '../vendor/index.ts'
import type { AdmissionRow, EntitlementRow } from './rules.ts'
import { admissionStatus } from './rules.ts'
import { admissions, entitlements } from './tables.ts'

export const Admission = Type.Object(
  {
    id: PublicId('adm'),
    object: Type.Literal('admission'),
    entitlement: PublicId('ent'),
    status: Type.Union([Type.Literal('live'), Type.Literal('ended'), Type.Literal('voided')], {
      description: '`live`: requests of the same browser for the same item need no other admission.',
    }),
    admitted_at: Timestamp,
    ends_at: Timestamp,
    voided_at: Nullable(Timestamp),
  },
  {
    title: 'Admission',
    additionalProperties: false,
    description: 'One playing or reading under a licence: it took one view, whatever number of requests it needs.',
  },
)
export type AdmissionBody = Static<typeof Admission>

/** Writes an admission as its vendor sees it at `at`, beside the licence as it is then. */
const admissionBody = (id: Id, row: AdmissionRow, licence: EntitlementRow | undefined, at: Instant): AdmissionBody => ({
  id: toPublic('adm', id),
  object: 'admission',
  entitlement: toPublic('ent', row.entitlement),
  status: admissionStatus(row, licence, at),
  admitted_at: toRfc3339(row.admittedAt),
  ends_at: toRfc3339(row.endsAt),
  voided_at: row.voidedAt === null ? null : toRfc3339(row.voidedAt),
})

/** An admission as it is now. @throws {Problem} not_found, also for another vendor's (T15). */
export async function findAdmission(deps: Deps, caller: VendorCaller, id: Id): Promise<AdmissionBody> {
  const row = (await deps.ledger.look({ accounts: [], rows: [[admissions, id]] })).row(admissions, id)
  if (row === undefined || row.vendor !== caller.vendor || row.mode !== caller.mode) throw new Problem('not_found')
  const seen = await deps.ledger.look({ accounts: [], rows: [[entitlements, row.entitlement]] })
  return admissionBody(id, row, seen.row(entitlements, row.entitlement), deps.clock.now())
}

/** The admission that a path names. @throws {Problem} not_found */
export function admissionId(text: string): Id {
  const id = fromPublic('adm', text)
  if (id === undefined) throw new Problem('not_found')
  return id
}
