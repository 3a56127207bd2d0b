// What several pages of the desk show.
import type { Static } from 'typebox'
import { Type } from 'typebox'
import { assetCurrency, ModeSchema } from '../chart/index.ts'
import type { UserFound } from '../identity/index.ts'
import { toRfc3339 } from '../platform/clock.ts'
import { MoneyAndTokens, Nullable, PublicId, TextLine, Timestamp } from '../platform/http/schemas.ts'
import { toPublic } from '../platform/ids.ts'
import { toMoneyAndTokens } from '../platform/money.ts'
import { StatusSchema } from '../purchase/index.ts'
import type { VendorFound } from '../vendor/index.ts'
import { Masked, maskEmail, maskName } from './masks.ts'
import type { PurchaseFound } from './purchases-store.ts'

export const closed = { additionalProperties: false } as const

/** One of some words. */
export const oneOf = <const Words extends readonly string[]>(
  words: Words,
  options: { readonly description?: string } = {},
) =>
  Type.Unsafe<Words[number]>(
    Type.Union(
      words.map((word) => Type.Literal(word)),
      options,
    ),
  )

/** Query of whatever shows people: the look stands on record, with its reason. */
export const reasonQuery = {
  reason: Type.String({ ...TextLine(200, 3), description: 'Why you look; it stays on record.' }),
}

export const PurchaseListed = Type.Object(
  {
    id: PublicId('txn'),
    mode: ModeSchema,
    vendor: Type.Object({ id: PublicId('ven'), name: Type.String() }, closed),
    payer: Nullable(PublicId('acc')),
    item_title: Type.String(),
    status: StatusSchema,
    order_reference: Type.String(),
    price: MoneyAndTokens,
    captured: MoneyAndTokens,
    refunded: MoneyAndTokens,
    requested_at: Timestamp,
  },
  { ...closed, title: 'DeskPurchase' },
)

export function purchaseBody(row: PurchaseFound): Static<typeof PurchaseListed> {
  const money = (micros: bigint) => toMoneyAndTokens(micros, assetCurrency(row.asset))
  return {
    id: toPublic('txn', row.id),
    mode: row.mode,
    vendor: { id: toPublic('ven', row.vendor), name: row.vendorName },
    payer: row.payer === null ? null : toPublic('acc', row.payer),
    item_title: row.title,
    status: row.status,
    order_reference: row.orderReference,
    price: money(row.priceMicros),
    captured: money(row.capturedMicros),
    refunded: money(row.refundedMicros),
    requested_at: toRfc3339(row.requestedAt),
  }
}

const userFields = {
  id: PublicId('usr'),
  account: PublicId('acc'),
  name: Masked,
  email: Nullable(Masked),
  number: Nullable(Type.String({ description: 'Of who has no e-mail address: what they sign in by.' })),
  email_verified: Type.Boolean(),
  created_at: Timestamp,
}
export const UserListed = Type.Object(userFields, { ...closed, title: 'DeskUser' })
export const UserRow = Type.Object(
  { ...userFields, status: Type.String({ description: 'Of their account.' }) },
  { ...closed, title: 'DeskUserRow' },
)

/** @param typed What was searched for. */
export const userBody = (user: UserFound, typed = ''): Static<typeof UserListed> => ({
  id: toPublic('usr', user.id),
  account: toPublic('acc', user.account),
  name: maskName(user.name, typed),
  email: user.email === null ? null : maskEmail(user.email, typed),
  number: user.number,
  email_verified: user.emailVerified,
  created_at: toRfc3339(user.createdAt),
})

export const VendorListed = Type.Object(
  {
    id: PublicId('ven'),
    name: Type.String(),
    status: Type.Union([Type.Literal('open'), Type.Literal('suspended')]),
    sites: Type.Array(Type.String()),
    created_at: Timestamp,
  },
  { ...closed, title: 'DeskVendor' },
)

export const vendorBody = (vendor: VendorFound): Static<typeof VendorListed> => ({
  id: toPublic('ven', vendor.id),
  name: vendor.name,
  status: vendor.status,
  sites: [...vendor.sites],
  created_at: toRfc3339(vendor.createdAt),
})

/** A member of staff by name. */
export const StaffNamed = Type.Object({ id: PublicId('stf'), name: Type.String() }, { ...closed, title: 'StaffNamed' })
