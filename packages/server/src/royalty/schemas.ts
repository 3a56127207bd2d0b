// Royalty transactions, and who has what of a purchase, as the edge shows them.
import type { Static, TSchema } from 'typebox'
import { Type } from 'typebox'
import { assetCurrency } from '../chart/index.ts'
import { toRfc3339 } from '../platform/clock.ts'
import { Money, MoneyAndTokens, Nullable, PublicId, Timestamp } from '../platform/http/schemas.ts'
import { toPublic } from '../platform/ids.ts'
import type { Currency } from '../platform/money.ts'
import { toMoney, toMoneyAndTokens } from '../platform/money.ts'
import type { RoyaltyTransaction as Transaction, Sum } from './transaction.ts'
import { sumsOf } from './transaction.ts'

const closed = { additionalProperties: false } as const

/** The fields of a royalty transaction, money as `amount` has it, and what else each share says. */
export const royaltyFields = <Amount extends TSchema, More extends Record<string, TSchema>>(
  amount: Amount,
  more: More,
) => ({
  id: Type.Union([PublicId('cap'), PublicId('rfd')], { description: 'The capture’s, or the refund’s.' }),
  type: Type.Union([Type.Literal('capture'), Type.Literal('refund')]),
  at: Type.String({ ...Timestamp, description: 'When the money moved: it counts in the day of this instant.' }),
  amount,
  fee: amount,
  vendor: amount,
  shares: Type.Array(
    Type.Object(
      { rightsholder: PublicId('rsh'), ...more, role: Type.String(), basis_points: Type.Integer(), amount },
      closed,
    ),
  ),
})

const { id, type, ...rest } = royaltyFields(Money, {})
/** One of the vendor API. */
export const RoyaltyTransaction = Type.Object(
  { id, object: Type.Literal('royalty_transaction'), type, purchase: PublicId('txn'), ...rest },
  {
    ...closed,
    title: 'RoyaltyTransaction',
    description: 'Who got what of a capture. Of a refund: who gave back what, in amounts below zero.',
  },
)

export const royaltyJson = (transaction: Transaction): Static<typeof RoyaltyTransaction> => ({
  object: 'royalty_transaction',
  purchase: toPublic('txn', transaction.purchase),
  ...royaltyBody(transaction, toMoney, () => ({})),
})

/** The fields of `royaltyFields`. */
export function royaltyBody<Amount, More>(
  transaction: Transaction,
  write: (micros: bigint, currency: Currency) => Amount,
  more: (rightsholder: string) => More,
) {
  const currency = assetCurrency(transaction.asset)
  const money = (micros: bigint) => write(micros, currency)
  return {
    id: toPublic(transaction.type === 'capture' ? 'cap' : 'rfd', transaction.id),
    type: transaction.type,
    at: toRfc3339(transaction.at),
    amount: money(transaction.micros),
    fee: money(transaction.feeMicros),
    vendor: money(transaction.vendorMicros),
    shares: transaction.shares.map((share) => ({
      rightsholder: toPublic('rsh', share.rightsholder),
      ...more(share.rightsholder),
      role: share.role,
      basis_points: share.basisPoints,
      amount: money(share.micros),
    })),
  }
}

const sum = { paid: MoneyAndTokens, given_back: MoneyAndTokens, net: MoneyAndTokens }

/** Who has what of a purchase, all its captures and refunds together. */
export const Split = Type.Object(
  {
    parties: Type.Array(
      Type.Object(
        {
          party: Type.Union([Type.Literal('vendor'), Type.Literal('rightsholder'), Type.Literal('provider')]),
          name: Type.String(),
          role: Type.String(),
          basis_points: Nullable(Type.Integer({ description: 'Of what was left after the provider’s fee.' })),
          ...sum,
        },
        closed,
      ),
    ),
    ...sum,
  },
  { ...closed, title: 'Split', description: 'What each party got, gave back in refunds, and has: paid − given back.' },
)

/**
 * @param transactions All of one purchase.
 * @returns `null` where nothing was captured.
 */
export function splitJson(
  transactions: readonly Transaction[],
  names: { readonly vendor: string; readonly provider: string; readonly rightsholder: (owner: string) => string },
): Static<typeof Split> | null {
  const [first] = transactions
  if (first === undefined) return null
  const currency = assetCurrency(first.asset)
  const money = (micros: bigint) => toMoneyAndTokens(micros, currency)
  const sumJson = ({ paidMicros, givenBackMicros }: Sum) => ({
    paid: money(paidMicros),
    given_back: money(givenBackMicros),
    net: money(paidMicros - givenBackMicros),
  })
  const { all, fee, vendor, shares } = sumsOf(transactions)
  return {
    parties: [
      { party: 'vendor', name: names.vendor, role: '', basis_points: null, ...sumJson(vendor) },
      ...shares.map((share) => ({
        party: 'rightsholder' as const,
        name: names.rightsholder(share.rightsholder),
        role: share.role,
        basis_points: share.basisPoints,
        ...sumJson(share),
      })),
      { party: 'provider', name: names.provider, role: 'provider’s fee', basis_points: null, ...sumJson(fee) },
    ],
    ...sumJson(all),
  }
}
