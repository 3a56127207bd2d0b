// What a vendor's server sends of an item (R44), and how an item is shown to it.
import type { Static } from 'typebox'
import { Type } from 'typebox'
import { ModeSchema } from '../chart/index.ts'
import { toRfc3339 } from '../platform/clock.ts'
import {
  Money,
  MoneyInput,
  Name,
  Nullable,
  PublicId,
  TextBlock,
  TextLine,
  Timestamp,
  Url,
} from '../platform/http/schemas.ts'
import type { Refusal } from '../platform/http/submit.ts'
import { fromPublic, toPublic } from '../platform/ids.ts'
import { parseAmount, toMoney } from '../platform/money.ts'
import type { Offer } from './find.ts'
import { ItemKindSchema } from './item-kinds.ts'
import type { ItemContent } from './publish.ts'
import { formatTerms, parseTerms } from './terms.ts'

const closed = { additionalProperties: false } as const
/** A hundred years of hours: for longer, leave it out. */
const maxCount = 876_000

const count = (description: string) => Type.Optional(Type.Integer({ minimum: 1, maximum: maxCount, description }))

export const TermsSchema = Type.Object(
  {
    times_to_view: count('How many times it may be opened.'),
    hours_to_view: count('For how many hours.'),
    days_to_view: count('For how many days, of 24 hours each.'),
    expires_at: Type.Optional(Timestamp),
    counts_from: Type.Optional(
      Type.Union([Type.Literal('first_opening'), Type.Literal('purchase')], {
        description: 'From when hours and days count. Default: `first_opening`.',
      }),
    ),
  },
  {
    ...closed,
    title: 'Terms',
    description: 'What a licence allows; what ends first ends it, what is left out has no end.',
  },
)

const ShareSchema = Type.Object(
  {
    rightsholder: PublicId('rsh'),
    role: TextLine(60),
    basis_points: Type.Integer({
      minimum: 0,
      maximum: 10_000,
      description: 'Of what is left after the provider’s fee.',
    }),
  },
  { ...closed, title: 'Share' },
)

/** The body of an item: in `POST /v1/items`, and inline in `POST /v1/purchases`. */
export const ItemFacts = Type.Object(
  {
    sku: Name(200),
    title: TextLine(300),
    description: Type.Optional(TextBlock(2_000)),
    price: MoneyInput,
    content_url: Type.Optional(Url('Under one of your registered sites.')),
    kind: Type.Optional(ItemKindSchema),
    terms: Type.Optional(TermsSchema),
    shares: Type.Optional(
      Type.Array(ShareSchema, { maxItems: 32, description: 'The royalty schedule; you get what is left.' }),
    ),
    incentive_ids: Type.Optional(Type.Array(Name(64), { maxItems: 20 })),
  },
  { ...closed, title: 'ItemFacts' },
)
export type ItemFactsJson = Static<typeof ItemFacts>

export const ItemSchema = Type.Object(
  {
    id: PublicId('itm'),
    object: Type.Literal('item'),
    mode: ModeSchema,
    version: Type.Integer(),
    sku: Type.String(),
    title: Type.String(),
    description: Type.String(),
    kind: ItemKindSchema,
    price: Money,
    content_url: Nullable(Type.String()),
    terms: TermsSchema,
    shares: Type.Array(ShareSchema),
    incentive_ids: Type.Array(Type.String()),
    created_at: Timestamp,
  },
  { ...closed, title: 'Item' },
)

/**
 * Reads facts that have passed their schema.
 *
 * @returns What is kept, or a refusal (invalid_request) whose `param` is relative to the facts.
 */
export function parseItemFacts(
  facts: ItemFactsJson,
):
  | { readonly kind: 'content'; readonly content: ItemContent }
  | { readonly kind: 'refused'; readonly refusal: Refusal } {
  const priceMicros = parseAmount(facts.price.amount)
  if (priceMicros === undefined || priceMicros === 0n)
    return wrong('price.amount', 'The price must be above zero, and a billion at most.')
  const terms = parseTerms(facts.terms ?? {})
  if (terms === undefined) return wrong('terms.expires_at', 'An expiry is an instant of RFC 3339, with its zone.')
  const given = facts.shares ?? []
  const shares = given.flatMap(({ rightsholder, role, basis_points: basisPoints }) => {
    const id = fromPublic('rsh', rightsholder)
    return id === undefined ? [] : [{ rightsholder: id, role, basisPoints }]
  })
  if (shares.length < given.length) return wrong('shares', 'A rightsholder begins with rsh_.')
  if (shares.reduce((sum, share) => sum + share.basisPoints, 0) > 10_000)
    return wrong('shares', 'The shares are more than the whole: 10,000 basis points.')
  return {
    kind: 'content',
    content: {
      sku: facts.sku,
      title: facts.title,
      description: facts.description ?? '',
      kind: facts.kind ?? 'content',
      priceMicros,
      currency: facts.price.currency,
      contentUrl: facts.content_url ?? null,
      terms,
      shares,
      incentiveIds: facts.incentive_ids ?? [],
    },
  }
}

const wrong = (param: string, detail: string) =>
  ({ kind: 'refused', refusal: { code: 'invalid_request', param, detail } }) as const

/** An item as its vendor sees it. */
export const itemJson = ({ item, row }: Offer): Static<typeof ItemSchema> => ({
  id: toPublic('itm', item),
  object: 'item',
  mode: row.mode,
  version: Number(row.number), // A count, not money.
  sku: row.sku,
  title: row.title,
  description: row.description,
  kind: row.kind,
  price: toMoney(row.priceMicros, row.currency),
  content_url: row.contentUrl,
  terms: formatTerms(row.terms),
  shares: row.shares.map((share) => ({
    rightsholder: toPublic('rsh', share.rightsholder),
    role: share.role,
    basis_points: share.basisPoints,
  })),
  incentive_ids: [...row.incentiveIds],
  created_at: toRfc3339(row.createdAt),
})
