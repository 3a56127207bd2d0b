import { base64url } from './bytes.ts'
import { FarthingError, errorOf, retryAfterSeconds } from './errors.ts'
import { systemClock, systemRandom, systemSleep } from './runtime.ts'
import type { Clock, Random, Sleep } from './runtime.ts'

export type Fetch = (input: string, init: RequestInit) => Promise<Response>

export type FarthingOptions = {
  /** `sk_live_…` or `sk_test_…`. Keep it on your server. */
  apiKey: string
  /** Where the provider answers, such as `https://wallet.example`. */
  apiUrl: string
  fetch?: Fetch
  clock?: Clock
  random?: Random
  sleep?: Sleep
  /** Further tries after the first, 0 or more. Default 4: about ten seconds in all. */
  retries?: number
  /** How long one try may take, in milliseconds. Default 15,000. */
  timeoutMilliseconds?: number
}

export type CallOptions = {
  /** Yours wins; without it every POST gets a fresh one, which all of its retries share. */
  idempotencyKey?: string
  signal?: AbortSignal
}

export type Transport = {
  get(path: string, query?: Record<string, string | number | undefined>, call?: CallOptions): Promise<unknown>
  post(path: string, body: object, call?: CallOptions): Promise<unknown>
}

type Attempt = { response: Response; body: unknown } | { failed: unknown }

const firstDelayMilliseconds = 250
const longestDelayMilliseconds = 8_000
const longestWaitSeconds = 60

/** Talks to the provider: keys, retries, time limits. Knows nothing of purchases. */
export function transport(options: FarthingOptions): Transport {
  const clock = options.clock ?? systemClock
  const random = options.random ?? systemRandom
  const sleep = options.sleep ?? systemSleep
  const send: Fetch = options.fetch ?? ((input, init) => fetch(input, init))
  const retries = options.retries ?? 4
  const base = apiBase(options.apiUrl)
  if (!/^sk_(live|test)_\S+$/.test(options.apiKey)) throw new TypeError('apiKey must begin with sk_live_ or sk_test_')

  // A jitter between half and the whole of an exponential delay: enough to part
  // clients that failed together, never a hot loop.
  function delayMilliseconds(attempt: number): number {
    const ceiling = Math.min(longestDelayMilliseconds, firstDelayMilliseconds * 2 ** attempt)
    const [high = 0, low = 0] = random(2)
    return Math.round(ceiling / 2 + (ceiling / 2) * ((high * 256 + low) / 65_535))
  }

  async function once(url: string, init: RequestInit, call: CallOptions): Promise<Attempt> {
    const limit = AbortSignal.timeout(options.timeoutMilliseconds ?? 15_000)
    try {
      const signal = call.signal ? AbortSignal.any([call.signal, limit]) : limit
      const response = await send(url, { ...init, signal, redirect: 'error' })
      return { response, body: await readJson(response) }
    } catch (failed) {
      if (call.signal?.aborted) throw failed
      return { failed }
    }
  }

  async function request(url: string, init: RequestInit, call: CallOptions, key?: string): Promise<unknown> {
    for (let attempt = 0; ; attempt++) {
      const outcome = await once(url, init, call)
      if ('response' in outcome && outcome.response.ok && outcome.body !== undefined) return outcome.body
      const error = failureOf(outcome, clock(), key)
      if (attempt >= retries || !mayRetry(outcome, error, attempt)) throw error
      const told = 'response' in outcome ? retryAfterSeconds(outcome.response.headers, clock()) : undefined
      if (told !== undefined && told > longestWaitSeconds) throw error
      await sleep(Math.max(delayMilliseconds(attempt), (told ?? 0) * 1000))
    }
  }

  const common = { authorization: `Bearer ${options.apiKey}`, accept: 'application/json' }
  return {
    get(path, query = {}, call = {}) {
      const url = new URL(base + path)
      for (const [name, value] of Object.entries(query)) {
        if (value !== undefined) url.searchParams.set(name, String(value))
      }
      return request(url.href, { method: 'GET', headers: common }, call)
    },
    post(path, body, call = {}) {
      const key = call.idempotencyKey ?? `sdk_${base64url(random(18))}`
      const headers = { ...common, 'content-type': 'application/json', 'idempotency-key': key }
      return request(base + path, { method: 'POST', headers, body: JSON.stringify(body) }, call, key)
    },
  }
}

function apiBase(apiUrl: string): string {
  const url = new URL(apiUrl)
  if (url.protocol !== 'https:' && url.protocol !== 'http:') throw new TypeError('apiUrl must be http or https')
  return url.href.replace(/\/+$/, '')
}

async function readJson(response: Response): Promise<unknown> {
  const text = await response.text()
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

// A network error, a time limit and an answer that is no JSON all mean the same:
// we do not know, and the same key makes asking again safe.
function mayRetry(outcome: Attempt, error: FarthingError, attempt: number): boolean {
  if (!('response' in outcome)) return true
  const { status, ok } = outcome.response
  // The first try may still be running where the second arrives (idempotency-key draft 2.6).
  if (status === 409 && error.code === 'conflict') return attempt > 0
  return ok || status === 429 || status >= 500
}

function failureOf(outcome: Attempt, now: number, idempotencyKey?: string): FarthingError {
  if ('response' in outcome && !outcome.response.ok) {
    return errorOf(outcome.response, outcome.body, now, idempotencyKey)
  }
  const cause = 'failed' in outcome ? outcome.failed : undefined
  const detail = cause instanceof Error ? cause.message : 'the answer was not JSON'
  return new FarthingError({ code: 'unreachable', status: 0, detail, cause, idempotencyKey })
}
