import { hash, verify } from '@node-rs/argon2'
import type { Deps } from '../platform/deps.ts'
import { Problem } from '../platform/http/problems.ts'

export const shortestPassword = 10
const longestPassword = 200

/** Passwords that attackers try first; only those that would be long enough. */
const common = new Set([
  '0123456789', '1234567890', '12345678910', '123456789a', '1111111111', '0987654321', '1q2w3e4r5t', '1qaz2wsx3edc',
  'qwertyuiop', 'qwerty12345', 'asdfghjkl1', 'abcdefghij', 'password12', 'password123', 'password1234', 'passw0rd123',
  'iloveyou123', 'iloveyou12', 'letmein123', 'welcome123', 'administrator', 'changeme123', 'qwerty123456', 'football123',
  'baseball123', 'superman123', 'princess123', 'sunshine123', 'farthing123',
]) // prettier-ignore

/**
 * Why a password is not accepted; `undefined`: it is. Only length and obvious passwords are checked, after NIST SP
 * 800-63B.
 */
export function passwordError(
  password: string,
  email: string,
): 'missing' | 'too_short' | 'too_long' | 'too_common' | undefined {
  if (password === '') return 'missing'
  if (password.length < shortestPassword) return 'too_short'
  if (password.length > longestPassword) return 'too_long'
  const plain = password.toLowerCase()
  return common.has(plain) || plain === email || new Set(plain).size < 4 ? 'too_common' : undefined
}

/**
 * OWASP's minimum for argon2id: 19 MiB, two passes; about 60 ms of one core. 2 means argon2id: the package exports it
 * as a const enum, which cannot be named where types are only stripped.
 */
// 2 is argon2id: the package's enum is one of the kind that types alone cannot name.
const cost = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/** So many at once, and so many waiting in each queue: memory and waiting are bounded. */
const atOnce = 2
const maxWaiting = 64
let running = 0
/**
 * Requests from a known browser are served first: those who guess can fill only the other queue. But every second place
 * goes to that other queue: anybody can sign in again and again from a browser of their own, and must not hold up the
 * others for ever.
 */
const [waitingAhead, waiting]: [(() => void)[], (() => void)[]] = [[], []]
let lastWasAhead = false

/** argon2id, with a pepper that is not in the database. @throws {Problem} overloaded */
export function hashPassword(deps: Deps, password: string): Promise<string> {
  return queued(() => hash(password.normalize('NFKC'), { ...cost, secret: pepper(deps) }))
}

/**
 * Whether the password is right. Where there is no hash, it takes as long and the answer is no (T21).
 *
 * @param options.ahead Is served before those whose browser is not known.
 *
 * @throws {Problem} overloaded
 */
export async function isPassword(
  deps: Deps,
  password: string,
  passwordHash: string | undefined,
  { ahead = false }: { readonly ahead?: boolean } = {},
): Promise<boolean> {
  const against = passwordHash ?? (await decoyOf(deps))
  const queue = ahead ? waitingAhead : waiting
  const right = await queued(() => verify(against, password.normalize('NFKC'), { secret: pepper(deps) }), queue)
  return right && passwordHash !== undefined
}

const peppers = new WeakMap<Deps, Buffer>()
function pepper(deps: Deps): Buffer {
  const known = peppers.get(deps) ?? deps.secrets.derive('pepper')
  peppers.set(deps, known)
  return known
}

/** A hash that no password has, made once, before anybody can measure how long it takes: see `warmUp`. */
const decoys = new WeakMap<Deps, Promise<string>>()
function decoyOf(deps: Deps): Promise<string> {
  const known = decoys.get(deps) ?? hashPassword(deps, deps.random.bytes(32).toString('hex'))
  decoys.set(deps, known)
  return known
}

async function queued<T>(work: () => Promise<T>, queue = waiting): Promise<T> {
  if (running >= atOnce) {
    if (queue.length >= maxWaiting) throw new Problem('overloaded', { retryAfterSeconds: 5 })
    await new Promise<void>((resolve) => queue.push(resolve))
  } else running += 1
  try {
    return await work()
  } finally {
    const [first, second] = lastWasAhead ? [waiting, waitingAhead] : [waitingAhead, waiting]
    lastWasAhead = (first.length > 0 ? first : second) === waitingAhead
    const next = first.shift() ?? second.shift()
    if (next === undefined) running -= 1
    else next() // Our place goes to it.
  }
}
