import { defineTable, fixed, id, int8, jsonb, optional, text } from '@farthing/ledger'
import type { Mode } from '../chart/index.ts'
import type { Currency } from '../platform/money.ts'
import type { Share } from '../royalty/index.ts'
import type { ItemKind } from './item-kinds.ts'

/** What a licence allows (R44); what ends first ends it. Absent: without end. */
export type Terms = {
  readonly timesToView?: number
  readonly hoursToView?: number
  /** Of 24 hours each. */
  readonly daysToView?: number
  /** An instant in micro-seconds, decimal. */
  readonly expiresAt?: string
  /** From when hours and days count. */
  readonly countsFrom: 'first_opening' | 'purchase'
}

/** One row an item: which version is on sale. Its key is made of vendor, mode and sku. */
export const items = defineTable('items', {
  vendor: fixed(id()),
  mode: fixed(text<Mode>()),
  sku: fixed(text()),
  version: id(),
  number: int8(),
  createdAt: fixed(int8()),
})

/** What was offered: never changes. Its key is made of the item and all that follows. */
export const itemVersions = defineTable('item_versions', {
  item: fixed(id()),
  vendor: fixed(id()),
  mode: fixed(text<Mode>()),
  number: fixed(int8()),
  sku: fixed(text()),
  title: fixed(text()),
  description: fixed(text()),
  kind: fixed(text<ItemKind>()),
  priceMicros: fixed(int8()),
  currency: fixed(text<Currency>()),
  contentUrl: fixed(optional(text())),
  terms: fixed(jsonb<Terms>()),
  shares: fixed(jsonb<readonly Share[]>()),
  incentiveIds: fixed(jsonb<readonly string[]>()),
  createdAt: fixed(int8()),
})
