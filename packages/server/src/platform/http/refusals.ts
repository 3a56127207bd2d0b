import type { Json } from '@farthing/ledger'
import type { KindOf, ProblemCode } from '../room-claims.ts'

type FactsOf<Kind> = Kind extends { readonly facts: infer Facts } ? { readonly [Fact in keyof Facts]?: Json } : unknown

/**
 * Why a decider said no: a code, the field that is wrong where there is one, words to use instead of the code's own,
 * and the facts that the code's room declares for it. Any other fact does not compile.
 */
export type Refusal = {
  [Code in ProblemCode]: { readonly code: Code; readonly param?: string; readonly detail?: string } & FactsOf<
    KindOf<Code>
  >
}[ProblemCode]
