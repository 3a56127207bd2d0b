import { createHash, timingSafeEqual } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { money, verifyWebhook, WebhookError } from '@farthing/sdk'
import type { Farthing, Offer } from '@farthing/sdk'
import { nodePaywall, rawBody } from '@farthing/sdk/node'
import type { NodePaywall } from '@farthing/sdk/node'
import { releaseOf, releases, skusOf, trackOf, wareOf } from './catalogue/index.ts'
import type { Release, Track } from './catalogue/index.ts'
import type { Config } from './config.ts'
import type { Html } from './html.ts'
import type { Kept } from './kept.ts'
import { learn } from './orders.ts'
import type { Orders } from './orders.ts'
import { layout } from './pages/layout.ts'
import type { Frame } from './pages/layout.ts'
import { ordersPage } from './pages/orders.ts'
import { homePage, recordPage } from './pages/records.ts'
import { songPage } from './pages/song.ts'
import { hasPass, passFor, playSeconds } from './passes.ts'
import { sendSound } from './send-sound.ts'
import { secondsOf } from './sound.ts'
import type { Score } from './sound.ts'

export type Shop = {
  config: Config
  client: Farthing
  /** `itm_…` by SKU. */
  items: ReadonlyMap<string, string>
  cookieSecret: string
  webhookSecret: string
  orders: Kept<Orders>
  clock: () => number
  soundOf: (score: Score) => Buffer
  say: (message: string) => void
}

type Visit = { request: IncomingMessage; response: ServerResponse; method: string; path: string }
type Counter = Shop & { wall: NodePaywall; files: ReadonlyMap<string, { type: string; content: Buffer }> }

/** The shop as a server, not yet listening. */
export async function buildServer(shop: Shop): Promise<Server> {
  const wall = nodePaywall({
    client: shop.client,
    publicUrl: shop.config.publicUrl,
    secret: shop.cookieSecret,
    offer: (sku) => offerOf(shop, sku),
    clock: shop.clock,
    onError: (error) => shop.say(error.message),
  })
  const counter: Counter = { ...shop, wall, files: await publicFiles() }
  const server = createServer((request, response) => {
    const path = (request.url ?? '/').split('?', 1)[0] ?? '/'
    serve(counter, { request, response, method: request.method ?? 'GET', path }).catch((error: unknown) => {
      shop.say(error instanceof Error ? (error.stack ?? error.message) : String(error))
      if (!response.headersSent) response.writeHead(500, { 'content-type': 'text/plain' })
      response.end('Something went wrong here. What you paid, if anything, stands in your history at Farthing.')
    })
  })
  server.requestTimeout = 10_000
  return server
}

async function serve(counter: Counter, visit: Visit): Promise<void> {
  const { request, response, method, path } = visit
  response.setHeader('content-security-policy', policy(counter.config))
  response.setHeader('x-content-type-options', 'nosniff')
  response.setHeader('referrer-policy', 'same-origin')
  if (await counter.wall.handle(request, response)) return
  if (method === 'POST' && path === '/webhooks/farthing') return webhook(counter, visit)

  const [, room = '', slug = '', act] = path.split('/')
  const release = room === 'records' && act === undefined ? releaseOf(slug) : undefined
  const track = room === 'songs' ? trackOf(slug) : undefined
  if (track !== undefined && act === 'play' && method === 'POST') return play(counter, visit, track)
  if (method !== 'GET' && method !== 'HEAD') return missing(counter, visit)
  const file = counter.files.get(path)
  if (file !== undefined) {
    response.writeHead(200, { 'content-type': file.type, 'cache-control': 'public, max-age=300' }).end(file.content)
  } else if (path === '/') {
    send(counter, visit, { title: 'Halfstep Records', current: 'records' }, homePage(releases))
  } else if (release !== undefined) return record(counter, visit, release)
  else if (track !== undefined && act === undefined) return song(counter, visit, track)
  else if (track !== undefined && act === 'sound.wav') await sound(counter, visit, track)
  else if (path === '/orders') return orders(counter, visit)
  else return missing(counter, visit)
}

async function record(counter: Counter, visit: Visit, release: Release): Promise<void> {
  const gate = await counter.wall.admit(visit.request, visit.response, release.slug, { counts: false })
  if (gate.kind === 'redirect') return
  const page = recordPage({
    release,
    owned: gate.kind === 'open',
    held: await counter.wall.held(visit.request),
    notice: gate.kind === 'shut' ? gate.notice : undefined,
    buyPath: counter.wall.buyPath,
  })
  send(counter, visit, { title: `${release.title} · Halfstep Records` }, page)
}

async function song(counter: Counter, visit: Visit, track: Track): Promise<void> {
  // Looking costs no play: a GET never does.
  const gate = await counter.wall.admit(visit.request, visit.response, skusOf(track), { counts: false })
  if (gate.kind === 'redirect') return
  const page = songPage({
    track,
    access: gate.kind === 'open' ? gate.access : undefined,
    pressed: pressed(counter, visit, track),
    notice: gate.kind === 'shut' ? gate.notice : undefined,
    buyPath: counter.wall.buyPath,
  })
  send(counter, visit, { title: `${track.song.title} · Halfstep Records` }, page)
}

