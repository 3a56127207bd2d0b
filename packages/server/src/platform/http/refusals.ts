// What a refusal says beside its code, and who may read it.
import type { Json } from '@farthing/ledger'
import type { ProblemCode } from './problems.ts'

/** Who reads an answer: the payer, on our own pages, or the vendor's server and team. */
export type Audience = 'payer' | 'vendor'

/**
 * Every fact that a refusal may carry, and who may read it. A vendor never learns what a payer holds, lacks or allows
 * (T14). Facts that reach somebody stand in the refusal as the API writes them.
 */
export const audienceOfFacts = {
  /** The purchase that has the reference: `id` and `status`. */
  order_reference_used: { purchase: 'vendor' },
  already_ended: { purchase_status: 'both' },
  not_authorized: { purchase_status: 'both' },
  amount_above_hold: { held: 'vendor' },
  amount_above_captured: { left: 'vendor' },
  licence_held: { entitlement: 'both' },
  insufficient_funds: { short: 'payer', currency: 'payer' },
  limit_exceeded: { limit: 'payer', period: 'payer', left: 'payer' },
  mandate_exceeded: { left: 'payer' },
} as const satisfies { readonly [Code in ProblemCode]?: Readonly<Record<string, Audience | 'both'>> & NoneOfRfc9457 }

/** Names that a problem has already. */
type NoneOfRfc9457 = { readonly [Name in 'type' | 'title' | 'status' | 'detail' | 'instance' | 'code']?: never }

type Declared = typeof audienceOfFacts
type FactsOf<Code> = Code extends keyof Declared ? { readonly [Fact in keyof Declared[Code]]?: Json } : unknown

/**
 * Why a decider said no: a code, the field where one is to blame, words in place of the code's own, and the facts that
 * are declared for that code; another does not compile.
 */
export type Refusal = {
  [Code in ProblemCode]: { readonly code: Code; readonly param?: string; readonly detail?: string } & FactsOf<Code>
}[ProblemCode]

/** The facts of a refusal that `reader` may learn; whatever else stands beside them in the log stays there. */
export function factsFor(audience: Audience, refusal: Refusal): Readonly<Record<string, Json>> {
  const readers: Readonly<Record<string, Audience | 'both'>> =
    refusal.code in audienceOfFacts ? audienceOfFacts[refusal.code as keyof Declared] : {}
  const facts: Readonly<Record<string, Json | undefined>> = refusal
  const told = Object.entries(readers).flatMap(([name, who]) => {
    const value = facts[name]
    return value !== undefined && (who === audience || who === 'both') ? [[name, value] as const] : []
  })
  return Object.fromEntries(told)
}
