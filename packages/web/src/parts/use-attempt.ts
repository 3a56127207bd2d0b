import { useState } from 'react'
import { mintAttempt } from '../platform/attempt.ts'

/**
 * One attempt's identifier. It stays the same until `renew`: call that when an answer came, done or refused, never
 * when none came, for then the same attempt is sent again.
 */
export function useAttempt(): { attempt: string; renew: () => void } {
  const [attempt, set] = useState(mintAttempt)
  return { attempt, renew: () => set(mintAttempt()) }
}
