import type { Id } from '@farthing/ledger'
import { defineTable, fixed, id, int8, jsonb, optional, text } from '@farthing/ledger'
import type { SubjectKind } from '../staff/index.ts'
import type { Currency, Money } from '../platform/money.ts'

/** A value of a plan, as the API writes it. */
export type PlanValue =
  | { readonly kind: 'money'; readonly money: Money }
  | { readonly kind: 'count'; readonly count: number }
  /** A code, such as a status: the screen has its words. */
  | { readonly kind: 'word'; readonly word: string }
  /** A text that `keep` gave, such as who is invited: the log has its identifier alone, and the plan shows it. */
  | { readonly kind: 'kept'; readonly kept: Id }
  /** Written by people, or a name that stays as it is. */
  | { readonly kind: 'text'; readonly text: string }
  /** RFC 3339. */
  | { readonly kind: 'at'; readonly at: string }
  /** A public identifier. */
  | { readonly kind: 'id'; readonly id: string }

/** One thing that an act changes. `what` is a code: the screen has its words. `null`: it is not there. */
export type PlanLine = {
  readonly what: string
  readonly before: PlanValue | null
  readonly after: PlanValue | null
  /** Shown beside: where it changes until the approval, the act is the same all the same. Such as a balance. */
  readonly beside?: true
}

/** When an act needs a second person: `above` amounts of micro-units, a currency that is not named from zero on. */
export type Second =
  | { readonly when: 'never' | 'always' }
  | { readonly when: 'above'; readonly amounts: { readonly [Code in Currency]?: string } }

/** Why an act waits for a second person. */
export type WhySecond = 'always' | 'above_limit' | 'above_limit_with_others'

export const staffActs = defineTable('staff_acts', {
  act: fixed(text()),
  input: fixed(jsonb()),
  staff: fixed(id()),
  reason: fixed(text()),
  subjectKind: fixed(optional(text<SubjectKind>())),
  subject: fixed(optional(id())),
  plan: fixed(jsonb<{ readonly lines: readonly PlanLine[]; readonly payer: Id | null }>()),
  planHash: fixed(text()),
  /** `finishing`: done in the books, and what is outside them is not made certain yet. */
  status: text<'waiting' | 'finishing' | 'done' | 'refused' | 'withdrawn' | 'lapsed'>(),
  whySecond: fixed(optional(text<WhySecond>())),
  answer: optional(jsonb()),
  createdAt: fixed(int8()),
  /** Until when a second person may approve it. */
  expiresAt: fixed(optional(int8())),
  second: optional(id()),
  secondReason: optional(text()),
  endedAt: optional(int8()),
})

export const actRules = defineTable('act_rules', {
  act: fixed(text()),
  second: jsonb<Second>(),
  changedAt: int8(),
})

export const actUses = defineTable('act_uses', {
  /** Micro-seconds and micro-units, decimal, oldest first. */
  recent: jsonb<readonly (readonly [at: string, micros: string])[]>(),
})
