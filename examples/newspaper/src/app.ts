import { readFile } from 'node:fs/promises'
import { money, verifyWebhook, WebhookError } from '@farthing/sdk'
import type { Farthing, Offer } from '@farthing/sdk'
import { fastifyPaywall } from '@farthing/sdk/fastify'
import Fastify from 'fastify'
import type { FastifyInstance } from 'fastify'
import { articleOf, articles, pathOf } from './articles/index.ts'
import type { Config } from './config.ts'
import type { Kept } from './kept.ts'
import { openArticle, shutArticle } from './pages/article.ts'
import { deskPage } from './pages/desk.ts'
import { frontPage } from './pages/front.ts'
import { layout } from './pages/layout.ts'
import { learn } from './sales.ts'
import type { Sales } from './sales.ts'

export type Paper = {
  config: Config
  client: Farthing
  /** `itm_…` by slug. */
  items: ReadonlyMap<string, string>
  cookieSecret: string
  webhookSecret: string
  sales: Kept<Sales>
  clock: () => number
  say: (message: string) => void
}

/** The paper as a server, not yet listening. */
export async function buildApp(paper: Paper): Promise<FastifyInstance> {
  const { config, client } = paper
  const app = Fastify({ requestTimeout: 10_000, connectionTimeout: 30_000, bodyLimit: 262_144 })
  const libraryUrl = config.providerPublicUrl === undefined ? undefined : `${config.providerPublicUrl}/wallet/library`
  const frame = (title: string) => ({ title, now: new Date(paper.clock()), libraryUrl })
  const wall = fastifyPaywall({
    client,
    publicUrl: config.publicUrl,
    secret: paper.cookieSecret,
    offer: (sku) => offerOf(paper, sku),
    onError: (error) => paper.say(error.message),
  })
  app.addHook('onSend', async (_, reply) => {
    reply.headers({ 'content-security-policy': policy(config), 'x-content-type-options': 'nosniff' })
    if (!reply.hasHeader('referrer-policy')) reply.header('referrer-policy', 'same-origin')
  })
  await app.register(wall)
  await app.register(webhooks(paper))
  await app.register(publicFiles)

  app.get('/', async (request, reply) => {
    const page = frontPage(articles, await wall.held(request), new Date(paper.clock()))
    const text = layout({ ...frame('The Fenland Courier'), front: true }, page)
    return reply.type('text/html; charset=utf-8').header('cache-control', 'private, no-store').send(text)
  })
  app.get<{ Params: { slug: string } }>('/articles/:slug', async (request, reply) => {
    const article = articleOf(request.params.slug)
    if (article === undefined) return reply.callNotFound()
    const gate = await wall.admit(request, reply, article.slug)
    if (gate.kind === 'redirect') return reply
    const page =
      gate.kind === 'open'
        ? openArticle(article, gate.access)
        : shutArticle(article, gate.notice, wall.buyPath(article.slug), libraryUrl)
    const title = `${article.headline} · The Fenland Courier`
    return reply.type('text/html; charset=utf-8').send(layout(frame(title), page))
  })
  app.get('/desk', async (_, reply) => {
    const page = layout(frame('The sales desk · The Fenland Courier'), deskPage(paper.sales.read().sales))
    return reply.type('text/html; charset=utf-8').header('cache-control', 'no-store').send(page)
  })
  app.setNotFoundHandler((_, reply) => {
    const page = layout(
      frame('Not in this paper · The Fenland Courier'),
      frontPage(articles, [], new Date(paper.clock())),
    )
    return reply.code(404).type('text/html; charset=utf-8').send(page)
  })
  return app
}

function offerOf(paper: Paper, sku: string): Offer | undefined {
  const article = articleOf(sku)
  const item = paper.items.get(sku)
  if (article === undefined || item === undefined) return undefined
  const price = money(article.priceAmount, 'USD')
  return { sku, price, path: pathOf(article), item, tracking: { section: article.section } }
}

function webhooks(paper: Paper) {
  return async (app: FastifyInstance) => {
    // The signature is over the bytes as they came, so nothing may parse them first.
    app.addContentTypeParser('application/json', { parseAs: 'string' }, (_, body, done) => done(null, body))
    app.post('/webhooks/farthing', async (request, reply) => {
      try {
        const webhook = await verifyWebhook({
          secrets: paper.webhookSecret,
          headers: request.headers,
          body: request.body,
          clock: paper.clock,
        })
        await learn(paper.sales, webhook)
        return await reply.code(204).send()
      } catch (error) {
        if (!(error instanceof WebhookError)) throw error
        paper.say(`a webhook was refused: ${error.message}`)
        return reply.code(400).send({ code: error.code })
      }
    })
  }
}

async function publicFiles(app: FastifyInstance): Promise<void> {
  for (const [name, type] of [
    ['courier.css', 'text/css; charset=utf-8'],
    ['favicon.svg', 'image/svg+xml'],
  ] as const) {
    const content = await readFile(new URL(`../public/${name}`, import.meta.url))
    app.get(`/public/${name}`, (_, reply) =>
      reply.type(type).header('cache-control', 'public, max-age=300').send(content),
    )
  }
}

// Browsers hold `form-action` against redirects too, and ours leads to the provider.
function policy({ providerPublicUrl }: Config): string {
  const approval = providerPublicUrl ?? 'http: https:'
  return `default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; form-action 'self' ${approval}; base-uri 'none'; frame-ancestors 'none'`
}
