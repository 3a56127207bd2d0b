import type { Actor, Id, RowOf } from '@farthing/ledger'
import type { Mode } from '../chart/index.ts'
import type { Deps } from '../platform/deps.ts'
import { Problem } from '../platform/http/problems.ts'
import type { Refusal } from '../platform/http/submit.ts'
import type { ItemContent } from './publish.ts'
import { itemId, publishItem, versionId, versionRow } from './publish.ts'
import { items, itemVersions } from './tables.ts'

/** A version of an item. It never changes, so it may be read before the lock. */
export type Offer = { readonly item: Id; readonly version: Id; readonly row: RowOf<typeof itemVersions> }

/** What is on sale under an item's identifier; `undefined` where this vendor has no such item in this mode (T15). */
export async function findItem(
  deps: Pick<Deps, 'ledger'>,
  vendor: Id,
  mode: Mode,
  item: Id,
): Promise<Offer | undefined> {
  const row = (await deps.ledger.look({ accounts: [], rows: [[items, item]] })).row(items, item)
  if (row === undefined || row.vendor !== vendor || row.mode !== mode) return undefined
  return await findVersion(deps, item, row.version)
}

const findVersion = async (deps: Pick<Deps, 'ledger'>, item: Id, version: Id): Promise<Offer | undefined> =>
  (await findVersions(deps, [{ item, version }]))[0]

/** Versions in the order asked for; those that do not exist are left out. */
export async function findVersions(
  deps: Pick<Deps, 'ledger'>,
  wanted: readonly { readonly item: Id; readonly version: Id }[],
): Promise<Offer[]> {
  const seen = await deps.ledger.look({ accounts: [], rows: wanted.map(({ version }) => [itemVersions, version]) })
  return wanted.flatMap(({ item, version }) => {
    const row = seen.row(itemVersions, version)
    return row === undefined ? [] : [{ item, version, row }]
  })
}

/**
 * The version that says exactly this. Where there is none, it is published first, which puts it on sale. An older
 * version is sold as it is and nothing else is changed, so that a purchase with its facts inline costs one look.
 *
 * @param actor Who publishes it, where it has to be.
 *
 * Refusals: those of `publishItem`.
 */
export async function findOrPublish(
  deps: Pick<Deps, 'ledger' | 'ids'>,
  vendor: Id,
  mode: Mode,
  content: ItemContent,
  actor: Actor,
): Promise<({ readonly kind: 'found' } & Offer) | { readonly kind: 'refused'; readonly refusal: Refusal }> {
  const item = itemId(vendor, mode, content.sku)
  const version = versionId(item, content)
  const known = await findVersion(deps, item, version)
  if (known !== undefined) return { kind: 'found', ...known }
  const outcome = await deps.ledger.submit(publishItem, deps.ids.mint(), { vendor, mode, content }, { actor })
  if (outcome.kind === 'conflict') throw new Problem('conflict')
  const { answer } = outcome
  if ('code' in answer) return { kind: 'refused', refusal: answer }
  return {
    kind: 'found',
    item,
    version,
    row: versionRow(vendor, mode, content, BigInt(answer.number), BigInt(answer.createdAt)),
  }
}
