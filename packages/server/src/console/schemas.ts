// The shapes of the vendor console at the edge.
import type { Static } from 'typebox'
import { Type } from 'typebox'
import { ItemKindSchema } from '../catalog/index.ts'
import { ModeSchema } from '../chart/index.ts'
import { CurrencyCode, Day, MoneyAndTokens, Nullable, PublicId, Timestamp } from '../platform/http/schemas.ts'
import { FormParameters, StatusSchema, Tracking } from '../purchase/index.ts'
import { royaltyFields, Split } from '../royalty/index.ts'
import { standing } from '../vendor/index.ts'

const closed = { additionalProperties: false } as const

export const inConsole = { ven: PublicId('ven') }

const saleRow = {
  id: PublicId('txn'),
  mode: ModeSchema,
  at: Type.String({ ...Timestamp, description: 'When it was asked for.' }),
  item: PublicId('itm'),
  item_title: Type.String(),
  payer: Nullable(PublicId('psn')),
  status: StatusSchema,
  order_reference: Type.String(),
  price: MoneyAndTokens,
  captured: MoneyAndTokens,
  refunded: MoneyAndTokens,
  net: Type.Object(MoneyAndTokens.properties, { ...closed, description: 'What was captured, less what was refunded.' }),
  decline: Nullable(Type.Object({ code: Type.String(), detail: Type.String() }, closed)),
}
export const SaleRowSchema = Type.Object(saleRow, { ...closed, title: 'SaleRow' })
export type SaleRowJson = Static<typeof SaleRowSchema>

export const SaleDetailSchema = Type.Object(
  {
    ...saleRow,
    item_version: Type.Integer(),
    item_kind: ItemKindSchema,
    licence_words: Type.String(),
    requested_at: Timestamp,
    expires_at: Timestamp,
    authorized_at: Nullable(Timestamp),
    hold_expires_at: Nullable(Timestamp),
    can_refund: Type.Boolean(),
    can_capture: Type.Boolean(),
    can_void: Type.Boolean(),
    split: Nullable(Split),
    royalty_transactions: Type.Array(Type.Object(royaltyFields(MoneyAndTokens, { name: Type.String() }), closed), {
      description: 'Oldest first. Of a refund: who gave back what, in amounts below zero.',
    }),
    refunds: Type.Array(
      Type.Object({ id: PublicId('rfd'), at: Timestamp, amount: MoneyAndTokens, reason: Type.String() }, closed),
    ),
    return_url: Type.String(),
    cancel_url: Type.String(),
    tracking: Tracking,
    form_parameters: FormParameters,
    vendor_login: Nullable(Type.String()),
    timeline: Type.Array(Type.Object({ at: Timestamp, what: Type.String() }, closed), {
      description: 'Oldest first.',
    }),
  },
  { ...closed, title: 'SaleDetail' },
)
export type SaleDetailJson = Static<typeof SaleDetailSchema>

const sums = {
  sales: MoneyAndTokens,
  refunds: MoneyAndTokens,
  net: MoneyAndTokens,
  fees: MoneyAndTokens,
  royalties: MoneyAndTokens,
  vendor: MoneyAndTokens,
}

export const OverviewSchema = Type.Object(
  {
    vendor: Type.Object(
      {
        id: PublicId('ven'),
        name: Type.String(),
        ...standing,
        sites: Type.Array(Type.String()),
      },
      closed,
    ),
    mode: ModeSchema,
    currency: CurrencyCode,
    currencies: Type.Array(CurrencyCode, { description: 'Those that were ever sold in, the busiest first.' }),
    days: Type.Object(
      { from: Day(), to: Day(), time_zone: Type.String() },
      { ...closed, description: 'Which days these are, the last with them, and where their midnights are.' },
    ),
    totals: Type.Object(
      { ...sums, purchases: Type.Integer(), rightsholders: Type.Integer(), median_price: Nullable(MoneyAndTokens) },
      {
        ...closed,
        description:
          'Of the days asked for, money by when it moved: captures in the day of the capture, refunds in the day of the ' +
          'refund. `net` is sales less refunds; `fees`, `royalties` and `vendor` are its parts. `purchases`, ' +
          '`rightsholders` and `median_price` are of what was captured.',
      },
    ),
    by_day: Type.Array(Type.Object({ day: Day(), ...sums }, closed), {
      description: 'The same of each day, oldest first, days without sales too. They sum to the totals.',
    }),
    payable: MoneyAndTokens,
    held: MoneyAndTokens,
    royalties_payable: Type.Object(MoneyAndTokens.properties, {
      ...closed,
      description: 'What is owed to all rightsholders now, of whatever days.',
    }),
    top_items: Type.Array(
      Type.Object(
        {
          id: PublicId('itm'),
          title: Type.String(),
          price: MoneyAndTokens,
          sold: Type.Integer(),
          vendor: MoneyAndTokens,
        },
        closed,
      ),
    ),
    latest: Type.Array(SaleRowSchema),
  },
  { ...closed, title: 'Overview' },
)
