// What is spent against each limit, for people.
import type { Id, Instant } from '@farthing/ledger'
import { Type } from 'typebox'
import type { Static } from 'typebox'
import type { LimitScope, PayerState } from '../account/index.ts'
import { ItemKindSchema } from '../catalog/index.ts'
import { toRfc3339 } from '../platform/clock.ts'
import { CurrencyCode, MoneyAndTokens, Nullable, PublicId, Timestamp } from '../platform/http/schemas.ts'
import type { Deps } from '../platform/deps.ts'
import { toPublic } from '../platform/ids.ts'
import type { Currency, Micros } from '../platform/money.ts'
import { formatTokens, toMoneyAndTokens } from '../platform/money.ts'
import { vendors } from '../vendor/index.ts'
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

/** An account's limits with what each has counted, by currency and from the shortest. */
export async function limitUses(deps: Pick<Deps, 'ledger'>, state: PayerState, at: Instant): Promise<LimitUseBody[]> {
  const limits = [...state.limits].sort((a, b) => (a.currency < b.currency ? -1 : a.currency > b.currency ? 1 : 0))
  if (limits.length === 0) return []
  const named = limits.flatMap(({ scope }) => (scope?.kind === 'vendor' ? [scope.vendor] : []))
  return deps.ledger.preview((seen) => {
    seen.need(() => ({ rows: named.map((vendor) => [vendors, vendor] as const) }))
    const nameOf = (vendor: Id): string => seen.row(vendors, vendor)?.name ?? ''
    return standingsOf(state, limits, seen, at).map((standing) => useOf(standing, nameOf))
  })
}

function useOf(standing: Standing, nameOf: (vendor: Id) => string): LimitUseBody {
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
    sentence: limitSentence(standing, nameOf),
    renews_at: renewsAt === undefined ? null : toRfc3339(renewsAt),
  }
}

const calendarWords = {
  day: ['a day', 'today'],
  week: ['a week', 'this week'],
  month: ['a month', 'this month'],
} as const

/** `At most 200 tokens a day at Halfstep Records. 120 tokens spent today, 80 tokens left.` */
function limitSentence(standing: Standing, nameOf: (vendor: Id) => string): string {
  const { limit, maxMicros, spentMicros, heldMicros, leftMicros } = standing
  const tokens = (micros: Micros): string => tokensInWords(micros, limit.currency)
  const of = scopeWords(limit.scope, nameOf)
  if (limit.period === 'transaction') return `Nothing over ${tokens(maxMicros)} goes through at once${of}.`
  const [each, now] =
    limit.period === 'last_days'
      ? [`in any ${limit.days} days`, `in the last ${limit.days} days`]
      : calendarWords[limit.period]
  const first = `At most ${tokens(maxMicros)} ${each}${of}.`
  const counted = spentMicros + heldMicros
  if (counted === 0n) return `${first} Nothing spent ${now}.`
  const held = heldMicros === 0n ? '' : ` (${tokens(heldMicros)} held)`
  return `${first} ${tokens(counted)} spent ${now}${held}, ${leftMicros > 0n ? `${tokens(leftMicros)} left` : 'nothing left'}.`
}

const kindWords: Readonly<Record<string, string>> = { content: 'content', goods: 'goods', service: 'services' }

/** What a limit counts, in words that follow its name or its maximum: ` at Halfstep Records`; empty: all. */
export function scopeWords(scope: LimitScope | undefined, nameOf: (vendor: Id) => string): string {
  switch (scope?.kind) {
    case undefined:
      return ''
    case 'wallet':
      return ' from this wallet'
    case 'member':
      return ' for this member'
    case 'vendor':
      return ` at ${nameOf(scope.vendor)}`
    case 'item_kind':
      return ` for ${kindWords[scope.itemKind] ?? scope.itemKind}`
  }
}

/** `1,277.5 tokens`, exact. */
function tokensInWords(micros: Micros, currency: Currency): string {
  const tokens = formatTokens(micros, currency)
  const [whole = '', fraction] = tokens.split('.')
  const grouped = whole.replaceAll(/\B(?=(\d{3})+$)/g, ',')
  return `${grouped}${fraction === undefined ? '' : `.${fraction}`} ${tokens === '1' ? 'token' : 'tokens'}`
}
