import { useState } from 'react'
import { asProblem, isOutcomeUnknown } from '../api/problem.ts'
import { mintAttempt } from '../platform/attempt.ts'
import { useDraft } from './use-draft.ts'

type Attempted = {
  readonly attempt: string
  /** Call it when it was done, or when something else is to be sent. Gives the next identifier. */
  readonly renew: () => string
  /** Call it with what was thrown: a refusal ends the attempt, a lost answer does not. */
  readonly failed: (thrown: unknown) => void
}

/** Refusals that come before the attempt is looked up: they do not say what the same attempt led to before. */
const undecided = new Set(['signed_out', 'wrong_origin', 'quota_exceeded', 'overloaded'])

/**
 * One attempt's identifier. It stays the same until an answer came, so that what is sent again counts once: also where
 * somebody must sign in between.
 *
 * @param form As for `useDraft`.
 */
export function useAttempt(form: string): Attempted {
  const [minted, mint] = useState(mintAttempt)
  // An attempt that may have been done is kept as typed text is.
  const open = useDraft(`${form} attempt`)
  const attempt = open.value ?? minted
  const renew = () => {
    const next = mintAttempt()
    mint(next)
    open.set(undefined)
    return next
  }
  const failed = (thrown: unknown) => {
    const problem = asProblem(thrown)
    if (isOutcomeUnknown(problem)) open.set(attempt)
    else if (open.value === undefined || !undecided.has(problem.code)) renew()
  }
  return { attempt, renew, failed }
}
