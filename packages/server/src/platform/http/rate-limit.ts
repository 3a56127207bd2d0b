import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Clock } from '../clock.ts'
import { seconds } from '../clock.ts'
import { sha256 } from '../secrets.ts'
import { networkOf } from './network.ts'
import type { ProblemCode, Problems } from './problems.ts'
import { Problem } from './problems.ts'
import type { Say } from '../html/say.ts'

type Count = { used: number; endsAt: bigint }
export type Quota = { readonly requests: number; readonly seconds: number }
/** What is left, below zero when it was too much, and in how many seconds all is there again. */
export type Used = { readonly left: number; readonly resetSeconds: number }

/** How many callers are remembered: beyond that the oldest is forgotten, so that memory is bounded. */
const maxCallers = 50_000

/** Counts what each caller uses in windows of fixed length, in this process. */
export class Quotas {
  readonly #quota: Quota
  readonly #clock: Clock
  readonly #counts = new Map<string, Count>()

  constructor(quota: Quota, clock: Clock) {
    this.#quota = quota
    this.#clock = clock
  }

  use(caller: string, cost = 1): Used {
    const now = this.#clock.now()
    let count = this.#counts.get(caller)
    if (count === undefined || count.endsAt <= now) {
      this.#counts.delete(caller)
      count = { used: 0, endsAt: now + seconds(this.#quota.seconds) }
      this.#counts.set(caller, count)
      this.#forgetOldest()
    }
    count.used += cost
    return {
      left: this.#quota.requests - count.used,
      resetSeconds: Number((count.endsAt - now + 999_999n) / 1_000_000n),
    }
  }

  #forgetOldest(): void {
    if (this.#counts.size <= maxCallers) return
    const oldest = this.#counts.keys().next()
    if (!oldest.done) this.#counts.delete(oldest.value)
  }
}

/** What was seen lately, at most so many. */
class Recent {
  readonly #seen = new Set<string>()
  add(each: string): void {
    if (this.#seen.has(each)) return
    this.#seen.add(each)
    if (this.#seen.size > maxCallers) for (const oldest of this.#seen) return this.forget(oldest)
  }
  has(each: string): boolean {
    return this.#seen.has(each)
  }
  forget(each: string): void {
    this.#seen.delete(each)
  }
}

/**
 * What ends a request before its key is known to be somebody's, and how many hundredths of a window's requests it takes
 * of what its network may send of such: ten unknown keys are the most.
 */
const unprovenCosts: Readonly<Partial<Record<ProblemCode, number>>> = {
  unauthorized: 10,
  not_found: 1,
  invalid_request: 1,
  malformed_url: 1,
  malformed_body: 1,
  unsupported_media_type: 1,
  body_too_large: 1,
}

/**
 * Limits requests, and tells so in the headers of draft-ietf-httpapi-ratelimit-headers-11. Whoever is refused is
 * refused for what they did themselves:
 *
 * - a request with an API key counts for that key, whole: who does not have its secret cannot use its quota up;
 * - any other counts for its network;
 * - one with a key that fails before the key is known to be somebody's counts for its network as well, and those alone
 *   are refused for it: a good request with a good key is never asked where others come from.
 *
 * What is urgent, as the health address is, is neither counted nor refused.
 */
export function rateLimit(quota: Quota, clock: Clock, problems: Problems) {
  const [keys, networks, unproven] = [new Quotas(quota, clock), new Quotas(quota, clock), new Quotas(quota, clock)]
  const proven = new Recent()
  const without = quota.requests === 0
  const limitIn = (t: Say): string =>
    t('server.attempts.limit', { count: quota.requests, span: t('server.span.seconds', { count: quota.seconds }) })

  const tell = (reply: FastifyReply, name: string, { left, resetSeconds }: Used): void => {
    reply.header('ratelimit-policy', `"${name}";q=${quota.requests};w=${quota.seconds}`)
    reply.header('ratelimit', `"${name}";r=${Math.max(0, left)};t=${resetSeconds}`)
  }
  const refusal = (whyIn: (t: Say) => string, { resetSeconds }: Used): Problem =>
    new Problem('quota_exceeded', {
      detail: (t) =>
        t('server.attempts.refused', { why: whyIn(t), span: t('server.span.seconds', { count: resetSeconds }) }),
      retryAfterSeconds: resetSeconds,
    })

  return {
    /** @returns The problem, where the caller has used up what there is. */
    onRequest(request: FastifyRequest, reply: FastifyReply): Problem | undefined {
      if (without || request.routeOptions.config.urgent === true) return undefined
      const key = keyOfCaller(request)
      if (key !== undefined) {
        const used = keys.use(key)
        tell(reply, 'key', used)
        return used.left >= 0 ? undefined : refusal((t) => t('server.attempts.key', { limit: limitIn(t) }), used)
      }
      const network = networkOf(request.ip)
      const used = networks.use(network)
      tell(reply, 'network', used)
      return used.left >= 0
        ? undefined
        : refusal((t) => t('server.attempts.requests', { network, limit: limitIn(t) }), used)
    },
    /** A request failed. @returns The problem to answer with: another, where its network sent too many such. */
    onProblem(problem: Problem, request: FastifyRequest, reply: FastifyReply): Problem {
      const key = without ? undefined : keyOfCaller(request)
      const cost = unprovenCosts[problem.code]
      if (key === undefined || cost === undefined || (problem.code === 'not_found' && !request.is404)) return problem
      if (problem.code === 'unauthorized') proven.forget(key)
      else if (proven.has(key)) return problem
      const network = networkOf(request.ip)
      const used = unproven.use(network, cost * Math.max(1, quota.requests / 100))
      if (used.left >= 0) return problem
      tell(reply, 'unproven', used)
      const { title } = problems[problem.code]
      return refusal((t) => t('server.attempts.keys', { title, network }), used)
    },
    /** A request was answered well, so its key is a real one. */
    onResponse(request: FastifyRequest, status: number): void {
      const key = without || status >= 400 ? undefined : keyOfCaller(request)
      if (key !== undefined) proven.add(key)
    },
  }
}

/** The hash of what a caller sent as an API key, true or not, where an API key is asked for or nothing is. */
function keyOfCaller(request: FastifyRequest): string | undefined {
  const { authorization } = request.headers
  if (authorization === undefined || !request.url.startsWith('/v1/')) return undefined
  const key = /^Bearer +(sk_\S+)$/i.exec(authorization)?.[1]
  return key !== undefined && (request.is404 || takesKeys(request)) ? sha256(key).toString('base64') : undefined
}

/** Whether the route asks for an API key: then nobody gets past it without one. */
const takesKeys = (request: FastifyRequest): boolean =>
  request.routeOptions.schema?.security?.some((each) => 'secretKey' in each) === true
