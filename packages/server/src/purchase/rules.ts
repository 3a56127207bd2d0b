// Pure decisions about a purchase: no I/O, no clock.
import type { Instant } from '@farthing/ledger'
import { keyOf } from '../platform/ids.ts'
import type { FundingPart } from '../wallet/index.ts'
import type { Facts, PurchaseRow, Status } from './tables.ts'

/** A fingerprint of what the payer is shown: what is charged for what, and what pays for it. */
export const quoteOf = (order: Pick<PurchaseRow, 'asset' | 'lines'>, funding: readonly FundingPart[]): string =>
  keyOf(
    'quote',
    order.asset,
    ...order.lines.map((line) => `${line.version}=${line.charged}`),
    ...funding.map((part) => `${part.account}=${part.micros}=${part.worth}`),
  )

/** The status as it is at `at`: what nobody approved in time has expired, written down or not. */
export const statusAt = (row: Pick<PurchaseRow, 'status' | 'expiresAt'>, at: Instant): Status =>
  row.status === 'requested' && at >= row.expiresAt ? 'expired' : row.status

/**
 * Whether a purchase has ended and nobody paid, whether or not its row says so: a purchase that nobody may approve or
 * capture any more counts, even before a sweep has ended it. One that was paid and refunded was paid.
 */
export function endedUnpaid(
  row: Pick<PurchaseRow, 'status' | 'captures' | 'expiresAt' | 'holdExpiresAt'>,
  at: Instant,
): boolean {
  if (row.captures > 0n) return false
  if (row.status === 'authorized') return at >= (row.holdExpiresAt ?? 0n)
  const status = statusAt(row, at)
  return status === 'voided' || status === 'expired' || status === 'declined'
}

/**
 * What the vendor sent for its own use, as it is shown again. Rows are kept for ever, and an earlier version took
 * values of any type under any name: what is not text there is shown as JSON.
 */
export const givenOf = ({ tracking, formParameters }: Facts) => ({
  tracking: mapValues(tracking, asText),
  form_parameters: mapValues(formParameters, (value) => (isList(value) ? value : asText(value))),
})

const mapValues = <Value>(texts: object | undefined, write: (value: unknown) => Value): Record<string, Value> =>
  Object.fromEntries(Object.entries(texts ?? {}).map(([name, value]) => [name, write(value)]))
const isList = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((each) => typeof each === 'string')
const asText = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value))
