import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { userActor } from '../platform/actor.ts'
import { doneOr, submitOnce } from '../platform/http/submit.ts'
import { toPublic } from '../platform/ids.ts'
import type { TestProvider } from '../platform/testing.ts'
import { testProvider } from '../platform/testing.ts'
import type { Answered, TestVendor } from './fixtures.ts'
import { aServerOf, aVendor } from './fixtures.ts'
import { revokeKey } from './keys.ts'
import { vendors, webhookEndpoints } from './tables.ts'
import { openWebhookSecret } from './webhook-endpoints.ts'

let provider: TestProvider
let courier: TestVendor
let halfstep: TestVendor

beforeAll(async () => {
  provider = await testProvider({ FARTHING_RATE_LIMIT_REQUESTS: '0' })
  courier = await aVendor(provider)
  halfstep = await aVendor(provider, { name: 'Halfstep Records', sites: ['https://halfstep.example'] })
})
afterAll(() => provider.close())

describe('R11: a vendor account comes with an API', () => {
  test('R11 R1c: the vendor reads its own account', async () => {
    const answer = await courier.get('/v1/vendor')
    expect(answer.statusCode).toBe(200)
    expect(answer.json<Answered>()).toEqual({
      id: courier.ven,
      object: 'vendor',
      name: 'The Fenland Courier',
      mode: 'live',
      status: 'open',
      suspension: null,
      fee: { basis_points: 500, fixed: '0', from: null },
      next_fees: [],
      sites: ['https://courier.example'],
      balances: [],
    })
  })

  test.each([
    ['no key', undefined],
    ['another scheme', 'Basic c2s6eA=='],
    ['nothing', 'Bearer '],
    ['no secret key', 'Bearer token'],
    ['an unknown key', `Bearer sk_live_${'0'.repeat(26)}_${'a'.repeat(32)}`],
    ['a key too large', `Bearer sk_live_${'z'.repeat(26)}_${'a'.repeat(32)}`],
  ])('R11: %s is refused', async (_what, authorization) => {
    const answer = await provider.inject({
      url: '/v1/vendor',
      headers: authorization === undefined ? {} : { authorization },
    })
    expect(answer.statusCode).toBe(401)
    expect(answer.headers['www-authenticate']).toMatch(/^Bearer/)
    expect(answer.json<Answered>()).toMatchObject({ code: 'unauthorized' })
  })

  test('R11: another secret under the right key is refused, and so is its other mode', async () => {
    const wrong = courier.secret.replace(/.$/, (last) => (last === 'a' ? 'b' : 'a'))
    const other = courier.secret.replace('sk_live', 'sk_test')
    for (const secret of [wrong, other, `${courier.secret}a`, courier.secret.slice(0, -1)]) {
      const answer = await provider.inject({ url: '/v1/vendor', headers: { authorization: `Bearer ${secret}` } })
      expect(answer.statusCode).toBe(401)
    }
  })

  test('R11: a revoked key is refused from that moment', async () => {
    const server = await aServerOf(provider, courier.vendor, courier.owner.user, 'test')
    expect((await server.get('/v1/vendor')).json<Answered>()).toMatchObject({ mode: 'test' })
    const [, , digits = ''] = server.secret.split('_')
    const { fromPublic } = await import('../platform/ids.ts')
    const key = fromPublic('key', `key_${digits}`) ?? ''
    const input = { vendor: courier.vendor, key, by: courier.owner.user }
    doneOr(await submitOnce(provider.deps, provider.deps.ids.mint(), revokeKey, input, { actor: userActor(input.by) }))
    expect((await server.get('/v1/vendor')).statusCode).toBe(401)
  })

  test('R11: no secret is stored in clear, in the log or in its row', async () => {
    const server = await aServerOf(provider, courier.vendor, courier.owner.user, 'live')
    const letters = server.secret.slice(-32)
    const { rows } = await provider.deps.pool.query<{ found: string }>(
      `SELECT 'keys' AS found FROM api_keys WHERE api_keys::text LIKE $1
       UNION ALL SELECT 'log' FROM ledger_operations WHERE encode(answer, 'escape') LIKE $1`,
      [`%${letters}%`],
    )
    expect(rows).toEqual([])
  })
})

