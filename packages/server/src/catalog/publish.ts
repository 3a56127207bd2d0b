import type { Decider, Id, Instant, RowOf, Seen } from '@farthing/ledger'
import { done, fingerprint, refused } from '@farthing/ledger'
import type { Mode } from '../chart/index.ts'
import type { Refusal } from '../platform/http/submit.ts'
import { keyOf } from '../platform/ids.ts'
import type { Currency } from '../platform/money.ts'
import type { Share } from '../royalty/index.ts'
import { rightsholders } from '../royalty/index.ts'
import { underSite, vendors } from '../vendor/index.ts'
import { itemPublished } from './events.ts'
import type { ItemKind } from './item-kinds.ts'
import type { Terms } from './tables.ts'
import { items, itemVersions } from './tables.ts'

/** All that a vendor says of an item (R44). */
export type ItemContent = {
  readonly sku: string
  readonly title: string
  readonly description: string
  readonly kind: ItemKind
  /** Above zero. */
  readonly priceMicros: bigint
  readonly currency: Currency
  readonly contentUrl: string | null
  readonly terms: Terms
  /** At most 10,000 basis points together. */
  readonly shares: readonly Share[]
  readonly incentiveIds: readonly string[]
}
export type PublishItem = { readonly vendor: Id; readonly mode: Mode; readonly content: ItemContent }
export type Published = {
  readonly item: Id
  readonly version: Id
  /** Which version of the item it is, decimal, from 1. */
  readonly number: string
  /** Micro-seconds, decimal. */
  readonly createdAt: string
}

/** An item's key: the same vendor, mode and sku are the same item for ever. */
export const itemId = (vendor: Id, mode: Mode, sku: string): Id => keyOf('item', vendor, mode, sku)

/** A version's key is made of what it says: the same again is the same version. */
export const versionId = (item: Id, content: ItemContent): Id =>
  keyOf('version', item, fingerprint('catalog.content', content))

/**
 * Puts an item on sale, or a new version of it under the same sku. What was on sale before comes back
 * under the number it had.
 *
 * Refusals: vendor_suspended, url_not_registered (content_url), rightsholder_unknown (shares.N.rightsholder).
 */
export const publishItem: Decider<PublishItem, Published | Refusal> = {
  name: 'catalog.publishItem',
  prefetch: ({ vendor, mode, content }) => {
    const item = itemId(vendor, mode, content.sku)
    return {
      rows: [
        [vendors, vendor],
        [items, item],
        [itemVersions, versionId(item, content)],
        ...content.shares.map(({ rightsholder }) => [rightsholders, rightsholder] as const),
      ],
    }
  },
  decide({ vendor, mode, content }, draft, at) {
    const refusal = mayPublish(vendor, mode, content, draft)
    if (refusal !== undefined) return refused(refusal)
    const item = itemId(vendor, mode, content.sku)
    const version = versionId(item, content)
    const before = draft.row(items, item)
    const earlier = draft.row(itemVersions, version)
    const number = earlier?.number ?? (before?.number ?? 0n) + 1n
    const answer = { item, version, number: number.toString(), createdAt: (earlier?.createdAt ?? at).toString() }
    if (before?.version === version) return done(answer)
    draft.put(items, item, {
      vendor,
      mode,
      sku: content.sku,
      version,
      number: before === undefined || before.number < number ? number : before.number,
      createdAt: before?.createdAt ?? at,
    })
    if (earlier === undefined) draft.insert(itemVersions, version, versionRow(vendor, mode, content, number, at))
    draft.record(itemPublished.of({ item, version, number: answer.number, vendor, mode }))
    return done(answer)
  },
}

function mayPublish(vendor: Id, mode: Mode, content: ItemContent, seen: Seen): Refusal | undefined {
  const row = seen.row(vendors, vendor)
  if (row === undefined || row.status !== 'open') return { code: 'vendor_suspended' }
  if (content.contentUrl !== null && underSite(content.contentUrl, row.sites) === undefined) {
    return { code: 'url_not_registered', param: 'content_url' }
  }
  const foreign = content.shares.findIndex(({ rightsholder }) => {
    const owner = seen.row(rightsholders, rightsholder)
    return owner?.vendor !== vendor || owner.mode !== mode
  })
  return foreign < 0 ? undefined : { code: 'rightsholder_unknown', param: `shares.${foreign}.rightsholder` }
}

/** A version as it is kept. */
export const versionRow = (
  vendor: Id,
  mode: Mode,
  content: ItemContent,
  number: bigint,
  at: Instant,
): RowOf<typeof itemVersions> => ({
  item: itemId(vendor, mode, content.sku),
  vendor,
  mode,
  number,
  sku: content.sku,
  title: content.title,
  description: content.description,
  kind: content.kind,
  priceMicros: content.priceMicros,
  currency: content.currency,
  contentUrl: content.contentUrl,
  terms: content.terms,
  shares: content.shares,
  incentiveIds: content.incentiveIds,
  createdAt: at,
})
