import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { farthing } from './client.ts'
import { FarthingError } from './errors.ts'
import { money } from './price.ts'
import { systemSleep } from './runtime.ts'
import { freePort } from './testing/free-port.ts'
import { standInProvider } from './testing/index.ts'
import type { StandInProvider } from './testing/index.ts'
import type { FarthingOptions, Fetch } from './transport.ts'

let provider: StandInProvider
let waits: number[]

beforeAll(async () => {
  provider = await standInProvider()
  provider.book.sites.add('http://shop.test/')
})
afterAll(() => provider.close())
beforeEach(() => {
  waits = []
  provider.calls.length = 0
})

const client = (options: { retries?: number } = {}) =>
  farthing({ apiKey: provider.apiKey, apiUrl: provider.url, sleep: async () => {}, ...options })

let orders = 0
const anOrder = () => ({
  item: { sku: 'essay', title: 'An essay', price: money('0.12', 'USD') },
  return_url: 'http://shop.test/essay',
  cancel_url: 'http://shop.test/essay',
  order_reference: `ord_${orders++}`,
})

async function failureOf(call: Promise<unknown>): Promise<FarthingError> {
  const error: unknown = await call.catch((thrown: unknown) => thrown)
  if (error instanceof FarthingError) return error
  throw new Error('the call did not fail as expected', { cause: error })
}

describe('a call that reaches no provider', () => {
  it('never follows a redirect with its key, tries it once, and says which address to set instead', async () => {
    provider.fail({ status: 307, headers: { location: 'https://wallet.test/v1/vendor' } })
    const error = await failureOf(client().vendor.retrieve())
    expect(error).toMatchObject({ code: 'redirected', status: 307, attempts: 1 })
    expect(error.detail).toContain(`${provider.url} redirects to https://wallet.test/v1/vendor`)
    expect(error.detail).toContain('set apiUrl')
    expect(provider.calls).toHaveLength(1)
  })

  it('names a redirect also where the runtime hides where it leads', async () => {
    const hidden = Object.defineProperties(Response.error(), { type: { value: 'opaqueredirect' } })
    const asked: (string | undefined)[] = []
    const fetch: Fetch = async (_, { redirect }) => {
      asked.push(redirect)
      return hidden
    }
    const away = farthing({ apiKey: 'sk_test_x', apiUrl: 'https://wallet.test', fetch })
    expect(await failureOf(away.vendor.retrieve())).toMatchObject({ code: 'redirected', status: 0, attempts: 1 })
    expect(asked).toEqual(['manual'])
  })

  it('says what kept it from reaching the provider', async () => {
    const port = await freePort()
    const away = farthing({ apiKey: 'sk_test_x', apiUrl: `http://127.0.0.1:${port}`, retries: 0 })
    expect((await failureOf(away.vendor.retrieve())).message).toBe(
      `unreachable: no answer from http://127.0.0.1:${port} (connect ECONNREFUSED 127.0.0.1:${port}): see that apiUrl is right and that this server can reach it`,
    )
    provider.fail({ status: 200, headers: { 'content-type': 'text/html' }, body: '<!doctype html>' })
    expect((await failureOf(client({ retries: 0 }).vendor.retrieve())).detail).toBe(
      `${provider.url} answered 200 with text/html, not JSON: see that apiUrl is the provider's address`,
    )
  })
})

describe('an answer of somebody else', () => {
  it('is told by its number and kind, and what to look at', async () => {
    provider.fail({ status: 404, headers: { 'content-type': 'text/html' }, body: '<h1>Not found</h1>' })
    expect(await failureOf(client().vendor.retrieve())).toMatchObject({
      code: 'unrecognized',
      status: 404,
      detail: 'the answer was HTTP 404 with text/html, and no word of a provider: see that apiUrl is its address',
    })
  })

  it('is no provider in memory, where the port is taken', async () => {
    await expect(standInProvider({ port: Number(new URL(provider.url).port) })).rejects.toThrow('EADDRINUSE')
  })
})

