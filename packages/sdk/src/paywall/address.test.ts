import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { pageUrl } from './desk.ts'
import { locationOf, Reader, site, TestShop } from './fixtures.ts'

let shop: TestShop

beforeEach(async () => {
  shop = await TestShop.open()
})
afterEach(() => shop.provider.close())

const hosts = ['evil.test', 'evil.test:443', 'user@evil.test', 'shop.test@evil.test', 'shop.test.evil.test']
const leads = [
  '//',
  '/\\',
  '\\\\',
  '\\/',
  '///',
  '/\t/',
  '/\n/',
  'https://',
  'http://',
  'https:/',
  '//\\',
  ' //',
  '/%2f',
  '/%5c',
  '/..//',
]
const tails = ['', '/', '/essay', '/%2e%2e/essay']

describe('T13: forged addresses', () => {
  const forged = leads.flatMap((lead) => hosts.flatMap((host) => tails.map((tail) => lead + host + tail)))

  it('an offer leads to its own site or is a fault, for every way of writing another', () => {
    expect(forged.length).toBeGreaterThanOrEqual(200)
    for (const path of forged) {
      let origin = 'fault'
      try {
        origin = pageUrl({ site: new URL(site) }, { path }).origin
      } catch (error) {
        expect(error, path).toBeInstanceOf(TypeError)
      }
      expect(['fault', site], path).toContain(origin)
    }
  })

  it('a redirect goes to the page in the catalogue, whatever path the request was written with', async () => {
    const reader = new Reader(shop)
    const cancelled = ['farthing_purchase=txn_1', 'farthing_purchase=txn_1&farthing_token=x']
    for (const [index, path] of forged.entries()) {
      const queries = index % 20 === 0 ? [...cancelled, 'farthing_token=x'] : cancelled // This one asks the provider.
      for (const query of queries) {
        const location = locationOf(await reader.admit(`${path}?${query}`, 'essay'))
        // What is no address at all is asked for nothing and gets the offer.
        expect(location === 'shut' || location.startsWith(`${site}/essay?farthing_notice=`), path).toBe(true)
      }
    }
  }, 30_000)

  it('needs an origin for a public URL, and a secret that cannot be guessed', () => {
    expect(() => shop.aPaywall({ publicUrl: 'https://shop.test/sub/' })).toThrow(TypeError)
    expect(() => shop.aPaywall({ secret: 'short' })).toThrow(TypeError)
    expect(() => shop.aPaywall({ secret: [] })).toThrow(TypeError)
  })
})
