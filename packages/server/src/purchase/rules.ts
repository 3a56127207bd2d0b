// Pure decisions about a purchase: no I/O, no clock.
import type { Id, Instant, Leg } from '@farthing/ledger'
import { post } from '@farthing/ledger'
import type { AccountAmount } from '../chart/index.ts'
import { keyOf } from '../platform/ids.ts'
import type { PurchaseRow } from './answer.ts'
import type { FundingPart } from '../wallet/index.ts'
import type { Facts, PartyAmount, Status } from './tables.ts'

/**
 * Pairs what is taken with what is given, in order, as legs of one chain.
 *
 * @param from Parts whose sum is that of `to`; parts of zero are passed over.
 */
export function pair(from: readonly AccountAmount[], to: readonly AccountAmount[]): Leg[] {
  const legs: Leg[] = []
  const givers = from.filter((part) => part.micros > 0n)
  let i = 0
  let left = givers[0]?.micros ?? 0n
  for (const { account, micros } of to) {
    let due = micros
    while (due > 0n) {
      const giver = givers[i]
      if (giver === undefined) throw new Error('more is given than taken')
      const amount = left < due ? left : due
      // Back into the account that it came from is no movement.
      if (giver.account !== account) legs.push(post(giver.account, account, amount))
      due -= amount
      left -= amount
      if (left === 0n) left = givers[++i]?.micros ?? 0n
    }
  }
  if (left > 0n) throw new Error('more is taken than given')
  return legs
}

/** What is left of each party's part after what it gave back. */
export function heldBy(got: readonly AccountAmount[], gaveBack: readonly PartyAmount[]): AccountAmount[] {
  const back = new Map<Id, bigint>()
  for (const { account, micros } of gaveBack) back.set(account, (back.get(account) ?? 0n) + BigInt(micros))
  const sums = new Map<Id, bigint>()
  for (const { account, micros } of got) sums.set(account, (sums.get(account) ?? 0n) + micros)
  return [...sums].map(([account, micros]) => ({ account, micros: micros - (back.get(account) ?? 0n) }))
}

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
 * Whether a purchase has ended and nobody paid, written down or not: what nobody may approve or capture any more
 * counts, though no sweep has been there. One that was paid and refunded was paid.
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
 * What the vendor sent for itself, as it is told back. Rows are for ever, and once anything went in under a name that
 * nobody looked at: what is no text there is told as JSON.
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
