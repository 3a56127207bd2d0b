import { createServer, get } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import Fastify from 'fastify'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { farthing } from '../client.ts'
import { money } from '../price.ts'
import { freePort } from '../testing/free-port.ts'
import { standInProvider, testBrowser } from '../testing/index.ts'
import type { StandInProvider, TestBrowser } from '../testing/index.ts'
import type { PaywallOptions } from './core.ts'
import { fastifyPaywall } from './fastify.ts'
import { nodePaywall } from './node.ts'

const price = money('0.045', 'USD')
const sound = Buffer.alloc(300_000, 'la')
let provider: StandInProvider
let shop: { url: string; close: () => Promise<unknown> }

beforeEach(async () => {
  provider = await standInProvider()
})
afterEach(async () => {
  await shop.close()
  await provider.close()
})

function options(publicUrl: string): PaywallOptions {
  provider.book.sites.add(publicUrl)
  const item = { sku: 'song', title: 'Low Water', price, terms: { times_to_view: 3 } }
  return {
    client: farthing({ apiKey: provider.apiKey, apiUrl: provider.url }),
    publicUrl,
    secret: 'a cookie secret of thirty-two characters or more',
    offer: (sku) => (sku === 'song' ? { sku, price, path: '/song', item } : undefined),
  }
}

// What a handler can do once it has let somebody in: `?do=` says which.
const left: { closed: Promise<void>; go: () => void } = { closed: Promise.resolve(), go: () => undefined }

/** Waits, before or amid the answer, until the browser has gone. */
function untilGone(response: ServerResponse): Promise<void> {
  left.closed = new Promise((resolve) => response.on('close', resolve))
  left.go()
  return left.closed
}

async function nodeShop() {
  const url = `http://127.0.0.1:${await freePort()}`
  const wall = nodePaywall(options(url))
  async function serve(request: IncomingMessage, response: ServerResponse) {
    if (await wall.handle(request, response)) return
    const gate = await wall.admit(request, response, 'song')
    if (gate.kind === 'redirect') return
    if (gate.kind === 'shut') return void response.writeHead(402).end('the offer')
    const act = new URL(request.url ?? '/', url).searchParams.get('do')
    if (act === 'throw') throw new Error('the sound is gone')
    if (act === '500') return void response.writeHead(500).end('no sound')
    if (act === '416') return void Object.assign(response, { statusCode: 416 }).end()
    if (act === 'break') return void response.writeHead(200).destroy()
    if (act === 'hang') await untilGone(response)
    if (act === 'half') return void response.write(sound, () => void untilGone(response))
    const cookie = 'own=1; Path=/'
    if (act === 'object') response.writeHead(200, { 'Set-Cookie': cookie })
    if (act === 'array') response.writeHead(200, ['Set-Cookie', cookie])
    if (act === 'set') response.setHeader('set-cookie', cookie)
    response.end(sound)
  }
  const server = createServer((request, response) => {
    serve(request, response).catch(() => void response.writeHead(500).end('Something went wrong here.'))
  })
  await new Promise<void>((resolve) => server.listen(Number(new URL(url).port), '127.0.0.1', resolve))
  return { url, close: () => new Promise((resolve) => server.close(resolve)) }
}

async function fastifyShop() {
  const url = `http://127.0.0.1:${await freePort()}`
  const app = Fastify()
  const wall = fastifyPaywall(options(url))
  await app.register(wall)
  app.get<{ Querystring: { do?: string } }>('/song', async (request, reply) => {
    const gate = await wall.admit(request, reply, 'song')
    if (gate.kind === 'redirect') return reply
    if (gate.kind === 'shut') return reply.code(402).send('the offer')
    const act = request.query.do
    if (act === 'throw') throw new Error('the sound is gone')
    if (act === '500') return reply.code(500).send('no sound')
    if (act === '416') return reply.code(416).send()
    if (act === 'break') return reply.send(Readable.from(broken()))
    if (act === 'hang') await untilGone(reply.raw)
    if (act === 'half') return reply.send(Readable.from(halting(reply.raw)))
    if (act === 'object' || act === 'array' || act === 'set') reply.header('set-cookie', 'own=1; Path=/')
    return reply.send(sound)
  })
  await app.listen({ port: Number(new URL(url).port), host: '127.0.0.1' })
  return { url, close: () => app.close() }
}

