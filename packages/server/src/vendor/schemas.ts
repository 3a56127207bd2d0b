// The shapes of a vendor account at the edge.
import { Type } from 'typebox'
import { ModeSchema } from '../chart/index.ts'
import { CurrencyCode, Money, Nullable, PublicId, Timestamp, Url } from '../platform/http/schemas.ts'

const closed = { additionalProperties: false } as const

export const VendorSchema = Type.Object(
  {
    id: PublicId('ven'),
    object: Type.Literal('vendor'),
    name: Type.String(),
    mode: ModeSchema,
    status: Type.Union([Type.Literal('open'), Type.Literal('suspended')]),
    sites: Type.Array(Type.String()),
    balances: Type.Array(
      Type.Object(
        { currency: CurrencyCode, payable: Money },
        { ...closed, description: 'What the provider owes you.' },
      ),
    ),
  },
  { ...closed, title: 'Vendor' },
)

export const SiteBody = Type.Object({ url: Url('An origin with an optional path, https.') }, closed)
export const SitesSchema = Type.Object(
  { data: Type.Array(Type.Object({ url: Type.String() }, closed)) },
  { ...closed, title: 'Sites' },
)

const endpoint = {
  id: PublicId('whe'),
  object: Type.Literal('webhook_endpoint'),
  url: Type.String(),
  events: Nullable(Type.Array(Type.String(), { description: '`null`: all.' })),
  created_at: Timestamp,
}
/** @param types What a vendor's server can be told of: see `webhookTypes`. */
export const endpointBody = (types: readonly string[]) => {
  const event = Type.Unsafe<string>(Type.Union(types.map((type) => Type.Literal(type))))
  return Type.Object(
    {
      url: Url('https.'),
      events: Type.Optional(Type.Array(event, { minItems: 1, maxItems: 20, description: 'Left out: all.' })),
    },
    closed,
  )
}
export const EndpointSchema = Type.Object(endpoint, { ...closed, title: 'WebhookEndpoint' })
export const NewEndpointSchema = Type.Object(
  {
    ...endpoint,
    secret: Type.String({
      description: 'Signs what is sent (Standard Webhooks). Shown here alone.',
      examples: ['whsec_…'],
    }),
  },
  { ...closed, title: 'NewWebhookEndpoint' },
)
