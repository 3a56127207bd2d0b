import { afterAll, beforeAll, expect, test } from 'vitest'
import type { TestVendor } from '../../vendor/fixtures.ts'
import { aVendor } from '../../vendor/fixtures.ts'
import type { TestProvider } from '../testing.ts'
import { testProvider } from '../testing.ts'

// Whoever is refused is refused for what they did themselves: see docs/security.md, "Counters".

let provider: TestProvider
let vendor: TestVendor
beforeAll(async () => {
  provider = await testProvider({ FARTHING_RATE_LIMIT_REQUESTS: '100' })
  vendor = await aVendor(provider)
  provider.clock.advance(10) // What the preparation has used is there again.
})
afterAll(() => provider.close())

const unknownKey = (i: number) => `sk_live_${String(i).padStart(26, '0')}_${'x'.repeat(32)}`
const withKey = (key: string, url = '/v1/vendor', remoteAddress = '203.0.113.7') =>
  provider.inject({ url, remoteAddress, headers: { authorization: `Bearer ${key}` } })
const status = async (url: string, remoteAddress = '203.0.113.7') =>
  (await provider.inject({ url, remoteAddress, headers: { accept: 'text/html' } })).statusCode

test('T21: ten unknown keys from a network, and the next is told so; pages, health and good keys know nothing of it', async () => {
  for (let i = 0; i < 10; i++) expect((await withKey(unknownKey(i))).statusCode).toBe(401)
  for (let i = 0; i < 300; i++) await withKey(unknownKey(i))
  const refused = await withKey(unknownKey(11))
  expect([refused.statusCode, refused.headers['retry-after']]).toEqual([429, '10'])
  expect(refused.json<{ detail: string }>().detail).toBe(
    'The key is missing, unknown or revoked. Too many such requests came with keys from your network, 203.0.113.7. Nothing was done. Try again in 10 seconds.',
  )
  for (const url of ['/', '/sign-in', '/healthz']) expect([url, await status(url)]).toEqual([url, 200])
  // The key was never seen from there before, and is good all the same.
  expect((await withKey(vendor.secret)).statusCode).toBe(200)
  expect((await withKey(unknownKey(1), '/v1/vendor', '198.51.100.9')).statusCode).toBe(401)
  provider.clock.advance(10)
  expect((await withKey(unknownKey(1))).statusCode).toBe(401)
})

test('T21: who has the public part of a key, or asks from its network, cannot use up what it may do', async () => {
  const forged = `${vendor.secret.slice(0, -1)}${vendor.secret.endsWith('x') ? 'y' : 'x'}`
  for (let i = 0; i < 150; i++) await withKey(forged)
  for (let i = 0; i < 100; i++) await status('/problems')
  expect(await status('/problems')).toBe(429)
  for (let i = 0; i < 100; i++) expect((await withKey(vendor.secret)).statusCode).toBe(200)
  const refused = await withKey(vendor.secret)
  expect([refused.statusCode, refused.headers['ratelimit-policy']]).toEqual([429, '"key";q=100;w=10'])
  expect(refused.json<{ detail: string }>().detail).toMatch(/^This key has made its 100 requests in 10 seconds\./)
  expect(await status('/healthz')).toBe(200)
  provider.clock.advance(10)
})

test('T27: whoever invents a key for each request is stopped, wherever they send them and whatever is wrong', async () => {
  const inventing = (i: number, url: string, remoteAddress: string, method: 'GET' | 'POST' = 'GET') =>
    provider.inject({ url, method, remoteAddress, headers: { authorization: `Bearer ${unknownKey(i)}` } })
  const statuses = async (count: number, url: string, from: string, method?: 'POST') => {
    const seen: number[] = []
    for (let i = 0; i < count; i++) seen.push((await inventing(i, url, from, method)).statusCode)
    return seen
  }
  expect((await statuses(101, '/v1/nothing', '2001:db8::1')).slice(98)).toEqual([404, 404, 429])
  expect(await statuses(1, '/v1/nothing', '2001:db8::2')).toEqual([429]) // The same line.
  expect(await statuses(1, '/v1/nothing', '2001:db8:0:1::1')).toEqual([404])
  // Keys count where keys are asked for: elsewhere the network does.
  expect((await statuses(101, '/problems', '198.51.100.1')).slice(98)).toEqual([200, 200, 429])
  // A query and a body that are refused before anybody looks at the key.
  expect((await statuses(101, '/v1/vendor?q=%ff', '198.51.100.4')).slice(98)).toEqual([400, 400, 429])
  expect((await statuses(101, '/v1/purchases', '198.51.100.2', 'POST')).slice(98)).toEqual([422, 422, 429])
  provider.clock.advance(10)
})

test('T21: a good key is told what is wrong with its request, whatever its neighbours send', async () => {
  expect((await withKey(vendor.secret, '/v1/vendor', '198.51.100.3')).statusCode).toBe(200)
  for (let i = 0; i < 20; i++) await withKey(unknownKey(i), '/v1/vendor', '198.51.100.3')
  expect((await withKey(vendor.secret, '/v1/nothing', '198.51.100.3')).statusCode).toBe(404)
  expect((await withKey(vendor.secret, '/v1/purchases?limit=x', '198.51.100.3')).statusCode).toBe(422)
  provider.clock.advance(10)
})

/** A provider behind proxies, whose socket is always the nearest one's. */
async function behind(proxies: string, use: (from: (...chain: string[]) => Promise<number>) => Promise<void>) {
  const limited = await testProvider({ FARTHING_RATE_LIMIT_REQUESTS: '2', FARTHING_TRUST_PROXY: proxies })
  try {
    await use(async (...chain) => {
      const headers = chain.length === 0 ? {} : { 'x-forwarded-for': chain.join(', '), forwarded: 'for=192.0.2.99' }
      return (await limited.inject({ url: '/problems', remoteAddress: '10.0.0.1', headers })).statusCode
    })
  } finally {
    await limited.close()
  }
}

test('T21: behind one proxy, only the address that the proxy itself saw is believed', () =>
  behind('1', async (from) => {
    expect(await from('192.0.2.1', '203.0.113.7')).toBe(200)
    expect(await from('192.0.2.2', '203.0.113.7')).toBe(200)
    expect(await from('192.0.2.3', '203.0.113.7')).toBe(429)
    expect(await from('203.0.113.8')).toBe(200)
  }))

test.each(['2', '10.0.0.0/8,198.51.100.0/24,2001:db8:c::/48'])(
  'T21: behind a network of proxies and our own, two people are two, and neither is whom they say: %s',
  (proxies) =>
    behind(proxies, async (from) => {
      expect(await from('203.0.113.7', '198.51.100.4')).toBe(200)
      expect(await from('192.0.2.1, 203.0.113.7', '198.51.100.5')).toBe(200)
      expect(await from('192.0.2.2, 203.0.113.7', '198.51.100.6')).toBe(429)
      expect(await from('192.0.2.2, 203.0.113.8', '198.51.100.6')).toBe(200)
      // Lines of IPv6 count whole, and some proxies write a port.
      expect(await from('2001:db8:1:2::1', '2001:db8:c::9')).toBe(200)
      expect(await from('[2001:db8:1:2::2]:4711', '198.51.100.4:443')).toBe(200)
      expect(await from('2001:db8:1:2::3', '198.51.100.4')).toBe(429)
    }),
)

test('T21: nobody is believed where no proxy is trusted', () =>
  behind('0', async (from) => {
    expect([await from('203.0.113.1'), await from('203.0.113.2'), await from()]).toEqual([200, 200, 429])
  }))
