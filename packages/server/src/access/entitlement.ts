// A licence as the API shows it.
import type { Id, Instant } from '@farthing/ledger'
import { Type } from 'typebox'
import type { Static } from 'typebox'
import type { Terms } from '../catalog/index.ts'
import { formatTerms, itemVersions, TermsSchema } from '../catalog/index.ts'
import { toRfc3339 } from '../platform/clock.ts'
import type { Deps } from '../platform/deps.ts'
import { Nullable, PublicId, Timestamp } from '../platform/http/schemas.ts'
import { toPublic } from '../platform/ids.ts'
import { Admission } from './admission.ts'
import { pseudonym } from './pseudonym.ts'
import type { EntitlementRow } from './rules.ts'
import { endsAt, isLive, viewsLeft } from './rules.ts'

const fields = {
  id: PublicId('ent'),
  object: Type.Literal('entitlement'),
  item: PublicId('itm'),
  item_title: Type.String(),
  payer: PublicId('psn'),
  purchase: PublicId('txn'),
  status: Type.Union([Type.Literal('live'), Type.Literal('ended')]),
  views_left: Nullable(
    Type.Integer({ minimum: 0, description: 'How often it may still be opened; `null`: without end.' }),
  ),
  first_opened_at: Nullable(Timestamp),
  ends_at: Nullable(Timestamp),
  granted_at: Timestamp,
  terms: TermsSchema,
}

export const Entitlement = Type.Object(fields, {
  title: 'Entitlement',
  additionalProperties: false,
  description: 'A payer’s licence to an item.',
})
export type EntitlementBody = Static<typeof Entitlement>

/** A licence that was opened, with the admission that opened it. */
export const OpenedEntitlement = Type.Object(
  { ...fields, admission: Admission },
  {
    title: 'OpenedEntitlement',
    additionalProperties: false,
    description: 'A licence after an opening, and the admission that took the view.',
  },
)

/** How a licence stood when an operation on it was done: small JSON, micro-seconds in decimal. */
export type EntitlementAnswer = {
  readonly entitlement: Id
  readonly payer: Id
  readonly item: Id
  readonly vendor: Id
  readonly mode: EntitlementRow['mode']
  readonly version: Id
  readonly purchase: Id
  readonly grantedAt: string
  readonly viewsUsed: string
  readonly firstOpenedAt: string | null
  readonly revokedAt: string | null
}

export const entitlementAnswer = (id: Id, row: EntitlementRow): EntitlementAnswer => ({
  entitlement: id,
  payer: row.payer,
  item: row.item,
  vendor: row.vendor,
  mode: row.mode,
  version: row.version,
  purchase: row.purchase,
  grantedAt: row.grantedAt.toString(),
  viewsUsed: row.viewsUsed.toString(),
  firstOpenedAt: row.firstOpenedAt?.toString() ?? null,
  revokedAt: row.revokedAt?.toString() ?? null,
})

/** The row again as it stood, for rendering. */
export const rowOfAnswer = (answer: EntitlementAnswer): EntitlementRow => ({
  payer: answer.payer,
  item: answer.item,
  vendor: answer.vendor,
  mode: answer.mode,
  version: answer.version,
  purchase: answer.purchase,
  grantedAt: BigInt(answer.grantedAt),
  viewsUsed: BigInt(answer.viewsUsed),
  firstOpenedAt: answer.firstOpenedAt === null ? null : BigInt(answer.firstOpenedAt),
  revokedAt: answer.revokedAt === null ? null : BigInt(answer.revokedAt),
  openings: null,
})

/** Writes a licence as its vendor sees it at `at`. */
export async function renderEntitlement(
  deps: Deps,
  id: Id,
  row: EntitlementRow,
  at: Instant,
): Promise<EntitlementBody> {
  const looked = await deps.ledger.look({ accounts: [], rows: [[itemVersions, row.version]] })
  const version = looked.row(itemVersions, row.version)
  if (version === undefined) throw new Error(`there is no item version ${row.version}`)
  return entitlementBody(deps, id, row, version, at)
}

export function entitlementBody(
  deps: Deps,
  id: Id,
  row: EntitlementRow,
  version: { readonly title: string; readonly terms: Terms },
  at: Instant,
): EntitlementBody {
  const end = endsAt(row, version.terms)
  return {
    id: toPublic('ent', id),
    object: 'entitlement',
    item: toPublic('itm', row.item),
    item_title: version.title,
    payer: pseudonym(deps, row.vendor, row.payer),
    purchase: toPublic('txn', row.purchase),
    status: isLive(row, version.terms, at) ? 'live' : 'ended',
    views_left: viewsLeft(row, version.terms),
    first_opened_at: row.firstOpenedAt === null ? null : toRfc3339(row.firstOpenedAt),
    ends_at: end === null ? null : toRfc3339(end),
    granted_at: toRfc3339(row.grantedAt),
    terms: formatTerms(version.terms),
  }
}