describe('R28: sites over the API', () => {
  test('R28 T13: a site is registered, listed and taken away', async () => {
    const vendor = await aVendor(provider, { sites: [] })
    const added = await vendor.post('/v1/sites', { url: 'https://Pages.example/~courier/' })
    expect([added.statusCode, added.json<Answered>()]).toEqual([
      201,
      { data: [{ url: 'https://pages.example/~courier' }] },
    ])
    expect((await vendor.get('/v1/sites')).json<Answered>()).toEqual({
      data: [{ url: 'https://pages.example/~courier' }],
    })
    const again = await vendor.post('/v1/sites', { url: 'https://pages.example/~courier' })
    expect(again.json<Answered>()).toEqual({ data: [{ url: 'https://pages.example/~courier' }] })
    const removed = await vendor.post('/v1/sites/remove', { url: 'https://pages.example/~courier' })
    expect([removed.statusCode, removed.json<Answered>()]).toEqual([200, { data: [] }])
    expect((await vendor.post('/v1/sites/remove', { url: 'https://pages.example/~courier' })).statusCode).toBe(404)
  })

  test.each([
    'http://courier.example',
    'https://user@courier.example',
    '//courier.example',
    'javascript:alert(1)',
    'https://courier.example/?x=1',
  ])('R28 T13: %s is no site', async (url) => {
    const answer = await courier.post('/v1/sites', { url })
    expect([answer.statusCode, answer.json<Answered>().code, answer.json<Answered>().param]).toEqual([
      422,
      'invalid_request',
      'url',
    ])
  })

  test('T16: fields that nobody knows are refused by name', async () => {
    const answer = await courier.post('/v1/sites', { url: 'https://a.example', vendor: halfstep.ven })
    expect(answer.json<Answered>()).toMatchObject({ code: 'invalid_request', param: 'vendor' })
  })

  test('T19: a POST without an Idempotency-Key is refused', async () => {
    const headers = { authorization: `Bearer ${courier.secret}` }
    const answer = await provider.inject({
      method: 'POST',
      url: '/v1/sites',
      headers,
      payload: { url: 'https://a.example' },
    })
    expect([answer.statusCode, answer.json<Answered>().code]).toEqual([400, 'idempotency_key_missing'])
  })
})

