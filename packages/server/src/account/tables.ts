import type { Id } from '@farthing/ledger'
import { defineTable, fixed, int8, jsonb } from '@farthing/ledger'
import type { Currency } from '../platform/money.ts'

/** Which part of what an account buys a spending limit counts. */
export type LimitScope =
  /** What is bought of one vendor (R24). */
  | { readonly kind: 'vendor'; readonly vendor: Id }
  /** What one member buys, or a mandate that they gave. */
  | { readonly kind: 'member'; readonly member: Id }
  /** What is paid from the account's wallet of the limit's currency. */
  | { readonly kind: 'wallet' }
  | { readonly kind: 'item_kind'; readonly itemKind: 'content' | 'goods' | 'service' }

/**
 * Over how long a spending limit counts (R23): each purchase alone (`transaction`), the account's day, week or month,
 * or today and the days before it, `days` in all.
 */
export type LimitWindow =
  | { readonly period: 'transaction' | 'day' | 'week' | 'month' }
  | { readonly period: 'last_days'; readonly days: number }
export type Period = LimitWindow['period']

export type Limit = LimitWindow & {
  readonly id: Id
  /** Left out: all that the account buys. */
  readonly scope?: LimitScope
  readonly currency: Currency
  readonly maxMicros: string
}

/** A grant as the payer's row names it, in the order of spending. */
export type GrantRef = {
  readonly id: Id
  readonly asset: string
  /** Where alone it may be spent; `null`: anywhere. */
  readonly vendor: Id | null
  /** Micro-seconds, decimal. */
  readonly expiresAt: string
}

/** A payer account: its one row names all that a purchase must read of it. */
export type PayerState = {
  readonly status: 'open' | 'closed'
  /** Users, all with the same privileges (R33). */
  readonly members: readonly Id[]
  /** IANA name: limits follow its days, weeks (from Monday) and months. */
  readonly timeZone: string
  /** Currencies of its wallets, in the order of opening. */
  readonly wallets: readonly Currency[]
  readonly grants: readonly GrantRef[]
  readonly limits: readonly Limit[]
  /** Whether the welcome grant was given: once an account. */
  readonly welcomed: boolean
  /**
   * After the zone was changed: the periods that ran at that time, by their first days (since 1970-01-01). They go on
   * until `until` (micro-seconds, decimal), and until the new zone has left them too, so that changing the zone opens
   * no new budget.
   */
  readonly keptPeriods?: Readonly<Record<'day' | 'week' | 'month', { readonly start: number; readonly until: string }>>
}

export const payers = defineTable('payers', { state: jsonb<PayerState>(), openedAt: fixed(int8()) })
