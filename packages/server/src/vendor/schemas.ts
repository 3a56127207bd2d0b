// The shapes of a vendor account at the edge.
import type { Instant } from '@farthing/ledger'
import { Type } from 'typebox'
import { ModeSchema } from '../chart/index.ts'
import { toRfc3339 } from '../platform/clock.ts'
import { formatAmount } from '../platform/money.ts'
import { feesAfter, feeVersionAt } from './fees.ts'
import type { VendorRow } from './rules.ts'
import type { FeeVersion } from './tables.ts'
import { suspensionReasons } from './tables.ts'
import { CurrencyCode, Money, Nullable, OneOf, PublicId, Timestamp, Url } from '../platform/http/schemas.ts'

const closed = { additionalProperties: false } as const

const Fee = Type.Object(
  {
    basis_points: Type.Integer({ description: 'Of the price, in hundredths of a percent.' }),
    fixed: Type.String({ description: 'And so much of the sale’s currency for each purchase.' }),
    from: Nullable(
      Type.String({
        ...Timestamp,
        description: 'Of sales that are approved then or later. `null`: from the beginning.',
      }),
    ),
  },
  { ...closed, title: 'Fee' },
)

/** Whether a vendor sells, and what it pays the provider. */
export const standing = {
  status: Type.Union([Type.Literal('open'), Type.Literal('suspended')]),
  suspension: Nullable(
    Type.Object(
      { why: OneOf(suspensionReasons), since: Timestamp },
      { ...closed, description: 'While suspended: nothing is sold or captured. `null`: it is not.' },
    ),
  ),
  fee: Fee,
  next_fees: Type.Array(Fee, { description: 'Fees that are set beforehand, the next first.' }),
}

export function standingJson(row: VendorRow, at: Instant) {
  const { status, suspension } = row
  return {
    status,
    suspension:
      status === 'suspended' && suspension !== null
        ? { why: suspension.why, since: toRfc3339(BigInt(suspension.since)) }
        : null,
    fee: feeJson(feeVersionAt(row, at)),
    next_fees: feesAfter(row, at).map(feeJson),
  }
}

const feeJson = ({ from, basisPoints, fixedMicros }: Omit<FeeVersion, 'from'> & { readonly from: string | null }) => ({
  basis_points: basisPoints,
  fixed: formatAmount(BigInt(fixedMicros)),
  from: from === null ? null : toRfc3339(BigInt(from)),
})

export const VendorSchema = Type.Object(
  {
    id: PublicId('ven'),
    object: Type.Literal('vendor'),
    name: Type.String(),
    mode: ModeSchema,
    ...standing,
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
