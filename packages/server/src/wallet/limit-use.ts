// What is spent against each limit, for people.
import type { Id, Instant } from '@farthing/ledger'
import { Type } from 'typebox'
import type { Static } from 'typebox'
import type { Limit, PayerState } from '../account/index.ts'
import { toRfc3339 } from '../platform/clock.ts'
import { CurrencyCode, MoneyAndTokens, Nullable, PublicId, Timestamp } from '../platform/http/schemas.ts'
import type { Deps } from '../platform/deps.ts'
import { toPublic } from '../platform/ids.ts'
import type { Currency, Micros } from '../platform/money.ts'
import { formatTokens, toMoneyAndTokens } from '../platform/money.ts'
import { budgetOf, periods, renewsAt, spentMicros } from './limits.ts'

export const PeriodName = Type.Union([
  Type.Literal('transaction'),
  Type.Literal('day'),
  Type.Literal('week'),
  Type.Literal('month'),
])

export const LimitUse = Type.Object(
  {
    id: PublicId('lim'),
    period: PeriodName,
    currency: CurrencyCode,
    max: Nullable(MoneyAndTokens),
    spent: MoneyAndTokens,
    percent: Type.Integer({ minimum: 0, maximum: 100 }),
    sentence: Type.String({ description: 'The limit in plain words.' }),
    renews_at: Nullable(Timestamp),
  },
  { title: 'LimitUse', additionalProperties: false },
)
export type LimitUseBody = Static<typeof LimitUse>

/** An account's limits with what the running period has counted, by currency and from the shortest. */
export async function limitUses(deps: Pick<Deps, 'ledger'>, state: PayerState, at: Instant): Promise<LimitUseBody[]> {
  const limits = [...state.limits].sort(inOrder).map((limit) => ({ limit, budget: budgetOf(state, limit, at) }))
  const accounts = limits.flatMap(({ budget }): Id[] => (budget === undefined ? [] : [budget]))
  const seen = await deps.ledger.look({ accounts, rows: [] })
  return limits.map(({ limit, budget }) => {
    const spent = budget === undefined ? 0n : spentMicros(seen.account(budget))
    return useOf(limit, spent, renewsAt(state, limit, at))
  })
}

function useOf(limit: Limit, spent: Micros, renews: Instant | undefined): LimitUseBody {
  const { id, period, currency } = limit
  const max = BigInt(limit.maxMicros)
  const percent = spent >= max ? 100n : (spent * 100n) / max
  return {
    id: toPublic('lim', id),
    period,
    currency,
    max: toMoneyAndTokens(max, currency),
    spent: toMoneyAndTokens(spent, currency),
    percent: Number(percent),
    sentence: limitSentence(limit, spent),
    renews_at: renews === undefined ? null : toRfc3339(renews),
  }
}

const names = { day: ['a day', 'today'], week: ['a week', 'this week'], month: ['a month', 'this month'] } as const

/** `At most 200 tokens a day: 120 spent today, 80 left.` */
function limitSentence(limit: Pick<Limit, 'period' | 'currency' | 'maxMicros'>, spent: Micros): string {
  const max = BigInt(limit.maxMicros)
  const tokens = (micros: Micros): string => tokensInWords(micros, limit.currency)
  if (limit.period === 'transaction') return `Nothing over ${tokens(max)} goes through at once.`
  const [each, now] = names[limit.period]
  if (spent === 0n) return `At most ${tokens(max)} ${each}. Nothing spent ${now}.`
  const left = max - spent
  const room = left > 0n ? `${tokens(left)} left` : 'nothing left'
  return `At most ${tokens(max)} ${each}. ${tokens(spent)} spent ${now}, ${room}.`
}

/** `1,277.5 tokens`, exact. */
function tokensInWords(micros: Micros, currency: Currency): string {
  const tokens = formatTokens(micros, currency)
  const [whole = '', fraction] = tokens.split('.')
  const grouped = whole.replaceAll(/\B(?=(\d{3})+$)/g, ',')
  return `${grouped}${fraction === undefined ? '' : `.${fraction}`} ${tokens === '1' ? 'token' : 'tokens'}`
}

const inOrder = (a: Limit, b: Limit): number =>
  a.currency === b.currency ? periods.indexOf(a.period) - periods.indexOf(b.period) : a.currency < b.currency ? -1 : 1
