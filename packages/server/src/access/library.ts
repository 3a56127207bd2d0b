// Everything bought, across vendors (R22), and opened from there (R25).
import type { Id, Instant } from '@farthing/ledger'
import { Type } from 'typebox'
import type { Static } from 'typebox'
import type { Terms } from '../catalog/index.ts'
import { ItemKindSchema, itemVersions, licenceWords } from '../catalog/index.ts'
import { toRfc3339 } from '../platform/clock.ts'
import type { Deps } from '../platform/deps.ts'
import type { Say } from '../platform/html/index.ts'
import { Nullable, PublicId, Timestamp } from '../platform/http/schemas.ts'
import type { Refusal } from '../platform/http/submit.ts'
import { toPublic } from '../platform/ids.ts'
import { withQuery } from '../platform/urls.ts'
import { underSite, vendors } from '../vendor/index.ts'
import { issueLoginToken } from './login-token.ts'
import type { EntitlementRow } from './rules.ts'
import { endsAt, isLive, viewsLeft } from './rules.ts'
import type { Licence } from './store.ts'
import { licencesOf } from './store.ts'
import { entitlements } from './tables.ts'

/** What one page of the Library holds at most: newest first. */
const maxListed = 500

const NamedVendor = Type.Object({ id: PublicId('ven'), name: Type.String() }, { additionalProperties: false })

const LibraryItem = Type.Object(
  {
    entitlement: PublicId('ent'),
    item_title: Type.String(),
    item_kind: ItemKindSchema,
    vendor: NamedVendor,
    purchase: PublicId('txn'),
    status: Type.Union([Type.Literal('live'), Type.Literal('ended')]),
    views_left: Nullable(Type.Integer()),
    ends_at: Nullable(Timestamp),
    first_opened_at: Nullable(Timestamp),
    granted_at: Timestamp,
    licence_words: Type.String({ description: 'The licence in plain words.' }),
    can_open: Type.Boolean({ description: 'Whether it can be opened from here.' }),
  },
  { title: 'LibraryItem', additionalProperties: false },
)

export const Library = Type.Object(
  {
    data: Type.Array(LibraryItem),
    vendors: Type.Array(NamedVendor, { description: 'To filter by: all that this Library has something of.' }),
    kinds: Type.Array(ItemKindSchema),
  },
  { title: 'Library', additionalProperties: false },
)
export type LibraryBody = Static<typeof Library>

export type LibraryFilter = {
  readonly text?: string | undefined
  readonly vendor?: Id | undefined
  readonly kind?: string | undefined
}

/** Says licences in the reader's language and time zone. */
type Reader = { readonly t: Say; readonly timeZone: string }

/** What an account bought, real money only, newest first; `vendors` and `kinds` are those of the unfiltered list. */
export async function libraryOf(deps: Deps, payer: Id, reader: Reader, filter: LibraryFilter): Promise<LibraryBody> {
  const all = await licencesOf(deps, payer, { mode: 'live', limit: maxListed })
  const now = deps.clock.now()
  const names = new Map(all.map((licence) => [licence.row.vendor, licence.vendorName]))
  const sites = await sitesOf(deps, [...names.keys()])
  const wanted = filter.text?.toLocaleLowerCase()
  const shown = all.filter(
    ({ row, version, vendorName }) =>
      (filter.vendor === undefined || row.vendor === filter.vendor) &&
      (filter.kind === undefined || version.kind === filter.kind) &&
      (wanted === undefined || `${version.title}\n${vendorName}`.toLocaleLowerCase().includes(wanted)),
  )
  return {
    data: shown.map((licence) => itemOf(licence, sites.get(licence.row.vendor) ?? [], reader, now)),
    vendors: [...names]
      .map(([id, name]) => ({ id: toPublic('ven', id), name }))
      .sort((a, b) => a.name.localeCompare(b.name)),
    kinds: [...new Set(all.map(({ version }) => version.kind))].sort(),
  }
}

function itemOf(
  licence: Licence,
  sites: readonly string[],
  { t, timeZone }: Reader,
  now: Instant,
): Static<typeof LibraryItem> {
  const { id, row, version, vendorName } = licence
  const end = endsAt(row, version.terms)
  const live = isLive(row, version.terms, now)
  return {
    entitlement: toPublic('ent', id),
    item_title: version.title,
    item_kind: version.kind,
    vendor: { id: toPublic('ven', row.vendor), name: vendorName },
    purchase: toPublic('txn', row.purchase),
    status: live ? 'live' : 'ended',
    views_left: viewsLeft(row, version.terms),
    ends_at: end === null ? null : toRfc3339(end),
    first_opened_at: row.firstOpenedAt === null ? null : toRfc3339(row.firstOpenedAt),
    granted_at: toRfc3339(row.grantedAt),
    licence_words: licenceWords(t, version.terms, now, { timeZone }),
    can_open: canOpen(row, version.terms, version.contentUrl, sites, now),
  }
}

/** Whether a licence can be opened from the provider's pages: it is live, and its content lies under a site still. */
export const canOpen = (
  row: EntitlementRow,
  terms: Terms,
  contentUrl: string | null,
  sites: readonly string[],
  now: Instant,
): boolean => isLive(row, terms, now) && contentUrl !== null && underSite(contentUrl, sites) !== undefined

async function sitesOf(deps: Deps, ids: readonly Id[]): Promise<Map<Id, readonly string[]>> {
  const seen = await deps.ledger.look({ accounts: [], rows: ids.map((id) => [vendors, id] as const) })
  return new Map(ids.map((id) => [id, seen.row(vendors, id)?.sites ?? []]))
}

/**
 * Where a browser opens a licence: the item's content URL with a login token. No view is counted here: the vendor
 * does so when it delivers.
 *
 * Refusals: not_found, licence_ended, url_not_registered (the vendor has no site there any more).
 */
export async function openFromLibrary(
  deps: Deps,
  payer: Id,
  entitlement: Id,
): Promise<{ readonly kind: 'open'; readonly url: string } | { readonly kind: 'refused'; readonly refusal: Refusal }> {
  const row = (await deps.ledger.look({ accounts: [], rows: [[entitlements, entitlement]] })).row(
    entitlements,
    entitlement,
  )
  if (row === undefined || row.payer !== payer) return { kind: 'refused', refusal: { code: 'not_found' } }
  const seen = await deps.ledger.look({
    accounts: [],
    rows: [
      [itemVersions, row.version],
      [vendors, row.vendor],
    ],
  })
  const version = seen.row(itemVersions, row.version)
  if (version === undefined || !isLive(row, version.terms, deps.clock.now())) {
    return { kind: 'refused', refusal: { code: 'licence_ended' } }
  }
  const contentUrl = underSite(version.contentUrl ?? '', seen.row(vendors, row.vendor)?.sites ?? [])
  if (contentUrl === undefined) return { kind: 'refused', refusal: { code: 'url_not_registered' } }
  const subject = { kind: 'entitlement', id: entitlement } as const
  const token = await issueLoginToken(deps, { vendor: row.vendor, subject, payer, url: contentUrl })
  return { kind: 'open', url: withQuery(contentUrl, { farthing_token: token }) }
}
