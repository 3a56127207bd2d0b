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

/** Why the provider blocked an account. */
export const blockReasons = ['asked_for', 'unauthorized_use', 'suspected_fraud', 'debt', 'legal'] as const
export type BlockReason = (typeof blockReasons)[number]

/** A payer account: its one row names all that a purchase must read of it. */
export type PayerState = {
  /** Of a blocked account nothing is spent and nothing is set: docs/acts.md says what goes on. */
  readonly status: 'open' | 'blocked' | 'closed'
  /** Of a blocked one: since when (micro-seconds, decimal), and why. */
  readonly blocked?: { readonly since: string; readonly why: BlockReason }
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
   * The assets of which a debt was ever written down. What the payer owes of them is no more to be spent, wherever
   * it comes from: a hold that is given back stands in the wallet beside the debt, until new funds repay it.
   */
  readonly owing?: readonly string[]
  /**
   * After the zone was changed: the periods that ran at that time, by their first days (since 1970-01-01). They go on
   * until `until` (micro-seconds, decimal), and until the new zone has left them too, so that changing the zone opens
   * no new budget.
   */
  readonly keptPeriods?: Readonly<Record<'day' | 'week' | 'month', { readonly start: number; readonly until: string }>>
}

export const payers = defineTable('payers', { state: jsonb<PayerState>(), openedAt: fixed(int8()) })
