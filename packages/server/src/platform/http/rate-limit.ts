import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Clock } from '../clock.ts'
import { seconds } from '../clock.ts'
import { networkOf } from './network.ts'
import { Problem } from './problems.ts'

type Count = { used: number; endsAt: bigint }
export type Quota = { readonly requests: number; readonly seconds: number }

/** Callers that are remembered at once: past it, the oldest is forgotten, so memory is bounded. */
const mostCallers = 50_000

/** Counts what each caller uses in windows of fixed length, in this process. */
export class Quotas {
  readonly #quota: Quota
  readonly #clock: Clock
  readonly #counts = new Map<string, Count>()

  constructor(quota: Quota, clock: Clock) {
    this.#quota = quota
    this.#clock = clock
  }

  /** @returns What is left after `cost`, below zero when it was too much, and in how many seconds all is there again. */
  use(caller: string, cost = 1): { readonly left: number; readonly resetSeconds: number } {
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
    if (this.#counts.size <= mostCallers) return
    const oldest = this.#counts.keys().next()
    if (!oldest.done) this.#counts.delete(oldest.value)
  }
}

/** A key may be invented, and counts for itself alone: one network may send so many times a quota, with whatever keys. */
const keysOfNetwork = 10

/**
 * Limits requests per API key, else per network, and tells so in the headers of draft-ietf-httpapi-ratelimit-headers-11.
 * Whoever tries unknown keys is counted by network: `refused` is told of each.
 */
export function rateLimit(quota: Quota, clock: Clock) {
  const quotas = new Quotas(quota, clock)
  const networks = new Quotas({ ...quota, requests: quota.requests * keysOfNetwork }, clock)
  const policy = `"default";q=${quota.requests};w=${quota.seconds}`
  return {
    /** @returns The problem, where the caller has used up what there is. */
    onRequest(request: FastifyRequest, reply: FastifyReply): Problem | undefined {
      if (quota.requests === 0) return undefined
      const network = networkOf(request.ip)
      const all = networks.use(network)
      const guesses = quotas.use(`guess ${network}`, 0)
      const spent = all.left < 0 ? all : guesses.left > 0 ? undefined : { ...guesses, left: -1 }
      const { left, resetSeconds } = spent ?? quotas.use(callerOf(request) ?? network)
      reply.header('ratelimit-policy', policy)
      reply.header('ratelimit', `"default";r=${Math.max(0, left)};t=${resetSeconds}`)
      if (left >= 0) return undefined
      return new Problem('quota_exceeded', {
        detail: `At most ${quota.requests} requests in ${quota.seconds} seconds. Nothing was done.`,
        retryAfterSeconds: resetSeconds,
      })
    },
    /** A key was unknown: a tenth of the quota goes. */
    refused(request: FastifyRequest): void {
      if (quota.requests > 0) quotas.use(`guess ${networkOf(request.ip)}`, Math.max(1, quota.requests / 10))
    },
  }
}

/** Of a key, the part that is no secret; it ends before the underscore of the secret. */
function callerOf(request: FastifyRequest): string | undefined {
  const key = request.headers.authorization
  return request.url.startsWith('/v1/') && key?.startsWith('Bearer sk_') === true ? key.slice(7, 41) : undefined
}
