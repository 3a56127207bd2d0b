// What is spent against each limit, for people.
import type { Id, Instant } from '@farthing/ledger'
import { Type } from 'typebox'
import type { Static } from 'typebox'
import type { PayerState } from '../account/index.ts'
import { ItemKindSchema } from '../catalog/index.ts'
import { toRfc3339 } from '../platform/clock.ts'
import { CurrencyCode, MoneyAndTokens, Nullable, PublicId, Timestamp } from '../platform/http/schemas.ts'
import type { Deps } from '../platform/deps.ts'
import type { Say } from '../platform/html/index.ts'
import { toPublic } from '../platform/ids.ts'
import { toMoneyAndTokens } from '../platform/money.ts'
import { vendors } from '../vendor/index.ts'
import { limitSentence } from './limit-words.ts'
import type { Standing } from './limits.ts'
import { standingsOf } from './limits.ts'

export const PeriodName = Type.Union(
  [
    Type.Literal('transaction'),
    Type.Literal('day'),
    Type.Literal('week'),
    Type.Literal('month'),
    Type.Literal('last_days'),
  ],
  { description: 'Each purchase alone, a calendar day, week or month, or today and the days before it.' },
)

export const ScopeName = Type.Union(
  [
    Type.Literal('account'),
    Type.Literal('wallet'),
    Type.Literal('member'),
    Type.Literal('vendor'),
    Type.Literal('item_kind'),
  ],
  {
    description:
      'What it counts: all that the account buys, what its wallet of that currency pays, what one member or their mandates buy, what is bought of one vendor, or items of one kind.',
  },
)

export const LimitUse = Type.Object(
  {
    id: PublicId('lim'),
    scope: ScopeName,
    vendor: Nullable(PublicId('ven')),
    member: Nullable(PublicId('usr')),
    item_kind: Nullable(ItemKindSchema),
    period: PeriodName,
    days: Nullable(Type.Integer({ description: 'Of `last_days`: how many, today with them.' })),
    currency: CurrencyCode,
    max: Nullable(MoneyAndTokens),
    spent: MoneyAndTokens,
    /** Of what is spent: held, to be captured or given back. */
    held: MoneyAndTokens,
    left: MoneyAndTokens,
    percent: Type.Integer({ minimum: 0, maximum: 100, description: 'What is spent, of the maximum.' }),
    sentence: Type.String({ description: 'The limit in plain words.' }),
    renews_at: Nullable(
      Type.String({ ...Timestamp, description: 'When room comes back next: RFC 3339, in UTC. `null`: none does.' }),
    ),
  },
  { title: 'LimitUse', additionalProperties: false },
)
export type LimitUseBody = Static<typeof LimitUse>

/** An account's limits with what each has counted, by currency and from the shortest; `t` says their sentences. */
export async function limitUses(
  deps: Pick<Deps, 'ledger'>,
  state: PayerState,
  at: Instant,
  t: Say,
): Promise<LimitUseBody[]> {
  const limits = [...state.limits].sort((a, b) => (a.currency < b.currency ? -1 : a.currency > b.currency ? 1 : 0))
  if (limits.length === 0) return []
  const named = limits.flatMap(({ scope }) => (scope?.kind === 'vendor' ? [scope.vendor] : []))
  return deps.ledger.preview((seen) => {
    seen.need(() => ({ rows: named.map((vendor) => [vendors, vendor] as const) }))
    const nameOf = (vendor: Id): string => seen.row(vendors, vendor)?.name ?? ''
    return standingsOf(state, limits, seen, at).map((standing) => useOf(t, standing, nameOf))
  })
}

function useOf(t: Say, standing: Standing, nameOf: (vendor: Id) => string): LimitUseBody {
  const { limit, maxMicros, spentMicros, heldMicros, leftMicros, renewsAt } = standing
  const { id, scope, period, currency } = limit
  const counted = spentMicros + heldMicros
  return {
    id: toPublic('lim', id),
    scope: scope?.kind ?? 'account',
    vendor: scope?.kind === 'vendor' ? toPublic('ven', scope.vendor) : null,
    member: scope?.kind === 'member' ? toPublic('usr', scope.member) : null,
    item_kind: scope?.kind === 'item_kind' ? scope.itemKind : null,
    period,
    days: limit.period === 'last_days' ? limit.days : null,
    currency,
    max: toMoneyAndTokens(maxMicros, currency),
    spent: toMoneyAndTokens(counted, currency),
    held: toMoneyAndTokens(heldMicros, currency),
    left: toMoneyAndTokens(leftMicros, currency),
    percent: Number(counted >= maxMicros ? 100n : (counted * 100n) / maxMicros),
    sentence: limitSentence(t, standing, nameOf),
    renews_at: renewsAt === undefined ? null : toRfc3339(renewsAt),
  }
}
