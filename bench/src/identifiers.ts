// Identifiers of the bench's people and things: a kind, then a number, then the three bytes that number parts.
import type { Id } from '@farthing/ledger'

const kinds = {
  payer: 'a0', user: 'a1', gift: 'a2', limit: 'a3', mandate: 'a4',
  vendor: 'b0', author: 'b1', photographer: 'b2', item: 'b3', version: 'b4', key: 'b5',
  purchase: 'c0', operation: 'c1',
} as const // prettier-ignore
export type Kind = keyof typeof kinds

export const idOf = (kind: Kind, n: number): Id => `${kinds[kind]}${n.toString(16).padStart(24, '0')}000000`

/** The same as SQL over a number `i`, as `bytea`; `low` is the three bytes of a part. */
export const sqlId = (kind: Kind, i = 'i', low = '000000'): string =>
  `decode('${kinds[kind]}' || lpad(to_hex(${i}), 24, '0') || '${low}', 'hex')`
/** As hex digits. */
export const sqlHex = (kind: Kind, i = 'i', low = '000000'): string =>
  `('${kinds[kind]}' || lpad(to_hex(${i}), 24, '0') || '${low}')`

export const payers = 10_000
export const vendors = 1_000
export const itemsEach = 100
export const priceMicros = 20_000n
