import type { Id } from '@farthing/ledger'
import { defineTable, fixed, id, int8, optional, text } from '@farthing/ledger'
import type { Mode } from '../chart/index.ts'

/** An owner of rights whom a vendor pays a share of its sales, in one mode. */
export const rightsholders = defineTable('rightsholders', {
  vendor: fixed(id()),
  mode: fixed(text<Mode>()),
  name: text(),
  /** The vendor's own name for them. */
  reference: optional(text()),
  /** What they usually are: author, performer … */
  role: optional(text()),
  createdAt: fixed(int8()),
})

/** One line of an item's royalty schedule: a share of what is left after the provider's fee. */
export type Share = { readonly rightsholder: Id; readonly role: string; readonly basisPoints: number }
