// The filters of the three tables, as queries say them.
import type { Id } from '@farthing/ledger'
import type { Static } from 'typebox'
import { Type } from 'typebox'
import { ModeSchema } from '../chart/index.ts'
import type { UsersFilter } from '../identity/index.ts'
import { Problem } from '../platform/http/problems.ts'
import { CurrencyCode, pageQuery, PublicId, Search } from '../platform/http/schemas.ts'
import { spanOf, spanQuery } from '../platform/http/span.ts'
import { fromPublic } from '../platform/ids.ts'
import { amountPattern, parseAmount } from '../platform/money.ts'
import { StatusSchema } from '../purchase/index.ts'
import type { VendorsFilter } from '../vendor/index.ts'
import type { PurchasesFilter } from './purchases-store.ts'

const amount = (description: string) =>
  Type.Optional(Type.String({ pattern: amountPattern, maxLength: 17, description }))
const sortByTime = Type.Optional(
  Type.Union([Type.Literal('-at'), Type.Literal('at')], { description: 'Default: `-at`, newest first.' }),
)

export const usersQuery = {
  email_verified: Type.Optional(Type.Union([Type.Literal('true'), Type.Literal('false')])),
  status: Type.Optional(
    Type.Union([Type.Literal('open'), Type.Literal('blocked'), Type.Literal('closed')], {
      description: 'Of their account.',
    }),
  ),
  ...spanQuery,
}
export const vendorsQuery = {
  status: Type.Optional(Type.Union([Type.Literal('open'), Type.Literal('suspended')])),
  q: Type.Optional(Search(300, 'A vendor, a site, or the start of words of a name.')),
  ...spanQuery,
}
export const purchasesQuery = {
  vendor: Type.Optional({
    ...PublicId('ven'),
    description: 'One vendor’s. Without `mode` its live ones.',
  }),
  payer: Type.Optional(PublicId('acc')),
  mode: Type.Optional(ModeSchema),
  status: Type.Optional(Type.Union([...StatusSchema.anyOf, Type.Literal('refunded')])),
  currency: Type.Optional(CurrencyCode),
  min: amount('What it costs at least.'),
  max: amount('What it costs at most.'),
  ...spanQuery,
}
export const sortedByTime = { sort: sortByTime, ...pageQuery }
export const sortedVendors = {
  sort: Type.Optional(
    Type.Union([Type.Literal('name'), Type.Literal('-at'), Type.Literal('at')], { description: 'Default: `name`.' }),
  ),
  ...pageQuery,
}

type QueryOf<Fields extends Parameters<typeof Type.Object>[0]> = Static<ReturnType<typeof Type.Object<Fields>>>

export function usersFilter({ email_verified: verified, status, ...span }: QueryOf<typeof usersQuery>): UsersFilter {
  const { from, to } = spanOf(span)
  return { emailVerified: verified === undefined ? undefined : verified === 'true', status, from, to }
}

export function vendorsFilter({ status, q, ...span }: QueryOf<typeof vendorsQuery>): VendorsFilter {
  const { from, to } = spanOf(span)
  return { status, q, from, to }
}

/** @throws {Problem} invalid_request (min) where nothing can lie between. */
export function purchasesFilter(query: QueryOf<typeof purchasesQuery>): PurchasesFilter {
  const { vendor, payer, mode, status, currency, min, max } = query
  const { from, to } = spanOf(query)
  const [minMicros, maxMicros] = [min, max].map((text) => (text === undefined ? undefined : parseAmount(text)))
  if (minMicros !== undefined && maxMicros !== undefined && minMicros > maxMicros)
    throw new Problem('invalid_request', { param: 'min', detail: 'It is above `max`: nothing lies between.' })
  return {
    vendor: idOf('ven', vendor),
    payer: idOf('acc', payer),
    mode,
    status,
    currency,
    minMicros,
    maxMicros,
    from,
    to,
  }
}

const idOf = (prefix: 'ven' | 'acc', text: string | undefined): Id | undefined =>
  text === undefined ? undefined : fromPublic(prefix, text)

/** A filter as the record keeps it: only what narrows, in the order of names. What was searched for is no part of it. */
export const filterFacts = (query: Readonly<Record<string, unknown>>): string =>
  Object.entries(query)
    .filter(([name, value]) => value !== undefined && !['q', 'reason', 'cursor', 'limit'].includes(name))
    .map(([name, value]) => `${name}=${String(value)}`)
    .sort()
    .join('&')

/** Whose purchases alone were asked for: their account's members see that look. */
export const payerAsked = ({ payer }: { readonly payer?: string }): { readonly payer?: Id } => {
  const id = idOf('acc', payer)
  return id === undefined ? {} : { payer: id }
}