describe('webhook endpoints', () => {
  test('R11 T18: an endpoint is registered with a secret of 32 bytes that is shown once and kept sealed', async () => {
    const answer = await courier.post(
      '/v1/webhook-endpoints',
      { url: 'https://courier.example/hooks', events: ['purchase.captured'] },
      'hook',
    )
    expect(answer.statusCode).toBe(201)
    const { secret, ...endpoint } = answer.json<Answered>()
    expect(Buffer.from(secret.replace('whsec_', ''), 'base64').length).toBe(32)
    expect(endpoint).toMatchObject({
      object: 'webhook_endpoint',
      url: 'https://courier.example/hooks',
      events: ['purchase.captured'],
    })
    const again = await courier.post(
      '/v1/webhook-endpoints',
      { url: 'https://courier.example/hooks', events: ['purchase.captured'] },
      'hook',
    )
    expect(again.json<Answered>()).toEqual(answer.json<Answered>())
    const listed = await courier.get('/v1/webhook-endpoints')
    expect(listed.json<Answered>()).toEqual({ data: [endpoint] })
    const { rows } = await provider.deps.pool.query<{ id: Buffer; secret_sealed: Buffer }>(
      'SELECT id, secret_sealed FROM webhook_endpoints',
    )
    expect(rows.length).toBe(1)
    const [row] = rows
    expect(row && openWebhookSecret(provider.deps, row.id.toString('hex'), row.secret_sealed)).toBe(secret)
    expect(() => row && openWebhookSecret(provider.deps, '0'.repeat(32), row.secret_sealed)).toThrow()
  })

  test('T19: the same key with another body is refused', async () => {
    const first = await courier.post('/v1/webhook-endpoints', { url: 'https://courier.example/a' }, 'reused')
    expect(first.statusCode).toBe(201)
    const other = await courier.post('/v1/webhook-endpoints', { url: 'https://courier.example/b' }, 'reused')
    expect([other.statusCode, other.json<Answered>().code]).toEqual([422, 'idempotency_key_reused'])
    // Another vendor's keys are its own.
    expect(
      (await halfstep.post('/v1/webhook-endpoints', { url: 'https://halfstep.example/b' }, 'reused')).statusCode,
    ).toBe(201)
  })

  test.each([
    'http://courier.example/hooks',
    'https://10.0.0.1:80@evil/',
    'ftp://courier.example',
    'https://courier.example\\hooks',
  ])('T17: %s is no endpoint', async (url) => {
    const answer = await courier.post('/v1/webhook-endpoints', { url })
    expect([answer.statusCode, answer.json<Answered>().param]).toEqual([422, 'url'])
  })

  test.each([
    ['https://10.0.0.1/hooks', 'the host is not on the public Internet'],
    ['https://192.168.1.20:8443/hooks', 'the host is not on the public Internet'],
    ['https://[::ffff:10.0.0.1]/hooks', 'the host is not on the public Internet'],
    ['https://inside.example/hooks', 'the host is not on the public Internet'],
    ['https://half-inside.example/hooks', 'the host is not on the public Internet'],
    ['https://misspelt.example/hooks', 'the host is unknown'],
  ])('T17: %s is refused when it is registered, and the reason is told', async (url, reason) => {
    const names: Record<string, string[]> = {
      'inside.example': ['10.0.0.1'],
      'half-inside.example': ['8.8.8.8', 'fd00::1'],
    }
    const resolve = (host: string) =>
      host === 'misspelt.example'
        ? Promise.reject(Object.assign(new Error('ENOTFOUND'), { code: 'ENOTFOUND' }))
        : Promise.resolve(names[host] ?? ['8.8.8.8'])
    const production = await testProvider({}, { resolve })
    try {
      const vendor = await aVendor(production)
      const answer = await vendor.post('/v1/webhook-endpoints', { url })
      expect([answer.statusCode, answer.json<Answered>().param]).toEqual([422, 'url'])
      expect(answer.json<Answered>()['detail']).toBe(`Nothing can be sent there: ${reason}.`)
      expect((await vendor.get('/v1/webhook-endpoints')).json<Answered>().data).toEqual([])
    } finally {
      await production.close()
    }
  })

  test('T17: networks that the operator allows take endpoints, without TLS too', async () => {
    const own = await testProvider({ FARTHING_WEBHOOK_NETWORKS: '10.0.0.0/8' })
    try {
      const vendor = await aVendor(own)
      const codes = async (urls: readonly string[]) =>
        Promise.all(urls.map(async (url) => (await vendor.post('/v1/webhook-endpoints', { url })).statusCode))
      expect(await codes(['http://10.1.2.3/hooks', 'https://10.1.2.3/hooks'])).toEqual([201, 201])
      expect(await codes(['http://192.168.0.1/hooks', 'https://192.168.0.1/hooks'])).toEqual([422, 422])
    } finally {
      await own.close()
    }
  })

  test('T15: another vendor’s endpoint is not there, nor is one of the other mode', async () => {
    const made = (await courier.post('/v1/webhook-endpoints', { url: 'https://courier.example/c' })).json<Answered>()
    const test = await aServerOf(provider, courier.vendor, courier.owner.user, 'test')
    for (const server of [halfstep, test]) {
      const answer = await server.post(`/v1/webhook-endpoints/${made.id}/remove`, {})
      expect([answer.statusCode, answer.json<Answered>().code]).toEqual([404, 'not_found'])
    }
    const absent = toPublic('whe', '0'.repeat(32))
    expect((await courier.post(`/v1/webhook-endpoints/${absent}/remove`, {})).json<Answered>().code).toBe('not_found')
    expect((await courier.post(`/v1/webhook-endpoints/${made.id}/remove`, {})).statusCode).toBe(200)
    const seen = await provider.deps.ledger.look({
      accounts: [],
      rows: [
        [vendors, courier.vendor],
        [webhookEndpoints, '0'.repeat(32)],
      ],
    })
    expect(seen.row(vendors, courier.vendor)?.status).toBe('open')
  })
})