describe('how long a call may take', () => {
  // Time stands still but for the waits of the client.
  function timed(options: Partial<FarthingOptions> = {}) {
    let now = Date.UTC(2026, 10, 24, 9)
    const limits: number[] = []
    const opened = farthing({
      apiKey: provider.apiKey,
      apiUrl: provider.url,
      clock: () => now,
      random: (length) => new Uint8Array(length).fill(255), // Each wait as long as it can be.
      sleep: async (milliseconds) => {
        waits.push(milliseconds)
        now += milliseconds
      },
      timeLimit: (milliseconds) => {
        limits.push(milliseconds)
        return new AbortController().signal
      },
      ...options,
    })
    return { opened, limits }
  }
  const down = { status: 503 }

  it('is thirty seconds with every try and wait, and the error says how many tries and how long', async () => {
    provider.fail(...Array.from({ length: 8 }, () => down))
    const { opened, limits } = timed({ retries: 100 })
    const error = await failureOf(opened.vendor.retrieve())
    expect(waits).toEqual([250, 500, 1000, 2000, 4000, 8000, 8000]) // 23.75 s; one more wait would pass 30 s.
    expect(error).toMatchObject({ status: 503, attempts: 8, elapsedMilliseconds: 23_750 })
    expect(error.message).toContain('(8 tries in 23.8 s)')
    expect(limits).toEqual([15_000, 15_000, 15_000, 15_000, 15_000, 15_000, 14_250, 6_250])
  })

  it('is what the vendor says', async () => {
    provider.fail(down, down, down)
    const { opened } = timed({ totalMilliseconds: 1000 })
    expect(await failureOf(opened.vendor.retrieve())).toMatchObject({ attempts: 3, elapsedMilliseconds: 750 })
    expect(waits).toEqual([250, 500])
  })

  it('is told also of a refusal at the first try', async () => {
    provider.fail({ status: 422, body: JSON.stringify({ code: 'invalid_request', detail: 'No.' }) })
    const error = await failureOf(timed().opened.vendor.retrieve())
    expect(error).toMatchObject({ message: 'invalid_request: No.', attempts: 1, elapsedMilliseconds: 0 })
  })

  it('ends when the caller says so, in the middle of a wait too, and names the key of what was sent', async () => {
    provider.fail(down)
    const stop = new AbortController()
    const { opened } = timed({ sleep: async () => stop.abort('no longer wanted') })
    const error = await failureOf(
      opened.purchases.request(anOrder(), { signal: stop.signal, idempotencyKey: 'stopped' }),
    )
    expect(error).toMatchObject({
      code: 'aborted',
      attempts: 1,
      idempotencyKey: 'stopped',
      outcome: 'unknown',
      cause: 'no longer wanted',
    })
    expect(provider.calls).toHaveLength(1)
    const unsent = await failureOf(opened.vendor.retrieve({ signal: stop.signal }))
    expect(unsent).toMatchObject({ code: 'aborted', attempts: 0, outcome: 'refused' })
    expect(provider.calls).toHaveLength(1)
  })

  it('is cut short by the caller while the first answer is awaited', async () => {
    const stop = new AbortController()
    const fetch: Fetch = (_, { signal }) =>
      new Promise((_resolve, reject) => {
        signal?.addEventListener('abort', () => reject(new DOMException('stopped', 'AbortError')))
        stop.abort()
      })
    const { opened } = timed({ fetch })
    expect(await failureOf(opened.vendor.retrieve({ signal: stop.signal }))).toMatchObject({
      code: 'aborted',
      attempts: 1,
    })
  })

  it('wakes the wait of the runtime itself and leaves no timer behind', async () => {
    const stop = new AbortController()
    const hour = systemSleep(3_600_000, stop.signal)
    stop.abort()
    await hour
    await systemSleep(3_600_000, stop.signal)
  })

  it('P4: does not call refused what an earlier, lost try may have done', async () => {
    provider.fail('drop', { status: 429 })
    const error = await failureOf(client({ retries: 1 }).purchases.request(anOrder()))
    expect(error).toMatchObject({ status: 429, attempts: 2, outcome: 'unknown' })
    provider.fail({ status: 429 }, { status: 429 })
    expect(await failureOf(client({ retries: 1 }).purchases.request(anOrder()))).toMatchObject({ outcome: 'refused' })
    provider.fail('drop', { status: 409, body: JSON.stringify({ code: 'conflict' }) })
    expect(await failureOf(client({ retries: 1 }).purchases.request(anOrder()))).toMatchObject({ outcome: 'unknown' })
  })
})
