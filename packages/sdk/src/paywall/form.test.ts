import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import express from 'express'
import Fastify from 'fastify'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { farthing } from '../client.ts'
import type { FarthingError } from '../errors.ts'
import { money } from '../price.ts'
import { freePort } from '../testing/free-port.ts'
import { standInProvider, testBrowser } from '../testing/index.ts'
import type { StandInProvider } from '../testing/index.ts'
import type { PaywallOptions } from './core.ts'
import { fastifyPaywall } from './fastify.ts'
import { fetchPaywall } from './fetch.ts'
import { nodePaywall } from './node.ts'

const price = money('0.12', 'USD')
const offer = { sku: 'mug', price, path: '/mug', item: { sku: 'mug', title: 'A mug', price } }
let provider: StandInProvider
let told: FarthingError[]
let close: () => unknown

beforeEach(async () => {
  provider = await standInProvider()
  told = []
  close = () => undefined
})
afterEach(async () => {
  await close()
  await provider.close()
})

async function place(): Promise<{ port: number; url: string; options: PaywallOptions }> {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  provider.book.sites.add(`${url}/`)
  const client = farthing({ apiKey: provider.apiKey, apiUrl: provider.url, retries: 0 })
  const secret = 'a cookie secret of thirty-two characters or more'
  const onError = (error: FarthingError) => void told.push(error)
  return { port, url, options: { client, publicUrl: url, secret, offer: () => offer, onError } }
}

async function listening(port: number, listener: (request: IncomingMessage, response: ServerResponse) => unknown) {
  const server = createServer((request, response) => void listener(request, response))
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  close = () => new Promise((resolve) => server.close(resolve))
}

async function fastifyShop(): Promise<string> {
  const { port, url, options } = await place()
  const app = Fastify()
  // As @fastify/formbody does, for the whole app.
  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_, body, done) =>
    done(null, { parsed: body }),
  )
  await app.register(fastifyPaywall(options))
  await app.listen({ port, host: '127.0.0.1' })
  close = () => app.close()
  return url
}

async function nodeShop(): Promise<string> {
  const { port, url, options } = await place()
  const wall = nodePaywall(options)
  await listening(port, async (request, response) => {
    if (!(await wall.handle(request, response))) response.writeHead(404).end()
  })
  return url
}

/** A server of standard requests and responses, over the wire by way of Node. */
async function fetchShop(): Promise<string> {
  const { port, url, options } = await place()
  const wall = fetchPaywall(options)
  await listening(port, async (incoming, outgoing) => {
    const chunks: Buffer[] = []
    for await (const chunk of incoming) chunks.push(chunk as Buffer)
    const headers = new Headers(Object.entries(incoming.headers).map(([name, value]) => [name, String(value)]))
    const { method = 'GET' } = incoming
    const body = method === 'POST' ? Buffer.concat(chunks) : null
    const answer = await wall.handle(new Request(new URL(incoming.url ?? '/', url), { method, headers, body }))
    outgoing.writeHead(answer?.status ?? 404, [...(answer?.headers ?? [])].flat())
    outgoing.end(await answer?.text())
  })
  return url
}

/** Express, with parsers before the paywall. */
async function expressShop(...before: express.RequestHandler[]): Promise<string> {
  const { port, url, options } = await place()
  const wall = nodePaywall(options)
  const app = express()
  for (const middleware of before) app.use(middleware)
  app.use(async (request, response, next) => {
    if (!(await wall.handle(request, response))) next()
  })
  await listening(port, app)
  return url
}

const ordered = () => [...provider.book.purchases.values()].map((purchase) => purchase.form_parameters)
const buy = (url: string, form: [string, string][]) => testBrowser().post(`${url}/farthing/buy/mug`, form)

const filledIn: [string, string][] = [
  ['size', ''],
  ['inscription', 'For Ada,\r\nwith love\rand tea\n'],
  ['colour', 'red'],
  ['gift wrap', 'yes'],
  ['colour', 'blue'],
  ['colour', 'red'],
]
const kept = {
  size: '',
  inscription: 'For Ada,\nwith love\nand tea\n',
  colour: ['red', 'blue', 'red'],
  'gift wrap': 'yes',
}

