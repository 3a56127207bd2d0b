import { createServer } from 'node:http'
import Fastify from 'fastify'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { farthing } from '../client.ts'
import { payButton } from '../pay-button/html.ts'
import { money } from '../price.ts'
import { standInProvider, testBrowser } from '../testing/index.ts'
import type { StandInProvider } from '../testing/index.ts'
import type { PaywallOptions } from './core.ts'
import { fastifyPaywall } from './fastify.ts'
import { nodePaywall } from './node.ts'
import { freePort } from '../testing/free-port.ts'

const price = money('0.0025', 'USD')
const offer = { sku: 'tide table/1', price, path: '/tides', item: { sku: 'tide table/1', title: 'Tides', price } }
let provider: StandInProvider

beforeEach(async () => {
  provider = await standInProvider()
})
afterEach(() => provider.close())

function options(publicUrl: string): PaywallOptions {
  const client = farthing({ apiKey: provider.apiKey, apiUrl: provider.url })
  provider.book.sites.add(`${publicUrl}/`)
  return {
    client,
    publicUrl,
    secret: 'a cookie secret of thirty-two characters or more',
    offer: (sku) => (sku === offer.sku ? offer : undefined),
    onError: () => undefined,
  }
}

async function fastifyShop() {
  const app = Fastify()
  // The public URL must be known before the routes: take the port first.
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const wall = fastifyPaywall(options(url))
  await app.register(wall)
  app.get('/tides', async (request, reply) => {
    const gate = await wall.admit(request, reply, offer.sku)
    if (gate.kind === 'redirect') return reply
    const page = gate.kind === 'open' ? 'High water 06:12' : payButton({ price, action: wall.buyPath(offer.sku) })
    return reply.type('text/html').send(page)
  })
  await app.listen({ port, host: '127.0.0.1' })
  return { url, close: () => app.close() }
}

async function nodeShop() {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const wall = nodePaywall(options(url))
  const server = createServer((request, response) => {
    void (async () => {
      if (await wall.handle(request, response)) return
      const gate = await wall.admit(request, response, offer.sku)
      if (gate.kind === 'open') response.end('High water 06:12')
      if (gate.kind === 'shut') response.end(payButton({ price, action: wall.buyPath(offer.sku) }))
    })()
  })
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  return { url, close: () => new Promise((resolve) => server.close(resolve)) }
}

describe.each([
  ['fastifyPaywall', fastifyShop],
  ['nodePaywall', nodeShop],
])('%s', (_, open) => {
  it('R27 R29: sells a page from the offer to the text, with no token left in the last URL', async () => {
    const shop = await open()
    const browser = testBrowser()
    const offered = await browser.get(`${shop.url}/tides`)
    expect(offered.text).toContain('action="/farthing/buy/tide%20table%2F1"')
    expect(offered.text).toContain('Pay 0.25 tokens · $0.0025')
    expect(offered.headers.get('cache-control')).toBe('private, no-store')

    const approval = await browser.post(`${shop.url}/farthing/buy/tide%20table%2F1`, { edition: 'east' })
    expect(approval.url).toMatch(new RegExp(`^${provider.url}/c/txn_\\w+$`))
    const bought = await browser.post(`${approval.url}/approve`, {}, provider.url)
    expect(bought).toMatchObject({ status: 200, url: `${shop.url}/tides`, text: 'High water 06:12' })
    expect((await browser.get(`${shop.url}/tides`)).text).toBe('High water 06:12')
    expect((await testBrowser().get(`${shop.url}/tides`)).text).toContain('farthing-pay')
    await shop.close()
  })

  it('R43: sends the fields of the pay form along', async () => {
    const shop = await open()
    await testBrowser().post(`${shop.url}/farthing/buy/tide%20table%2F1`, { edition: 'east' })
    expect([...provider.book.purchases.values()][0]?.form_parameters).toEqual({ edition: 'east' })
    await shop.close()
  })

  it('T9: begins nothing by GET or from another site, and knows only what is sold', async () => {
    const shop = await open()
    const browser = testBrowser()
    const buy = `${shop.url}/farthing/buy/tide%20table%2F1`
    expect((await browser.get(buy)).status).toBe(405)
    expect((await browser.post(buy, {}, 'https://evil.test')).status).toBe(403)
    expect((await browser.post(`${shop.url}/farthing/buy/other`)).status).toBe(404)
    expect((await browser.post(`${shop.url}/farthing/buy/%E0%A4%A`)).status).toBeGreaterThanOrEqual(400)
    expect((await browser.post(buy, { a: 'x'.repeat(20_000) })).url).toBe(
      `${shop.url}/tides?farthing_notice=form_refused`,
    )
    expect(provider.book.purchases.size).toBe(0)
    await shop.close()
  })

  it('serves the pay button', async () => {
    const shop = await open()
    const script = await testBrowser().get(`${shop.url}/farthing/pay.js`)
    expect(script.headers.get('content-type')).toBe('text/javascript; charset=utf-8')
    expect(script.text).toContain('farthing-pay')
    await shop.close()
  })
})
