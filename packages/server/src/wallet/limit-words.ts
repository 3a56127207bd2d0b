// Spending limits in words.
import type { Id } from '@farthing/ledger'
import type { LimitScope } from '../account/index.ts'
import type { ItemKind } from '../catalog/index.ts'
import type { Say } from '../platform/html/index.ts'
import { tokensText } from '../platform/html/index.ts'
import type { Micros } from '../platform/money.ts'
import type { Standing } from './limits.ts'

/** What a limit counts, as people are told it; `null`: all. */
export type ToldScope =
  | { readonly kind: 'wallet' | 'member' }
  | { readonly kind: 'vendor'; readonly name: string }
  | { readonly kind: 'item_kind'; readonly itemKind: ItemKind }
  | null

export function toldScope(scope: LimitScope | undefined, nameOf: (vendor: Id) => string): ToldScope {
  switch (scope?.kind) {
    case undefined:
      return null
    case 'wallet':
    case 'member':
      return { kind: scope.kind }
    case 'vendor':
      return { kind: 'vendor', name: nameOf(scope.vendor) }
    case 'item_kind':
      return { kind: 'item_kind', itemKind: scope.itemKind }
  }
}

/** `today’s limit at Halfstep Records`: a limit's name or maximum, with what it counts. */
export function withScope(t: Say, what: string, scope: ToldScope): string {
  switch (scope?.kind) {
    case undefined:
      return what
    case 'wallet':
    case 'member':
      return t(`server.limit.scope.${scope.kind}`, { what })
    case 'vendor':
      return t('server.limit.scope.vendor', { what, vendor: scope.name })
    case 'item_kind':
      return t(`server.limit.scope.${scope.itemKind}`, { what })
  }
}

/** `At most 200 tokens a day at Halfstep Records. 120 tokens spent today, 80 tokens left.` */
export function limitSentence(t: Say, standing: Standing, nameOf: (vendor: Id) => string): string {
  const { limit, maxMicros, spentMicros, heldMicros, leftMicros } = standing
  const { period, currency } = limit
  const scope = toldScope(limit.scope, nameOf)
  const tokens = (micros: Micros): string => tokensText(t, micros, currency)
  if (period === 'transaction') return onceSentence(t, tokens(maxMicros), scope)
  const count = period === 'last_days' ? limit.days : 0
  const max = withScope(t, t(`server.limit.max.${period}`, { tokens: tokens(maxMicros), count }), scope)
  const counted = spentMicros + heldMicros
  if (counted === 0n) return t('server.limit.sentences', { max, use: t(`server.limit.nothing.${period}`, { count }) })
  const free = t(`server.limit.spent.${period}`, { tokens: tokens(counted), count })
  const spent = heldMicros === 0n ? free : t('server.limit.held', { spent: free, tokens: tokens(heldMicros) })
  const use =
    leftMicros > 0n
      ? t('server.limit.left', { spent, tokens: tokens(leftMicros) })
      : t('server.limit.noneLeft', { spent })
  return t('server.limit.sentences', { max, use })
}

function onceSentence(t: Say, tokens: string, scope: ToldScope): string {
  if (scope === null) return t('server.limit.once.all', { tokens })
  if (scope.kind === 'vendor') return t('server.limit.once.vendor', { tokens, vendor: scope.name })
  return t(`server.limit.once.${scope.kind === 'item_kind' ? scope.itemKind : scope.kind}`, { tokens })
}