const pressed = ({ cookieSecret, clock }: Counter, { request }: Visit, { song }: Track): boolean =>
  hasPass(cookieSecret, song.slug, request.headers.cookie, clock())

// A play begins with a press, a POST from our own page, and is counted by the answer that sends the sound: where
// nothing of it goes out, the listener has the play back.
async function play(counter: Counter, { request, response }: Visit, track: Track): Promise<void> {
  const { origin } = request.headers
  const own =
    origin === undefined ? request.headers['sec-fetch-site'] === 'same-origin' : origin === counter.config.publicUrl
  if (!own) {
    response.writeHead(403, { 'content-type': 'text/plain' }).end('wrong_origin')
    return
  }
  const gate = await counter.wall.admit(request, response, skusOf(track), { counts: false })
  if (gate.kind === 'redirect') return
  const { slug, score } = track.song
  const secure = counter.config.publicUrl.startsWith('https:')
  if (gate.kind === 'open') {
    response.appendHeader('set-cookie', passFor(counter.cookieSecret, slug, secondsOf(score), counter.clock(), secure))
  }
  const notice = gate.kind === 'shut' ? `?farthing_notice=${gate.notice ?? 'licence_ended'}` : ''
  response.writeHead(303, { location: `/songs/${slug}${notice}` }).end()
}

async function sound(counter: Counter, visit: Visit, track: Track): Promise<void> {
  const { request, response } = visit
  const counts = pressed(counter, visit, track)
  const gate = await counter.wall.admit(request, response, skusOf(track), { counts })
  if (gate.kind === 'redirect') return
  if (gate.kind === 'shut' || (!counts && gate.access.admission === null)) {
    response.writeHead(403, { 'content-type': 'text/plain', 'cache-control': 'no-store' }).end('Press Play first.')
    return
  }
  sendSound(request, response, counter.soundOf, track.song.score)
}

async function webhook(
  { webhookSecret, orders: kept, clock, say }: Counter,
  { request, response }: Visit,
): Promise<void> {
  try {
    const body = await rawBody(request)
    await learn(kept, await verifyWebhook({ secrets: webhookSecret, headers: request.headers, body, clock }))
    response.writeHead(204).end()
  } catch (error) {
    if (!(error instanceof WebhookError)) throw error
    say(`a webhook was refused: ${error.message}`)
    response.writeHead(400, { 'content-type': 'application/json' }).end(JSON.stringify({ code: error.code }))
  }
}

function orders(counter: Counter, visit: Visit): void {
  const password = counter.config.staffPassword
  if (password !== undefined && !isStaff(visit.request.headers.authorization, password)) {
    visit.response.writeHead(401, { 'www-authenticate': 'Basic realm="Halfstep staff"' }).end('For staff')
    return
  }
  const page = ordersPage(counter.orders.read().orders, password === undefined)
  send(counter, visit, { title: 'Orders · Halfstep Records', current: 'orders' }, page)
}

function isStaff(authorization: string | undefined, password: string): boolean {
  const given = Buffer.from((authorization ?? '').replace(/^Basic /, ''), 'base64').toString('utf8')
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(given.slice(given.indexOf(':') + 1)), digest(password))
}

function missing(counter: Counter, visit: Visit): void {
  visit.response.statusCode = 404
  send(counter, visit, { title: 'Not here · Halfstep Records' }, homePage(releases))
}

function send(counter: Counter, { response }: Visit, frame: Omit<Frame, 'libraryUrl'>, page: Html): void {
  const { providerPublicUrl } = counter.config
  const libraryUrl = providerPublicUrl === undefined ? undefined : `${providerPublicUrl}/wallet/library`
  response.setHeader('content-type', 'text/html; charset=utf-8')
  response.setHeader('cache-control', 'private, no-store')
  response.end(layout({ ...frame, libraryUrl }, page))
}

function offerOf({ items }: Shop, sku: string): Offer | undefined {
  const ware = wareOf(sku)
  const item = items.get(sku)
  if (ware === undefined || item === undefined) return undefined
  const price = money(ware.priceAmount, 'USD')
  const { song, path } = ware
  const once = song === undefined ? {} : { admissionSeconds: playSeconds(secondsOf(song.score)) }
  return { sku, price, path, item, tracking: { record: ware.release.slug }, ...once }
}

async function publicFiles(): Promise<Map<string, { type: string; content: Buffer }>> {
  const read = (name: string) => readFile(new URL(`../public/${name}`, import.meta.url))
  return new Map([
    ['/public/halfstep.css', { type: 'text/css; charset=utf-8', content: await read('halfstep.css') }],
    ['/public/favicon.svg', { type: 'image/svg+xml', content: await read('favicon.svg') }],
  ])
}

// Browsers hold `form-action` against redirects too, and ours leads to the provider.
function policy({ providerPublicUrl }: Config): string {
  const approval = providerPublicUrl ?? 'http: https:'
  return `default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; media-src 'self'; form-action 'self' ${approval}; base-uri 'none'; frame-ancestors 'none'`
}
