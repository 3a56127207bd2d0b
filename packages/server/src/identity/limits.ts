import type { Counter } from '../platform/attempts.ts'
import { countAttempt, forgetAttempts, giveBackAttempt } from '../platform/attempts.ts'
import type { Deps } from '../platform/deps.ts'
import type { Say } from '../platform/html/index.ts'
import { isLoopback } from '../platform/urls.ts'

type Limit = {
  /** For one e-mail address from one network, or from one known browser. */
  readonly own: number
  /** From one network, for whatever addresses. */
  readonly network: number
  readonly windowSeconds: number
  /**
   * For one address from all networks in an hour, or in `everywhereSeconds`. Once it is used up, one attempt in so many seconds is still let
   * through.
   */
  readonly everywhere: number
  readonly everywhereSeconds?: number
  readonly thenEverySeconds: number
  /** What was tried too often, for the message. */
  readonly whats: 'passwords' | 'codes' | 'mails'
}

/** How often something may be tried. The limits stop whoever guesses, and not the owner of the address (T21). */
const limits = {
  'sign-in': {
    own: 10,
    network: 100,
    windowSeconds: 900,
    everywhere: 100,
    thenEverySeconds: 60,
    whats: 'passwords',
  },
  // For whoever has a session but not the password. It is a counter of its own, so that they cannot lock the owner out
  // of the sign-in.
  'change-password': {
    own: 10,
    network: 100,
    windowSeconds: 900,
    everywhere: 100,
    thenEverySeconds: 60,
    whats: 'passwords',
  },
  'sign-up': {
    own: 5,
    network: 30,
    windowSeconds: 3_600,
    everywhere: 6,
    thenEverySeconds: 1_200,
    whats: 'mails',
  },
  'desk-sign-in': {
    own: 10,
    network: 100,
    windowSeconds: 900,
    everywhere: 50,
    thenEverySeconds: 60,
    whats: 'passwords',
  },
  // Second factors, of whoever knows the password. Three of a million codes are right at any moment: 44 guesses a day find
  // one in a year with a chance of 1 in 20, and the holder is told on the first day.
  factor: {
    own: 5,
    network: 100,
    windowSeconds: 900,
    everywhere: 20,
    everywhereSeconds: 86_400,
    thenEverySeconds: 3_600,
    whats: 'codes',
  },
  // The same of whoever has a session: a counter of its own, so that they cannot lock the owner out of the sign-in.
  'fresh-login': {
    own: 5,
    network: 100,
    windowSeconds: 900,
    everywhere: 20,
    everywhereSeconds: 86_400,
    thenEverySeconds: 3_600,
    whats: 'codes',
  },
  reset: {
    own: 5,
    network: 30,
    windowSeconds: 3_600,
    everywhere: 6,
    thenEverySeconds: 1_200,
    whats: 'mails',
  },
} as const satisfies Record<string, Limit>

const hour = 3_600

export type Attempted = {
  readonly what: keyof typeof limits
  /** Index of the e-mail address. */
  readonly index: string
  /** Network. */
  readonly address: string
  /** A browser in which this user has signed in before: it has a counter of its own, and no other counts for it. */
  readonly browser?: string | undefined
}

/**
 * Counts an attempt, for known and unknown e-mail addresses alike.
 *
 * @throws {Problem} quota_exceeded
 */
export async function refuseTooMany(deps: Deps, attempted: Attempted): Promise<void> {
  const { network, own, everywhere } = countersOf(deps, attempted)
  await countAttempt(deps, [...network, own, ...everywhere])
}

/**
 * It was not a guess: it does not count in the shared counters, and what was mistyped from there before no longer
 * counts.
 */
export async function wasRight(deps: Deps, attempted: Attempted): Promise<void> {
  const { network, own, everywhere } = countersOf(deps, attempted)
  await forgetAttempts(deps, own)
  for (const counter of [...network, ...everywhere]) await giveBackAttempt(deps, counter)
}

/** Who tries now has proven in another way who they are: what was mistyped from there before no longer counts. */
export const beginAgain = (deps: Deps, attempted: Attempted): Promise<void> =>
  forgetAttempts(deps, countersOf(deps, attempted).own)

type Counters = {
  readonly own: Counter
  readonly network: readonly Counter[]
  readonly everywhere: readonly Counter[]
}

function countersOf(deps: Deps, { what, index, address, browser }: Attempted): Counters {
  const {
    own,
    network,
    windowSeconds,
    everywhere,
    everywhereSeconds = hour,
    thenEverySeconds,
    whats,
  }: Limit = limits[what]
  const mine = { attempts: own, windowSeconds }
  if (browser !== undefined) {
    const words = (t: Say) => t(`server.attempts.browser.${whats}`)
    return { own: { ...mine, of: [what, 'browser', browser], words }, network: [], everywhere: [] }
  }
  return {
    own: {
      ...mine,
      of: [what, index, address],
      words: (t) => t(`server.attempts.own.${whats}`, { network: address }),
    },
    network: isOwnMachine(deps, address)
      ? []
      : [
          {
            of: [`${what} from`, address],
            attempts: network,
            windowSeconds,
            words: (t) => t(`server.attempts.network.${whats}`, { network: address }),
          },
        ],
    everywhere: [
      {
        of: [`${what} for`, index],
        attempts: everywhere,
        windowSeconds: everywhereSeconds,
        thenEverySeconds,
        words: (t) => t(`server.attempts.everywhere.${whats}`),
      },
    ],
  }
}

/** In development everybody comes from one address. */
const isOwnMachine = ({ config }: Deps, address: string): boolean =>
  config.mode === 'development' && isLoopback(address)