async function* broken(): AsyncGenerator<Buffer> {
  await Promise.resolve()
  throw new Error('the disk is gone')
  yield sound
}
async function* halting(response: ServerResponse): AsyncGenerator<Buffer> {
  yield sound
  await untilGone(response)
}

describe.each([
  ['nodePaywall', nodeShop],
  ['fastifyPaywall', fastifyShop],
])('R44: what %s lets in and does not deliver', (_, open) => {
  let browser: TestBrowser
  beforeEach(async () => {
    shop = await open()
    browser = testBrowser()
    const approval = await browser.post(`${shop.url}/farthing/buy/song`)
    // Three views, of which the page that the browser comes back to fails to show the first.
    const back = provider.book.approve(approval.url.split('/').at(-1) ?? '')
    expect(await browser.get(`${back}&do=500`)).toMatchObject({ status: 500, url: `${shop.url}/song?do=500` })
  })
  const [song, viewsLeft] = [
    (act = '') => `${shop.url}/song${act === '' ? '' : `?do=${act}`}`,
    () => [...provider.book.entitlements.values()][0]?.views_left,
  ]
  const admissions = () => [...provider.book.admissions.all.values()].map((each) => each.status)
  const playsOn = async () => {
    expect((await browser.get(song())).status).toBe(200)
    expect(viewsLeft()).toBe(2)
  }

  it.each(['500', 'throw', '416'])('a GET answered %s takes nothing, and leaves no cookie', async (act) => {
    const before = new Map(browser.cookies(shop.url))
    expect((await browser.get(song(act))).status).toBe(act === '416' ? 416 : 500)
    expect(browser.cookies(shop.url)).toEqual(before)
    await playsOn()
  })

  it('a stream that breaks before its first byte takes nothing', async () => {
    await browser.get(song('break')).catch(() => undefined)
    await playsOn()
    expect(admissions().at(-2)).toBe('voided')
  })

  it('a browser that goes before the first byte has its view back', async () => {
    await leave(song('hang'), 'at once')
    await playsOn()
    expect(admissions().at(-2)).toBe('voided')
  })

  it('T2: a browser that goes amid the answer has not', async () => {
    await leave(song('half'), 'amid')
    expect((await browser.get(song())).status).toBe(200)
    expect([viewsLeft(), admissions().slice(-2)]).toEqual([1, ['live', 'live']])
  })

  it('a GET, two ranges and two hundred more take one view', async () => {
    await browser.get(song())
    await browser.get(song(), { range: 'bytes=0-' })
    await browser.get(song(), { range: 'bytes=65536-' })
    for (let more = 0; more < 200; more++) await browser.get(song(), { range: `bytes=${more}-` })
    expect(viewsLeft()).toBe(2)
  })

  it('a failure within an admission that was delivered gives nothing back', async () => {
    await browser.get(song())
    for (const act of ['500', 'throw', '416']) await browser.get(song(act))
    expect([viewsLeft(), admissions().at(-1)]).toEqual([2, 'live'])
  })

  it.each(['object', 'array', 'set'])('cookies of the vendor go out beside ours (%s)', async (act) => {
    await browser.get(song(act))
    const names = [...browser.cookies(shop.url).keys()].map((name) => name.replace(/_ent_\w+/, ''))
    expect(names.sort()).toEqual(['farthing_access', 'farthing_admission', 'own'])
    await browser.get(song(act))
    expect(viewsLeft()).toBe(2)
  })

  /** Asks, and goes away before anything came, or after the first of it did. */
  async function leave(url: string, when: 'at once' | 'amid'): Promise<void> {
    const cookie = [...browser.cookies(shop.url)].map(([name, value]) => `${name}=${value}`).join('; ')
    const working = new Promise<void>((resolve) => (left.go = resolve))
    const request = get(url, { headers: { cookie }, agent: false })
    request.on('error', () => undefined)
    if (when === 'amid') {
      const response = await new Promise<IncomingMessage>((resolve) => request.on('response', resolve))
      await new Promise((resolve) => response.once('data', resolve))
      response.on('error', () => undefined)
    }
    await working
    request.destroy()
    await left.closed
  }
})
