import type { Static, TSchema, TString, TStringOptions } from 'typebox'
import { Type } from 'typebox'
import type { Currency } from '../money.ts'
import { amountPattern, currencyCodes, maxAmount } from '../money.ts'
import type { Prefix, ProblemCode } from '../room-claims.ts'
import type { TextKind } from './text-kinds.ts'
import { textKeyword } from './text-kinds.ts'

// What many routes say. A schema with a title becomes a named one of the OpenAPI document.

/** An amount above zero, as callers write it: `"0.0025"`. */
const Amount: TString = Type.String({
  pattern: amountPattern.replace('^', '^(?=.*[1-9])'),
  maxLength: 17,
  description: `Decimal, above zero, at most ${maxAmount}, at most six decimals, no sign, no exponent.`,
  examples: ['0.0025'],
})
const AnyAmount = Type.String({
  pattern: '^-?(0|[1-9][0-9]{0,12})(\\.[0-9]{1,6})?$',
  description: 'Decimal with at most six decimals; `-` for less than zero.',
  examples: ['0.0025'],
})
const currencyOptions = { description: 'ISO 4217.', examples: ['USD'] }
export const CurrencyCode = Type.Unsafe<Currency>(
  Type.Union(
    currencyCodes.map((code) => Type.Literal(code)),
    currencyOptions,
  ),
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
    tokens: Type.String({
      pattern: '^-?(0|[1-9][0-9]{0,14})(\\.[0-9]{1,6})?$',
      description: 'The same amount in tokens of that currency.',
      examples: ['0.25'],
    }),
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
  maxLength: 40,
  description: 'RFC 3339, in UTC in answers.',
  examples: ['2026-11-24T08:00:00.000Z'],
})

/** A day of the calendar. */
export const Day = (description = 'A day of the calendar.'): TString =>
  Type.String({ format: 'date', maxLength: 10, description, examples: ['2026-11-24'] })

/** An instant, or a day of the calendar. */
export const InstantOrDay: TString = Type.String({
  format: 'instant-or-day',
  maxLength: 40,
  description: 'RFC 3339, or a day (`2026-11-24`).',
})

export const TimeZone: TString = Type.String({
  format: 'time-zone',
  maxLength: 64,
  description: 'A name of the IANA time zone database.',
  examples: ['Europe/Berlin'],
})

const text = (kind: TextKind, options: TStringOptions): TString => Type.String({ ...options, [textKeyword]: kind })

/**
 * One line that people see: normalized to NFC, no spaces around. Refused are controls, characters that are drawn as
 * nothing or turn the direction of writing, and what is blank where something is wanted: they make a title look like
 * another (T25).
 */
export const TextLine = (maxLength: number, least = 1): TString => text('line', { minLength: least, maxLength })

/** Several lines that people see: as `TextLine`, but line ends and tabs are allowed, and it may be empty. */
export const TextBlock = (maxLength: number): TString => text('lines', { maxLength })

/** What a vendor calls something of theirs and finds it by: as `TextLine`, but spaces around it are refused. */
export const Name = (maxLength: number): TString => text('name', { minLength: 1, maxLength })

/** What people look for: characters that are drawn as nothing are left out. */
export const Search = (maxLength: number, description = 'A piece of what is looked for.'): TString =>
  text('search', { maxLength, description })

/** A code of digits that people type or paste, however it is grouped. */
export const PastedCode = (maxLength: number, description: string): TString =>
  text('code', { minLength: 1, maxLength, description })

/** What a program made and returns unchanged: printable ASCII without spaces. */
export const Opaque = (maxLength: number, options: TStringOptions = {}): TString =>
  text('opaque', { maxLength, ...options })

/** A password, or text that the page checks itself, with its own messages. */
export const FreeText = (maxLength: number): TString => text('free', { maxLength })

/** An absolute URL. */
export const Url = (description: string): TString => text('url', { minLength: 1, maxLength: 2_048, description })

/**
 * Texts under names that the caller chooses, told on as they came: the one way to let such names in. A name has 1 to
 * 64 characters, a value may be empty and may have several lines.
 *
 * @param options.bytes What names and values may be together, in UTF-8.
 */
