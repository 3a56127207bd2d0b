// The shapes of a purchase at the edge.
import { Type } from 'typebox'
import type { TString } from 'typebox'
import { ItemFacts, ItemKindSchema } from '../catalog/index.ts'
import { ModeSchema } from '../chart/index.ts'
import {
  GivenText,
  Money,
  MoneyInput,
  Name,
  Opaque,
  ProblemCodeSchema,
  PublicId,
  TextLine,
  TextRecord,
  Timestamp,
  Url,
} from '../platform/http/schemas.ts'
import type { ProblemCode } from '../platform/http/problems.ts'
import { RoyaltyTransaction } from '../royalty/index.ts'

export const Tracking = TextRecord(GivenText(500), {
  maxLength: 20,
  bytes: 8_192,
  description: "Free fields for the vendor's own tracking (R43)",
})
const FieldValue = GivenText(2_000)
export const FormParameters = TextRecord(
  Type.Union([FieldValue, Type.Array(FieldValue, { minItems: 1, maxItems: 20 })]),
  {
    maxLength: 50,
    bytes: 8_192,
    description: "The vendor's web form POST parameters (R43); a field that stands in a form more than once is a list",
  },
)

export const OrderReference: TString = Type.String({
  ...Name(128),
  description:
    'Your own order number. It names one purchase that is open or was paid, never two; one that ended unpaid gives it back. Webhooks go by the purchase’s `id`.',
})

/** For how long a purchase may be asked for, and its hold then last, at most. */
export const maxExpiresInSeconds = 86_400
export const maxHoldSeconds = 2_592_000

export const RequestBody = Type.Object(
  {
    item: Type.Union([PublicId('itm'), ItemFacts], { description: 'An item on sale, or the facts of one (R44)' }),
    return_url: Url('Under a registered site; the browser comes back here'),
    cancel_url: Url('Under a registered site; where giving up leads'),
    order_reference: OrderReference,
    capture: Type.Optional(Type.Union([Type.Literal('automatic'), Type.Literal('manual')], { default: 'automatic' })),
    payer: Type.Optional(PublicId('psn')),
    browser_nonce_hash: Type.Optional(
      Type.String({
        pattern: '^[0-9a-f]{64}$',
        description: 'SHA-256 of a nonce in the browser that begins; delivery goes there alone',
      }),
    ),
    tracking: Type.Optional(Tracking),
    form_parameters: Type.Optional(FormParameters),
    vendor_login: Type.Optional(Name(128)),
    expires_in_seconds: Type.Optional(Type.Integer({ minimum: 60, maximum: maxExpiresInSeconds, default: 900 })),
    hold_seconds: Type.Optional(Type.Integer({ minimum: 60, maximum: maxHoldSeconds, default: 604_800 })),
    mandate: Type.Optional(
      Opaque(100, { description: 'The secret of a mandate: requests, authorizes and captures in one call' }),
    ),
  },
  { additionalProperties: false },
)

export const StatusSchema = Type.Union([
  Type.Literal('requested'),
  Type.Literal('authorized'),
  Type.Literal('captured'),
  Type.Literal('voided'),
  Type.Literal('expired'),
  Type.Literal('declined'),
])

export const Purchase = Type.Object(
  {
    id: PublicId('txn'),
    object: Type.Literal('purchase'),
    mode: ModeSchema,
    status: StatusSchema,
    order_reference: Type.String(),
    item: Type.Object({
      id: PublicId('itm'),
      version: Type.Integer(),
      sku: Type.String(),
      title: Type.String(),
      description: Type.String(),
      kind: ItemKindSchema,
    }),
    price: Money,
    captured: Money,
    refunded: Money,
    payer: Type.Union([PublicId('psn'), Type.Null()]),
    entitlement: Type.Union([PublicId('ent'), Type.Null()]),
    approval_url: Type.String(),
    return_url: Type.String(),
    cancel_url: Type.String(),
    requested_at: Timestamp,
    expires_at: Timestamp,
    authorized_at: Type.Union([Timestamp, Type.Null()]),
    hold_expires_at: Type.Union([Timestamp, Type.Null()]),
    decline: Type.Union([Type.Object({ code: ProblemCodeSchema, detail: Type.String() }), Type.Null()]),
    royalty_transactions: Type.Array(RoyaltyTransaction, {
      description: 'One a capture, one a refund, oldest first.',
    }),
    tracking: Tracking,
    form_parameters: FormParameters,
    vendor_login: Type.Union([Type.String(), Type.Null()]),
  },
  { title: 'Purchase' },
)

export const CaptureBody = Type.Object(
  {
    amount: Type.Optional(MoneyInput),
    final: Type.Optional(Type.Boolean({ default: false, description: 'Voids what is left of the hold' })),
  },
  { additionalProperties: false },
)

export const RefundBody = Type.Object(
  { amount: Type.Optional(MoneyInput), reason: Type.Optional(TextLine(200)) },
  { additionalProperties: false },
)

// Why what was asked of a purchase is refused, over the vendor's API and at the console alike.
export const captureRefusals: readonly ProblemCode[] = [
  'vendor_suspended',
  'not_authorized',
  'hold_expired',
  'terms_ended',
  'licence_held',
  'amount_above_hold',
]
export const voidRefusals: readonly ProblemCode[] = ['already_ended', 'hold_expired']
export const refundRefusals: readonly ProblemCode[] = ['amount_above_captured']

export const VerifyBody = Type.Object(
  {
    token: Opaque(2_048, { description: '`farthing_token` of the return' }),
    return_url: Url('The URL that the browser came back to, without what Farthing added; compared as browsers read it'),
    browser_nonce: Type.Optional(Opaque(256, { description: 'The nonce whose hash the request carried' })),
  },
  { additionalProperties: false },
)
