import { base64url } from './bytes.ts'
import { FarthingError, errorOf } from './errors.ts'
import type { FarthingErrorFacts } from './errors.ts'
import { systemClock, systemRandom, systemSleep, systemTimeLimit } from './runtime.ts'
import type { Clock, Random, Sleep, TimeLimit } from './runtime.ts'
import { urlFrom } from './url.ts'

export type Fetch = (input: string, init: RequestInit) => Promise<Response>

export type FarthingOptions = {
  /** `sk_live_…` or `sk_test_…`. Keep it on your server. */
  apiKey: string | undefined
  /** Where the provider answers, such as `https://wallet.example`. */
  apiUrl: string | undefined
  fetch?: Fetch
  clock?: Clock
  random?: Random
  sleep?: Sleep
  timeLimit?: TimeLimit
  /** Further tries after the first, 0 or more. Default 4: about ten seconds in all. */
  retries?: number
  /** How long one try may take, in milliseconds. Default 15,000. */
  timeoutMilliseconds?: number
  /** How long one call may take, all of its tries and the waits between them, in milliseconds. Default 30,000. */
  totalMilliseconds?: number
}

export type ReadOptions = {
  /** Ends the call, and any wait for a further try. It then throws `aborted`. */
  signal?: AbortSignal | undefined
}

export type CallOptions = ReadOptions & {
  /** Yours wins; without it every POST gets a fresh one, which all of its retries share. */
  idempotencyKey?: string | undefined
}

export type Transport = {
  get(path: string, query?: Record<string, string | number | undefined>, call?: ReadOptions): Promise<unknown>
  post(path: string, body: object, call?: CallOptions): Promise<unknown>
}

type Attempt = { response: Response; body: unknown } | { failed: unknown }
/** What every error of a call says, however the call ended. */
type CallFacts = Pick<FarthingErrorFacts, 'idempotencyKey' | 'attempts' | 'elapsedMilliseconds' | 'doubtful'>

const firstDelayMilliseconds = 250
const longestDelayMilliseconds = 8_000

/**
 * Talks to the provider: keys, retries, time limits. Knows nothing of purchases.
 *
 * @throws TypeError where the key or the URL cannot be right.
 */
