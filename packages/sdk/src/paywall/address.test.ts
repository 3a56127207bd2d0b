import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { farthing } from '../client.ts'
import { pageUrl } from './desk.ts'
import { locationOf, Visitor, site, TestShop } from './fixtures.ts'

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
        origin = new URL(pageUrl({ site: new URL(site) }, { path })).origin
      } catch (error) {
        expect(error, path).toBeInstanceOf(TypeError)
      }
      expect(['fault', site], path).toContain(origin)
    }
  })

  it('a redirect goes to the page in the catalogue, whatever path the request was written with', async () => {
    const reader = new Visitor(shop)
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

  it('R28: whatever the vendor has in its address comes back character for character', async () => {
    const path = "/a%20b/%7Efile?Signature=abc%2Bdef~g%3D&Key-Pair-Id=K+1&x='!*()"
    const offer = (sku: string) => {
      const known = shop.offer(sku)
      return known === undefined ? undefined : { ...known, path }
    }
    shop.paywall = shop.aPaywall({ offer })
    const reader = new Visitor(shop)
    const purchase = await reader.begin('essay')
    expect(shop.provider.book.purchase(purchase)).toMatchObject({
      return_url: `${site}${path}`,
      cancel_url: `${site}${path}`,
    })
    const cancelled = await reader.admit(`${path}&farthing_purchase=${purchase}`, 'essay')
    expect(locationOf(cancelled)).toBe(`${site}${path}&farthing_notice=cancelled`)

    const back = shop.provider.book.approve(await reader.begin('essay'))
    expect(back.startsWith(`${site}${path}&farthing_purchase=`)).toBe(true)
    expect(locationOf(await reader.admit(`${back}&%66arthing_x=1&page=~%7e&?y='`, 'essay'))).toBe(
      `${site}${path}&page=~%7e&?y='`,
    )
    expect((await reader.admit(path, 'essay')).kind).toBe('open')
  })

  it('R28: a path that is not ASCII is sent as browsers send it', async () => {
    const offer = (sku: string) => {
      const known = shop.offer(sku)
      return known === undefined ? undefined : { ...known, path: '/café/~%7e?ü=1#é' }
    }
    shop.paywall = shop.aPaywall({ offer })
    const reader = new Visitor(shop)
    const back = shop.provider.book.approve(await reader.begin('essay'))
    const asSent = back.replace('/café/~%7e?ü=1', '/caf%C3%A9/~%7e?%C3%BC=1').replace(/#.*/, '')
    expect(locationOf(await reader.admit(asSent, 'essay'))).toBe(`${site}/caf%C3%A9/~%7e?%C3%BC=1#%C3%A9`)
  })

  it('R28: the provider verifies a return to an address as the browser shows it', async () => {
    shop.provider.book.sites.add('https://shop.test')
    const client = farthing({ apiKey: shop.provider.apiKey, apiUrl: shop.provider.url })
    const asked = { item: { sku: 'x', title: 'x', price: { amount: '1', currency: 'USD' as const } }, cancel_url: site }
    const { id } = await client.purchases.request({ ...asked, return_url: site, order_reference: 'bare' })
    const token = new URL(shop.provider.book.approve(id)).searchParams.get('farthing_token') ?? ''
    expect((await client.purchases.verify(id, { token, return_url: 'https://SHOP.test:443/' })).purchase.id).toBe(id)
  })

  it('needs an origin for a public URL, and a secret that cannot be guessed', () => {
    expect(() => shop.aPaywall({ publicUrl: 'https://shop.test/sub/' })).toThrow(TypeError)
    expect(() => shop.aPaywall({ secret: 'short' })).toThrow(TypeError)
    expect(() => shop.aPaywall({ secret: [] })).toThrow(TypeError)
  })
})
