// Which limit is meant: what it counts and over how long, as payers and staff write it.
import type { Static, TObject } from 'typebox'
import { Type } from 'typebox'
import type { LimitScope, LimitWindow } from '../account/index.ts'
import { ItemKindSchema } from '../catalog/index.ts'
import { Problem } from '../platform/http/problems.ts'
import { CurrencyCode, PublicId } from '../platform/http/schemas.ts'
import { fromPublic } from '../platform/ids.ts'
import { PeriodName, ScopeName } from './limit-use.ts'

const days = { min: 2, max: 90 }
/** What may stand beside `scope` and `period`, each where it alone says something. */
export const limitFields = {
  currency: CurrencyCode,
  scope: Type.Optional(ScopeName),
  vendor: Type.Optional(PublicId('ven')),
  member: Type.Optional(PublicId('usr')),
  item_kind: Type.Optional(ItemKindSchema),
  period: PeriodName,
  days: Type.Optional(
    Type.Integer({
      minimum: days.min,
      maximum: days.max,
      description: 'Of `last_days`: today with those before.',
    }),
  ),
}
type LimitBody = Static<TObject<typeof limitFields>>

/** @throws {Problem} invalid_request: vendor, member or item_kind where it is missing, or says nothing. */
export function scopeIn(body: LimitBody): LimitScope | undefined {
  const { scope: kind = 'account' } = body
  const wanted = { vendor: 'vendor', member: 'member', item_kind: 'item_kind', account: '', wallet: '' }[kind]
  for (const name of ['vendor', 'member', 'item_kind'] as const) {
    if (name !== wanted && body[name] !== undefined) throw wrong(name, `Goes with the scope ${name} alone.`)
  }
  switch (kind) {
    case 'account':
      return undefined
    case 'wallet':
      return { kind }
    case 'vendor':
      return { kind, vendor: fromPublic('ven', body.vendor ?? '') ?? missing('vendor', 'Of which vendor?') }
    case 'member':
      return { kind, member: fromPublic('usr', body.member ?? '') ?? missing('member', 'Of which member?') }
    case 'item_kind':
      return { kind, itemKind: body.item_kind ?? missing('item_kind', 'Of which kind of item?') }
  }
}

/** @throws {Problem} invalid_request: days where they are missing, or say nothing. */
export function windowIn({ period, days: count }: Pick<LimitBody, 'period' | 'days'>): LimitWindow {
  if (period === 'last_days') {
    return { period, days: count ?? missing('days', `How many days, from ${days.min} to ${days.max}?`) }
  }
  if (count !== undefined) throw wrong('days', 'Goes with the period last_days alone.')
  return { period }
}

const wrong = (param: string, detail: string) => new Problem('invalid_request', { param, detail })
function missing(param: string, detail: string): never {
  throw wrong(param, detail)
}