export function transport(options: FarthingOptions): Transport {
  const clock = options.clock ?? systemClock
  const random = options.random ?? systemRandom
  const sleep = options.sleep ?? systemSleep
  const timeLimit = options.timeLimit ?? systemTimeLimit
  const send: Fetch = options.fetch ?? ((input, init) => fetch(input, init))
  const retries = options.retries ?? 4
  const base = apiBase(options.apiUrl)
  const apiKey = checkedKey(options.apiKey)

  // A random wait between half and the whole of an exponential delay: enough to separate clients that failed at the
  // same time, and never a busy loop.
  function delayMilliseconds(attempt: number): number {
    const ceiling = Math.min(longestDelayMilliseconds, firstDelayMilliseconds * 2 ** attempt)
    const [high = 0, low = 0] = random(2)
    return Math.round(ceiling / 2 + (ceiling / 2) * ((high * 256 + low) / 65_535))
  }

  async function once(url: string, init: RequestInit, call: CallOptions, leftMilliseconds: number): Promise<Attempt> {
    const limit = timeLimit(Math.min(options.timeoutMilliseconds ?? 15_000, leftMilliseconds))
    try {
      const signal = call.signal ? AbortSignal.any([call.signal, limit]) : limit
      // Redirects are never followed, so that the key is sent nowhere else. `error` would say so, but Cloudflare's
      // workers do not know it.
      const response = await send(url, { ...init, signal, redirect: 'manual' })
      return { response, body: await readJson(response) }
    } catch (failed) {
      return { failed }
    }
  }

  async function request(url: string, init: RequestInit, call: CallOptions, key?: string): Promise<unknown> {
    const began = clock()
    const elapsed = () => Math.max(0, clock() - began)
    const total = options.totalMilliseconds ?? 30_000
    let doubtful = false
    for (let attempts = 0; ;) {
      const facts = () => ({ idempotencyKey: key, attempts, elapsedMilliseconds: elapsed(), doubtful })
      if (isAborted(call)) throw aborted(call, facts())
      const outcome = await once(url, init, call, Math.max(1, total - elapsed()))
      attempts++
      if ('response' in outcome && outcome.response.ok && outcome.body !== undefined) return outcome.body
      if ('failed' in outcome && isAborted(call)) throw aborted(call, facts())
      const error = failureOf(outcome, base, clock(), facts())
      doubtful ||= error.outcome === 'unknown'
      if (attempts > retries || !mayRetry(outcome, error, attempts)) throw error
      const wait = Math.max(delayMilliseconds(attempts - 1), (error.retryAfterSeconds ?? 0) * 1000)
      if (elapsed() + wait >= total) throw error
      await sleep(wait, call.signal)
    }
  }

  const common = { authorization: `Bearer ${apiKey}`, accept: 'application/json' }
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

function checkedKey(apiKey: string | undefined): string {
  if (apiKey === undefined || apiKey === '') {
    throw new TypeError('apiKey is not set: make a key in the vendor console and give it to this server')
  }
  if (/^sk_(live|test)_\S+$/.test(apiKey)) return apiKey
  throw new TypeError('apiKey must begin with sk_live_ or sk_test_, without spaces or quotes around it')
}

function apiBase(apiUrl: string | undefined): string {
  const url = urlFrom(apiUrl ?? '')
  if (url === undefined || (url.protocol !== 'https:' && url.protocol !== 'http:')) {
    throw new TypeError(
      `apiUrl must be the provider's http or https address, such as https://wallet.example${given(apiUrl)}`,
    )
  }
  if (url.search !== '' || url.hash !== '' || url.username !== '' || /\/v1\/*$/.test(url.pathname)) {
    throw new TypeError(`apiUrl must be the provider's address alone, without /v1, query or user${given(apiUrl)}`)
  }
  return url.href.replace(/\/+$/, '')
}

function given(value: string | undefined): string {
  return value === undefined ? ': it is not set' : `: "${value}" is not`
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
function mayRetry(outcome: Attempt, error: FarthingError, attempts: number): boolean {
  if (!('response' in outcome)) return true
  if (error.code === 'redirected') return false
  const { status, ok } = outcome.response
  // The first try may still be running where the second arrives (idempotency-key draft 2.6).
  if (status === 409 && error.code === 'conflict') return attempts > 1
  return ok || status === 429 || status >= 500
}

function failureOf(outcome: Attempt, base: string, now: number, facts: CallFacts): FarthingError {
  if (!('response' in outcome)) {
    const { failed: cause } = outcome
    const detail = `no answer from ${base} (${reasonOf(cause)}): see that apiUrl is right and that this server can reach it`
    return new FarthingError({ code: 'unreachable', status: 0, detail, cause, ...facts })
  }
  const { response } = outcome
  if (isRedirect(response)) {
    const to = response.headers.get('location')
    const where = to === null ? 'redirects elsewhere' : `redirects to ${to}`
    const detail = `${base} ${where}, where the SDK does not follow with your key: set apiUrl to the address at which the provider itself answers`
    return new FarthingError({ code: 'redirected', status: response.status, detail, ...facts })
  }
  if (!response.ok) return errorOf(response, outcome.body, now, facts)
  const kind = response.headers.get('content-type') ?? 'no content type'
  const detail = `${base} answered ${response.status} with ${kind}, not JSON: see that apiUrl is the provider's address`
  return new FarthingError({ code: 'unreachable', status: 0, detail, ...facts })
}

// Runtimes that follow the rule of browsers show nothing of a redirect but that it was one.
function isRedirect({ status, type }: Response): boolean {
  return type === 'opaqueredirect' || (status >= 300 && status < 400)
}

// Node says only "fetch failed"; what failed stands in the cause, with several addresses only as a code.
function reasonOf(failed: unknown): string {
  if (!(failed instanceof Error)) return String(failed)
  const { cause } = failed
  if (!(cause instanceof Error)) return failed.message
  const code = 'code' in cause ? String(cause.code) : ''
  return cause.message === '' ? code || failed.message : cause.message
}

function isAborted({ signal }: ReadOptions): boolean {
  return signal?.aborted ?? false
}

function aborted({ signal }: ReadOptions, facts: CallFacts): FarthingError {
  const detail = 'the signal that came with the call ended it'
  return new FarthingError({ code: 'aborted', status: 0, detail, cause: signal?.reason, ...facts })
}
