// The shapes of the vendor console at the edge.
import type { Static } from 'typebox'
import { Type } from 'typebox'
import { CurrencyCode, MoneyAndTokens, Nullable, PublicId, Timestamp } from '../platform/http/schemas.ts'
import { FormParameters, StatusSchema, Tracking } from '../purchase/index.ts'
import { ModeSchema } from '../vendor/index.ts'

const closed = { additionalProperties: false } as const

export const inConsole = { ven: PublicId('ven') }

const saleRow = {
  id: PublicId('txn'),
  mode: ModeSchema,
  at: Timestamp,
  item: PublicId('itm'),
  item_title: Type.String(),
  payer: Nullable(PublicId('psn')),
  status: StatusSchema,
  order_reference: Type.String(),
  price: MoneyAndTokens,
  captured: MoneyAndTokens,
  refunded: MoneyAndTokens,
  decline: Nullable(Type.Object({ code: Type.String(), detail: Type.String() }, closed)),
}
export const SaleRowSchema = Type.Object(saleRow, { ...closed, title: 'SaleRow' })
export type SaleRowJson = Static<typeof SaleRowSchema>

export const SaleDetailSchema = Type.Object(
  {
    ...saleRow,
    item_version: Type.Integer(),
    item_kind: Type.Union([Type.Literal('content'), Type.Literal('goods'), Type.Literal('service')]),
    licence_words: Type.String(),
    requested_at: Timestamp,
    expires_at: Timestamp,
    authorized_at: Nullable(Timestamp),
    hold_expires_at: Nullable(Timestamp),
    can_refund: Type.Boolean(),
    can_capture: Type.Boolean(),
    can_void: Type.Boolean(),
    royalty_transactions: Type.Array(
      Type.Object(
        {
          id: PublicId('cap'),
          captured_at: Timestamp,
          amount: MoneyAndTokens,
          fee: MoneyAndTokens,
          vendor: MoneyAndTokens,
          shares: Type.Array(
            Type.Object(
              {
                rightsholder: PublicId('rsh'),
                name: Type.String(),
                role: Type.String(),
                basis_points: Type.Integer(),
                amount: MoneyAndTokens,
              },
              closed,
            ),
          ),
        },
        closed,
      ),
    ),
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

export const OverviewSchema = Type.Object(
  {
    vendor: Type.Object(
      {
        id: PublicId('ven'),
        name: Type.String(),
        status: Type.Union([Type.Literal('open'), Type.Literal('suspended')]),
        sites: Type.Array(Type.String()),
      },
      closed,
    ),
    mode: ModeSchema,
    currency: CurrencyCode,
    currencies: Type.Array(CurrencyCode, { description: 'Those that were ever sold in, the busiest first.' }),
    totals: Type.Object(
      {
        sales: MoneyAndTokens,
        purchases: Type.Integer(),
        refunds: MoneyAndTokens,
        royalties_owed: MoneyAndTokens,
        rightsholders: Type.Integer(),
        fees: MoneyAndTokens,
        median_price: Nullable(MoneyAndTokens),
      },
      {
        ...closed,
        description:
          'Of the days asked for. Sales are what was captured; royalties and fees are less what refunds gave back.',
      },
    ),
    by_day: Type.Array(
      Type.Object(
        {
          day: Type.String({ format: 'date' }),
          vendor: MoneyAndTokens,
          royalties: MoneyAndTokens,
          fees: MoneyAndTokens,
        },
        closed,
      ),
      { description: 'What was captured each day, oldest first, days without sales too.' },
    ),
    payable: MoneyAndTokens,
    held: MoneyAndTokens,
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
