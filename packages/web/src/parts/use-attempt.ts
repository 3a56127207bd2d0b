import { useState } from 'react'
import { asProblem, isOutcomeUnknown } from '../api/problem.ts'
import { mintAttempt } from '../platform/attempt.ts'

type Attempted = {
  readonly attempt: string
  /** Call it when it was done, or when something else is to be sent. Gives the next identifier. */
  readonly renew: () => string
  /** Call it with what was thrown: a refusal ends the attempt, an answer that got lost does not. */
  readonly failed: (thrown: unknown) => void
}

/** One attempt's identifier. It stays the same until an answer came, so that what is sent again counts once. */
export function useAttempt(): Attempted {
  const [attempt, set] = useState(mintAttempt)
  const renew = () => {
    const next = mintAttempt()
    set(next)
    return next
  }
  const failed = (thrown: unknown) => {
    if (!isOutcomeUnknown(asProblem(thrown))) renew()
  }
  return { attempt, renew, failed }
}