export const TextRecord = <Value extends TSchema>(
  value: Value,
  options: { readonly maxLength: number; readonly bytes: number; readonly description: string },
) =>
  Type.Unsafe<Record<string, Static<Value>>>({
    type: 'object',
    propertyNames: text('name', { minLength: 1, maxLength: 64 }),
    additionalProperties: value,
    maxProperties: options.maxLength,
    'x-maxBytes': options.bytes,
    description: `${options.description}. At most ${options.maxLength} names; names and values at most ${options.bytes} bytes together.`,
  })

/** A value of a `TextRecord`. */
export const GivenText = (maxLength: number): TString => text('given', { maxLength })

/** An attempt's identifier, made by whoever asks: a double click is one attempt. */
export const Attempt: TString = Type.String({
  pattern: '^[A-Za-z0-9_-]{8,64}$',
  description: 'Made by the caller, once for each attempt.',
  examples: ['att_01k9vq3m2r8tqd4s0c5w7x9y2z'],
})

/** One of a list of codes. */
export const OneOf = <const Name extends string>(names: readonly Name[], description?: string) =>
  Type.Unsafe<Name>(
    Type.Union(
      names.map((name) => Type.Literal(name)),
      description === undefined ? {} : { description },
    ),
  )

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
  cursor: Type.Optional(Opaque(400, { description: '`next_cursor` of the page before.' })),
}

/** Of a schema: its words are the codes of every room. */
export const everyCode = 'x-every-code'

/** A code of any room. The OpenAPI document lists them all. */
export const ProblemCodeSchema = Type.Unsafe<ProblemCode>(Type.String({ [everyCode]: true }))

/**
 * A problem, as the OpenAPI document describes it.
 *
 * @param members Those beside RFC 9457's that rooms declare.
 */
export const problemSchema = (codes: readonly ProblemCode[], members: Readonly<Record<string, TSchema>>) =>
  Type.Object(
    {
      type: Type.String({ description: 'A page that explains the code.' }),
      title: Type.String(),
      status: Type.Integer(),
      code: Type.String({ enum: [...codes], description: 'Stable; decide on this.' }),
      detail: Type.Optional(Type.String()),
      param: Type.Optional(
        Type.String({ description: 'The field that is wrong, as you wrote it.', examples: ['price.amount'] }),
      ),
      request_id: Type.String(),
      ...Object.fromEntries(Object.entries(members).map(([name, schema]) => [name, Type.Optional(schema)])),
    },
    { title: 'Problem', description: 'RFC 9457.', additionalProperties: true },
  )

const refusals = Symbol('refusals')

/**
 * What a route answers.
 *
 * @param codes Why it may refuse, beside what every route of its kind may: `describeOperations` adds that. The OpenAPI
 * document names them, and a test holds the route to the document.
 */
export const answers = <T extends Record<number, TSchema>>(successes: T, codes: readonly ProblemCode[] = []): T => ({
  ...successes,
  [refusals]: codes,
})

/** The codes that were given to `answers`. */
export const refusalsOf = (response: unknown): readonly ProblemCode[] =>
  (response as { readonly [refusals]?: readonly ProblemCode[] } | undefined)?.[refusals] ?? []

/** An empty text counts as absent. */
export const idempotencyKeyPattern = '^[ -~]{0,255}$'

/** Header of every POST of the vendor API. Absence is answered by `submitKeyed`, with a code of its own. */
export const idempotencyHeaders = Type.Object({
  'idempotency-key': Type.Optional(
    Type.String({
      pattern: idempotencyKeyPattern,
      description: 'Needed. 1 to 255 printable ASCII characters; kept 24 hours.',
      examples: ['order-1042-first-try'],
    }),
  ),
})

/** `security` of a route: a vendor's secret key, or the cookie of who is signed in, or of a member of staff. */
export const withKey = [{ secretKey: [] }]
export const withSession = [{ session: [] }]
export const withDesk = [{ desk: [] }]
