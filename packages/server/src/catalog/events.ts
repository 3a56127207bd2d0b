import type { Id } from '@farthing/ledger'
import type { Mode } from '../chart/index.ts'
import { event, facts } from '../event/index.ts'

type Published = { item: Id; version: Id; number: string; vendor: Id; mode: Mode }

export const itemPublished = event('item.published', facts<Published>(), {
  says: 'a version of an item was put on sale, a new one or one that was there before',
  facts: {
    item: 'the item',
    version: 'the version',
    number: 'of the version',
    vendor: 'whose it is',
    mode: '`live` or `test`',
  },
})