describe.each([
  ['fastifyPaywall, with a parser of forms in the app', fastifyShop],
  ['nodePaywall', nodeShop],
  ['fetchPaywall', fetchShop],
  ['nodePaywall in Express', () => expressShop()],
  ['nodePaywall behind express.urlencoded()', () => expressShop(express.urlencoded({ extended: true }))],
  ['nodePaywall behind express.urlencoded(), simple', () => expressShop(express.urlencoded({ extended: false }))],
  ['nodePaywall behind express.raw()', () => expressShop(express.raw({ type: '*/*' }))],
  ['nodePaywall behind express.text()', () => expressShop(express.text({ type: '*/*' }))],
  ['nodePaywall behind express.json()', () => expressShop(express.json())],
])('R43: the form beside the button, %s', (_, open) => {
  it('sells with an empty field, several lines and a field that comes three times, and loses none of it', async () => {
    const approval = await buy(await open(), filledIn)
    expect(approval.url).toContain(`${provider.url}/c/txn_`)
    expect(ordered()).toEqual([kept])
    expect(told).toEqual([])
  })

  it('sells without a form', async () => {
    const approval = await buy(await open(), [])
    expect(approval.url).toContain(`${provider.url}/c/txn_`)
    expect(ordered()).toEqual([{}])
  })

  it.each([
    ['form_parameters.inscription', [['inscription', 'x'.repeat(2_001)]]],
    ['form_parameters.inscription', [['inscription', 'a\u0007b']]],
    ['form_parameters', Array.from({ length: 51 }, (_, index) => [`field${index}`, '1'])],
    ['form_parameters.colour', Array.from({ length: 21 }, () => ['colour', 'red'])],
  ] as [string, [string, string][]][])(
    'sells nothing where the provider refuses %s, says so to the payer, and names the field to the vendor',
    async (param, form) => {
      const url = await open()
      const refused = await buy(url, form)
      expect(refused.url).toBe(`${url}/mug?farthing_notice=form_refused`)
      expect(ordered()).toEqual([])
      expect(told).toMatchObject([{ code: 'invalid_request', param, outcome: 'refused' }])
      expect(told[0]?.message).toContain(param)
    },
  )
})

describe('a form that cannot be read', () => {
  const post = (url: string, headers: Record<string, string>, body: string) =>
    fetch(`${url}/farthing/buy/mug`, {
      method: 'POST',
      headers: { origin: url, ...headers },
      body,
      redirect: 'manual',
    })

  it.each([
    ['fastifyPaywall', fastifyShop],
    ['nodePaywall', nodeShop],
    ['fetchPaywall', fetchShop],
  ])('is not dropped: %s names the type that it must have', async (_, open) => {
    const url = await open()
    const types = ['multipart/form-data; boundary=x', 'application/json', 'text/plain']
    for (const type of types) {
      const answer = await post(url, { 'content-type': type }, '{"size":"L"}')
      expect([answer.status, answer.headers.get('location')]).toEqual([303, `${url}/mug?farthing_notice=form_refused`])
    }
    expect(told.map((error) => error.message)).toEqual(
      ['multipart/form-data', 'application/json', 'text/plain'].map(
        (type) =>
          `form_unreadable: the pay form came as ${type}: post it as application/x-www-form-urlencoded, which a form does without an enctype`,
      ),
    )
    expect(ordered()).toEqual([])
  })

  it('names the field that express.urlencoded() folded, and what to do', async () => {
    const url = await expressShop(express.urlencoded({ extended: true }))
    const refused = await buy(url, [['engraving[line1]', 'Ada']])
    expect(refused.url).toBe(`${url}/mug?farthing_notice=form_refused`)
    expect(told).toMatchObject([{ code: 'form_unreadable', param: 'engraving' }])
    expect(told[0]?.message).toContain(
      'let wall.handle come before express.urlencoded(), or give that { extended: false }',
    )
  })

  it.each([
    ['nodePaywall', nodeShop],
    ['fetchPaywall', fetchShop],
  ])('is read no further than a mebibyte: %s', async (_, open) => {
    const url = await open()
    await buy(url, [['note', 'x'.repeat(1_048_577)]]).catch(() => undefined) // The line may be closed on the rest.
    expect(told.map((error) => error.message)).toEqual(['form_unreadable: the pay form is longer than 1048576 bytes'])
    expect(ordered()).toEqual([])
  })

  it('says so where something read the body and kept nothing', async () => {
    const url = await expressShop((request, _, next) => void request.resume().on('end', next))
    await buy(url, [['size', 'L']])
    expect(told[0]?.message).toContain('let wall.handle come before what reads bodies')
    expect(ordered()).toEqual([])
  })

  it('is told on the console where the vendor gives no log', async () => {
    const { options } = await place()
    const { onError: _, ...silent } = options
    const lines: unknown[] = []
    const { error } = console
    console.error = (line) => void lines.push(line)
    try {
      provider.fail({ status: 422, body: JSON.stringify({ code: 'url_not_registered', detail: 'Register it.' }) })
      const headers = { origin: options.publicUrl }
      await fetchPaywall(silent).handle(
        new Request(`${options.publicUrl}/farthing/buy/mug`, { method: 'POST', headers }),
      )
    } finally {
      console.error = error
    }
    expect(lines).toEqual(['farthing: url_not_registered: Register it.'])
  })
})
