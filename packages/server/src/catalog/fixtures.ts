import type { Id, Ledger } from '@farthing/ledger'
import type { Mode } from '../chart/index.ts'
import { anId, doneOn } from '../platform/ledger-fixtures.ts'
import type { ItemContent } from './publish.ts'
import { publishItem } from './publish.ts'

/** An item of a vendor's on sale: content without an end for $0.12, unless changed. */
export async function itemOn(
  ledger: Ledger,
  vendor: Id,
  { mode = 'live', ...changes }: Partial<ItemContent> & { readonly mode?: Mode } = {},
): Promise<{ readonly item: Id; readonly version: Id }> {
  const content: ItemContent = {
    sku: anId(),
    title: 'The pumping station',
    description: '',
    kind: 'content',
    priceMicros: 120_000n,
    currency: 'USD',
    contentUrl: null,
    terms: { countsFrom: 'first_opening' },
    shares: [],
    incentiveIds: [],
    ...changes,
  }
  const { item, version } = await doneOn(ledger, publishItem, { vendor, mode, content })
  return { item, version }
}
