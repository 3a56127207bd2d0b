import { createHash } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { farthing } from './client.ts'
import { FarthingError } from './errors.ts'
import { money } from './price.ts'
import { standInProvider } from './testing/index.ts'
import type { StandInProvider } from './testing/index.ts'

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
  farthing({
    apiKey: provider.apiKey,
    apiUrl: provider.url,
    sleep: async (milliseconds) => void waits.push(milliseconds),
    ...options,
  })

let orders = 0
const anOrder = () => ({
  item: { sku: 'essay', title: 'An essay', price: money('0.12', 'USD') },
  return_url: 'http://shop.test/essay',
  cancel_url: 'http://shop.test/essay',
  order_reference: `ord_${orders++}`,
})

async function failureOf(call: Promise<unknown>): Promise<FarthingError> {
  const error: unknown = await call.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  if (error instanceof FarthingError) return error
  throw new Error('the call did not fail as expected', { cause: error })
}

describe('the client', () => {
  it('R42: asks for a purchase from server to server and answers with it', async () => {
    const purchase = await client().purchases.request(anOrder())
    expect(purchase).toMatchObject({ status: 'requested', price: money('0.12', 'USD') })
    expect((await client().purchases.retrieve(purchase.id)).id).toBe(purchase.id)
  })

  it('R43: sends the form parameters, the tracking fields and the vendor login along', async () => {
    const facts = {
      ...anOrder(),
      form_parameters: { edition: 'east' },
      tracking: { campaign: 'eels' },
      vendor_login: 'u7',
    }
    const { form_parameters, tracking, vendor_login } = await client().purchases.request(facts)
    expect({ form_parameters, tracking, vendor_login }).toEqual({
      form_parameters: { edition: 'east' },
      tracking: { campaign: 'eels' },
      vendor_login: 'u7',
    })
  })

  it('T9: verifies a return only with the nonce of the browser that began, and another uses no token up', async () => {
    const hash = createHash('sha256').update('the nonce').digest('hex')
    const order = { ...anOrder(), browser_nonce_hash: hash }
    const { id } = await client().purchases.request(order)
    const token = new URL(provider.book.approve(id)).searchParams.get('farthing_token') ?? ''
    const proof = { token, return_url: order.return_url }
    for (const other of [proof, { ...proof, browser_nonce: 'another nonce' }]) {
      const refusal = await failureOf(client().purchases.verify(id, other))
      expect(refusal).toMatchObject({ code: 'browser_mismatch', status: 403, param: 'browser_nonce' })
    }
    const { purchase } = await client().purchases.verify(id, { ...proof, browser_nonce: 'the nonce' })
    expect(purchase.status).toBe('captured')
  })

  it('T19: keys every POST by itself, and lets the given key win', async () => {
    await client().purchases.request(anOrder())
    await client().purchases.request(anOrder())
    await client().purchases.request(anOrder(), { idempotencyKey: 'mine' })
    const keys = provider.calls.map((call) => call.idempotencyKey)
    expect(new Set(keys).size).toBe(3)
    expect(keys[2]).toBe('mine')
    expect(keys[0]).toMatch(/^sdk_[\w-]{24}$/)
  })

  it('P4: finds the one purchase again when the answer is lost on the way', async () => {
    const before = provider.book.purchases.size
    provider.fail('drop', 'drop')
    const purchase = await client().purchases.request(anOrder())
    expect(purchase.status).toBe('requested')
    expect(provider.book.purchases.size).toBe(before + 1)
    expect(new Set(provider.calls.map((call) => call.idempotencyKey)).size).toBe(1)
  })

  it('retries 500, 502, 429 and 503 with the same key, each wait longer and jittered', async () => {
    provider.fail({ status: 500 }, { status: 502, body: '<html>' }, { status: 503 }, { status: 429 })
    await client().purchases.request(anOrder())
    expect(provider.calls).toHaveLength(5)
    for (const [index, ceiling] of [250, 500, 1000, 2000].entries()) {
      expect(waits[index]).toBeGreaterThanOrEqual(ceiling / 2)
      expect(waits[index]).toBeLessThanOrEqual(ceiling)
    }
  })

  it('obeys Retry-After, and gives up at once where it asks for more than a minute', async () => {
    provider.fail({ status: 503, headers: { 'retry-after': '7' } })
    await client().purchases.request(anOrder())
    expect(waits).toEqual([7000])
    provider.fail({ status: 429, headers: { 'retry-after': '3600' } })
    const error = await failureOf(client().purchases.request(anOrder()))
    expect(error).toMatchObject({ status: 429, retryAfterSeconds: 3600, outcome: 'refused' })
    expect(waits).toEqual([7000])
  })

  it('retries no refusal, and says which field is wrong and which request it was', async () => {
    const error = await failureOf(client().purchases.request({ ...anOrder(), return_url: 'http://evil.test/' }))
    expect(error).toMatchObject({
      code: 'url_not_registered',
      status: 422,
      param: 'return_url',
      requestId: 'req_standin',
      outcome: 'refused',
    })
    expect(provider.calls).toHaveLength(1)
  })

  it('names the purchase that has an order reference already, so that it can go on', async () => {
    const purchase = { id: 'txn_1', status: 'requested', approval_url: 'https://wallet.test/c/txn_1' }
    provider.fail({ status: 409, body: JSON.stringify({ code: 'order_reference_used', purchase }) })
    expect(await failureOf(client().purchases.request(anOrder()))).toMatchObject({ purchase, outcome: 'refused' })
    provider.fail({ status: 409, body: JSON.stringify({ code: 'order_reference_used', purchase: 'txn_1' }) })
    expect((await failureOf(client().purchases.request(anOrder()))).purchase).toBeUndefined()
  })

  it('names a code that is younger than itself without breaking a switch over the known ones', async () => {
    const body = JSON.stringify({ code: 'moon_is_full', detail: 'Wait.', type: 'https://x/problems/moon_is_full' })
    provider.fail({ status: 409, body })
    const error = await failureOf(client().vendor.retrieve())
    expect(error).toMatchObject({
      code: 'unrecognized',
      detail: 'Wait.',
      problemType: 'https://x/problems/moon_is_full',
    })
  })

  it('says that it does not know what became of a POST when no answer ever comes, and under which key', async () => {
    const away = farthing({ apiKey: 'sk_test_x', apiUrl: 'http://127.0.0.1:9', sleep: async () => {}, retries: 1 })
    const error = await failureOf(away.purchases.request(anOrder(), { idempotencyKey: 'k1' }))
    expect(error).toMatchObject({ code: 'unreachable', status: 0, outcome: 'unknown', idempotencyKey: 'k1' })
  })

  it('waits for a first call that is still running where its own retry gets a conflict', async () => {
    provider.fail('drop', { status: 409, body: JSON.stringify({ code: 'conflict' }) })
    expect((await client().purchases.request(anOrder())).status).toBe('requested')
    provider.fail({ status: 409, body: JSON.stringify({ code: 'conflict' }) })
    expect((await failureOf(client().purchases.request(anOrder()))).code).toBe('conflict')
  })

  it('answers with a declined purchase instead of throwing it', async () => {
    const declined = { id: 'txn_1', status: 'declined', decline: { code: 'limit_exceeded', detail: 'Over the limit.' } }
    provider.fail({ status: 201, body: JSON.stringify(declined) })
    const purchase = await client().purchases.request({ ...anOrder(), mandate: 'mandate_test_x' })
    expect(purchase.decline?.code).toBe('limit_exceeded')
  })

  it('reads a list page by page as it is walked', async () => {
    for (let index = 0; index < 5; index++) await client().rightsholders.create({ name: `Holder ${index}` })
    provider.calls.length = 0
    const names: string[] = []
    for await (const holder of client().rightsholders.list({ limit: 2 })) names.push(holder.name)
    expect(names).toEqual(['Holder 0', 'Holder 1', 'Holder 2', 'Holder 3', 'Holder 4'])
    expect(provider.calls).toHaveLength(3)
    expect((await client().rightsholders.list({ limit: 2 }).page()).data).toHaveLength(2)
  })

  it.each([
    [{ apiKey: undefined }, 'apiKey is not set'],
    [{ apiKey: '' }, 'apiKey is not set'],
    [{ apiKey: 'pk_1' }, 'apiKey must begin with sk_live_ or sk_test_'],
    [{ apiKey: 'sk_test_x ' }, 'without spaces'],
    [{ apiUrl: undefined }, 'it is not set'],
    [{ apiUrl: 'wallet.example' }, '"wallet.example" is not'],
    [{ apiUrl: 'ftp://x' }, '"ftp://x" is not'],
    [{ apiUrl: 'https://x/v1/' }, 'without /v1'],
    [{ apiUrl: 'https://x/?test' }, 'without /v1, query'],
  ])('refuses a key or a URL that cannot be right before any call, and says why: %j', (wrong, words) => {
    const right = { apiKey: 'sk_test_x', apiUrl: 'https://x' }
    expect(() => farthing({ ...right, ...wrong })).toThrow(TypeError)
    expect(() => farthing({ ...right, ...wrong })).toThrow(words)
  })
})
