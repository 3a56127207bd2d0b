import type { Decision, Draft } from '@farthing/ledger'
import type { Refusal } from '../platform/http/submit.ts'
import type { NoPlan, Plan } from './define.ts'
import { cannot } from './define.ts'

/**
 * An act's plan, from what its own rule would do: runs the rule on the draft, reads what then stands there, and drops all
 * of it.
 *
 * @param read What the rule has made of the books: before it was run, the caller looks for itself.
 */
export function rehearse(draft: Draft, rule: () => Decision<unknown>, read: () => Plan): Plan | NoPlan {
  let found: Plan | NoPlan | undefined
  draft.attempt(() => {
    const decision = rule()
    found = decision.kind === 'refused' ? cannot(decision.answer as Refusal) : read()
    return { kind: 'refused' } // So that the draft is as it was.
  })
  if (found === undefined) throw new Error('an act was rehearsed, and nothing came of it')
  return found
}
