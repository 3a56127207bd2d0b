import { countAttempt } from '../platform/attempts.ts'
import type { Deps } from '../platform/deps.ts'
import { Problem } from '../platform/http/problems.ts'

/** How often something may be tried, for one e-mail address and from one network address (T21). */
const limits = {
  'sign-in': { perEmail: 10, perAddress: 100, windowSeconds: 900 },
  'sign-up': { perEmail: 5, perAddress: 30, windowSeconds: 3_600 },
  reset: { perEmail: 5, perAddress: 30, windowSeconds: 3_600 },
} as const

export type Attempted = {
  readonly what: keyof typeof limits
  /** Index of the e-mail address. */
  readonly index: string
  /** Network address. */
  readonly address: string
}

/**
 * Counts an attempt, for known and unknown e-mail addresses alike.
 *
 * @throws {Problem} quota_exceeded
 */
export async function refuseTooMany(deps: Deps, { what, index, address }: Attempted): Promise<void> {
  const { perEmail, perAddress, windowSeconds } = limits[what]
  const seconds =
    (isOwnMachine(deps, address)
      ? undefined
      : await countAttempt(deps, { attempts: perAddress, windowSeconds }, `${what} from`, address)) ??
    (await countAttempt(deps, { attempts: perEmail, windowSeconds }, what, index))
  if (seconds !== undefined) {
    throw new Problem('quota_exceeded', { detail: 'Too many attempts.', retryAfterSeconds: seconds })
  }
}

/** In development everybody comes from one address. */
const isOwnMachine = ({ config }: Deps, address: string): boolean =>
  config.mode === 'development' && /^(127\.|::1$|::ffff:127\.)/.test(address)
