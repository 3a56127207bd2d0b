import type { TSchema, TString } from 'typebox'
import { Type } from 'typebox'
import type { Prefix } from '../ids.ts'
import { amountPattern } from '../money.ts'
import { problemCodes } from './problems.ts'

// What many routes say. A schema with a title becomes a named one of the OpenAPI document.

/** An amount above zero, as callers write it: `"0.0025"`. */
const Amount: TString = Type.String({
  pattern: amountPattern.replace('^', '^(?=.*[1-9])'),
  description: 'Decimal, above zero, at most six decimals, no sign, no exponent.',
  examples: ['0.0025'],
})
const AnyAmount = Type.String({
  pattern: '^-?(0|[1-9][0-9]{0,12})(\\.[0-9]{1,6})?$',
  description: 'Decimal with at most six decimals.',
  examples: ['0.0025'],
})
const currencyOptions = { description: 'ISO 4217.', examples: ['USD'] }
export const CurrencyCode = Type.Union(
  [Type.Literal('USD'), Type.Literal('EUR'), Type.Literal('GBP'), Type.Literal('JPY')],
  currencyOptions,
)

export const MoneyInput = Type.Object(
  { amount: Amount, currency: CurrencyCode },
  { title: 'MoneyInput', additionalProperties: false },
)
export const Money = Type.Object(
  { amount: AnyAmount, currency: CurrencyCode },
  { title: 'Money', additionalProperties: false },
)
export const MoneyAndTokens = Type.Object(
  {
    amount: AnyAmount,
    currency: CurrencyCode,
    tokens: Type.String({ description: 'The same amount in tokens of that currency.', examples: ['0.25'] }),
  },
  { title: 'MoneyAndTokens', additionalProperties: false },
)

/** `txn_` and 26 digits of Crockford's base 32. */
export const PublicId = (prefix: Prefix): TString =>
  Type.String({
    pattern: `^${prefix}_[0-7][0-9a-hjkmnp-tv-z]{25}$`,
    description: `Begins with \`${prefix}_\`.`,
    examples: [`${prefix}_01k9vq3m2r8tqd4s0c5w7x9y2z`],
  })

export const Timestamp: TString = Type.String({
  format: 'date-time',
  description: 'RFC 3339, in UTC in answers.',
  examples: ['2026-11-24T08:00:00.000Z'],
})

/**
 * One line that people read. Refuses control characters, zero-width and direction-changing ones: they make a title
 * look like another (T25). Callers normalize to NFC with `.normalize()`.
 */
export const TextLine = (most: number, least = 1): TString =>
  Type.String({
    minLength: least,
    maxLength: most,
    pattern: '^[^\\u0000-\\u001F\\u007F-\\u009F\\u200B-\\u200F\\u2028-\\u202E\\u2060-\\u2069\\uFEFF]*$',
  })

/** Several lines: as `TextLine`, but line ends and tabs are fine. */
export const TextBlock = (most: number): TString =>
  Type.String({
    maxLength: most,
    pattern:
      '^[^\\u0000-\\u0008\\u000B\\u000C\\u000E-\\u001F\\u007F-\\u009F\\u200B-\\u200F\\u2028-\\u202E\\u2060-\\u2069\\uFEFF]*$',
  })

/** An attempt's identifier, made by whoever asks: a double click is one attempt. */
export const Attempt: TString = Type.String({
  pattern: '^[A-Za-z0-9_-]{8,64}$',
  description: 'Made by the caller, once for each attempt.',
  examples: ['att_01k9vq3m2r8tqd4s0c5w7x9y2z'],
})

export const Nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()])

/** A page of a list. */
export const Page = <T extends TSchema>(row: T) =>
  Type.Object(
    {
      data: Type.Array(row),
      next_cursor: Type.Union([Type.String(), Type.Null()], {
        description: 'Give it as `cursor` for the next page; `null`: none.',
      }),
    },
    { additionalProperties: false },
  )

/** Query of a list. */
export const pageQuery = {
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 25 })),
  cursor: Type.Optional(Type.String({ maxLength: 200 })),
}

const ProblemSchema = Type.Object(
  {
    type: Type.String({ description: 'A page that explains the code.' }),
    title: Type.String(),
    status: Type.Integer(),
    code: Type.String({ enum: [...problemCodes], description: 'Stable; decide on this.' }),
    detail: Type.Optional(Type.String()),
    param: Type.Optional(
      Type.String({ description: 'The field that is wrong, as you wrote it.', examples: ['price.amount'] }),
    ),
    request_id: Type.String(),
    purchase: Type.Optional(
      Type.Object(
        { id: PublicId('txn'), status: Type.String(), approval_url: Type.String() },
        { description: 'Of `order_reference_used`: the purchase that has the reference.' },
      ),
    ),
    purchase_status: Type.Optional(
      Type.String({ description: 'Of `already_ended` and `not_authorized`: how the purchase stands.' }),
    ),
    held: Type.Optional(Money),
    left: Type.Optional(Money),
    entitlement: Type.Optional(PublicId('ent')),
  },
  {
    title: 'Problem',
    description:
      'RFC 9457. `held` and `left` say what an amount was above, `entitlement` is the licence of `licence_held`.',
    additionalProperties: true,
  },
)

/** Responses of a route: those given, and a problem for every other status. */
export const answers = <T extends Record<number, TSchema>>(
  successes: T,
): T & { '4xx': typeof ProblemSchema; '5xx': typeof ProblemSchema } => ({
  ...successes,
  '4xx': ProblemSchema,
  '5xx': ProblemSchema,
})

/** Header of every POST of the vendor API. Absence is answered by `submitKeyed`, with a code of its own. */
export const idempotencyHeaders = Type.Object({
  'idempotency-key': Type.Optional(
    Type.String({
      description: 'Needed. 1 to 255 printable ASCII characters; kept 24 hours.',
      examples: ['order-1042-first-try'],
    }),
  ),
})

/** `security` of a route: a vendor's secret key, or the cookie of who is signed in. */
export const withKey = [{ secretKey: [] }]
export const withSession = [{ session: [] }]
