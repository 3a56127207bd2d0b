import type { Id } from '@farthing/ledger'
import { defineEvent, facts } from '@farthing/ledger'
import type { Mode } from '../chart/index.ts'

/** A version of an item was put on sale, a new one or one that was there before. */
export const itemPublished = defineEvent(
  'item.published',
  facts<{ item: Id; version: Id; /** Of the version, decimal. */ number: string; vendor: Id; mode: Mode }>(),
)
