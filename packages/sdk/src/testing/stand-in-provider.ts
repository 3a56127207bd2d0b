import { createHmac } from 'node:crypto'
import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type {
  ItemFacts,
  OpenedEntitlement,
  Purchase,
  PurchaseRequest,
  RightsholderFacts,
  Vendor,
  WebhookEventType,
} from '../api.ts'
import { systemClock } from '../runtime.ts'
import type { Clock } from '../runtime.ts'
import { withQuery } from '../url.ts'
import { StandInBook } from './stand-in-book.ts'
import { StandInRefusal } from './stand-in-refusal.ts'

export type StandInProvider = {
  url: string
  apiKey: string
  book: StandInBook
  /** Every call to `/v1` so far, as it came. */
  calls: { method: string; path: string; idempotencyKey: string | undefined; body: unknown }[]
  /**
   * What the next calls are answered with instead of the proper answer. `drop` does the work and then loses the answer.
   */
  fail(...faults: Fault[]): void
  close(): Promise<void>
}

export type Fault = { status: number; headers?: Record<string, string>; body?: string } | 'drop'

export type StandInOptions = { clock?: Clock; port?: number }

/**
 * A provider for a vendor's tests: speaks `/v1` over HTTP and shows an approval page where
 * the browser may say yes or no. It keeps everything in memory and moves no money.
 *
 * @throws Error where the port is taken.
 */
export async function standInProvider(options: StandInOptions = {}): Promise<StandInProvider> {
  const clock = options.clock ?? systemClock
  const faults: Fault[] = []
  const calls: StandInProvider['calls'] = []
  const replies = new Map<string, { body: string; status: number; answer: string }>()
  const apiKey = 'sk_test_standin'
  let url = ''

  function tell(type: WebhookEventType, purchase: Purchase): void {
    const body = JSON.stringify({ type, timestamp: book.now(), data: purchase })
    const id = book.id('evt')
    const timestamp = String(Math.floor(clock() / 1000))
    for (const endpoint of book.endpoints.values()) {
      const key = Buffer.from(endpoint.secret.replace('whsec_', ''), 'base64')
      const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')
      const headers = {
        'content-type': 'application/json',
        'webhook-id': id,
        'webhook-timestamp': timestamp,
        'webhook-signature': `v1,${signature}`,
      }
      fetch(endpoint.url, { method: 'POST', headers, body }).catch(() => undefined) // A vendor that is away misses it.
    }
  }
  const book = new StandInBook(clock, () => url, tell)

  async function api(request: IncomingMessage, response: ServerResponse, path: string, query: URLSearchParams) {
    const method = request.method ?? 'GET'
    const text = await bodyOf(request)
    const idempotencyKey = request.headers['idempotency-key']?.toString()
    calls.push({ method, path, idempotencyKey, body: text === '' ? undefined : JSON.parse(text) })
    const fault = faults.shift()
    if (fault !== undefined && fault !== 'drop') {
      response.writeHead(fault.status, fault.headers).end(fault.body ?? '')
      return
    }
    const answer = answerTo(method, path, query, text, request.headers.authorization, idempotencyKey)
    if (fault === 'drop') response.destroy()
    else respond(response, answer.status, answer.answer)
  }

  function answerTo(
    method: string,
    path: string,
    query: URLSearchParams,
    text: string,
    authorization: string | undefined,
    key: string | undefined,
  ) {
    const once = `${path} ${key}`
    const known = key === undefined ? undefined : replies.get(once)
    if (known !== undefined && known.body !== text) return problem(new StandInRefusal('idempotency_key_reused', 422))
    if (known !== undefined) return path.endsWith('/open') ? asItIsNow(book, known) : known
    try {
      if (authorization !== `Bearer ${apiKey}`) throw new StandInRefusal('unauthorized', 401)
      if (method === 'POST' && key === undefined) throw new StandInRefusal('idempotency_key_missing', 400)
      const result = method === 'POST' ? post(book, path, JSON.parse(text) as Posted) : get(book, path, query)
      const reply = {
        body: text,
        status: method === 'POST' && !path.includes('/verify') ? 201 : 200,
        answer: JSON.stringify(result),
      }
      if (key !== undefined) replies.set(once, reply)
      return reply
    } catch (error) {
      if (error instanceof StandInRefusal) return problem(error)
      throw error
    }
  }

  const server = createServer((request, response) => {
    const at = new URL(request.url ?? '/', url)
    if (at.pathname.startsWith('/v1/')) {
      api(request, response, at.pathname, at.searchParams).catch((error: unknown) => {
        response.writeHead(500).end(String(error))
      })
    } else approval(book, request, response, at.pathname)
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(options.port ?? 0, '127.0.0.1', resolve)
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the stand-in does not listen')
  url = `http://127.0.0.1:${address.port}`
  return {
    url,
    apiKey,
    book,
    calls,
    fail: (...more) => void faults.push(...more),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

type Posted = PurchaseRequest &
  ItemFacts &
  RightsholderFacts & {
    url: string
    token: string
    events?: string[]
    browser_nonce?: string
    admission_seconds?: number
  }

function post(book: StandInBook, path: string, body: Posted): unknown {
  const [, , collection, id = '', act] = path.split('/')
  switch (act === undefined ? `${collection}${id === '' ? '' : `/${id}`}` : `${collection}//${act}`) {
    case 'purchases':
      return book.request(body)
    case 'purchases//verify':
      return book.verify(id, body)
    case 'purchases//refund':
      return book.refund(id)
    case 'items':
      return book.publish(body)
    case 'entitlements//open':
      return book.open(id, body.admission_seconds)
    case 'admissions//void':
      return book.void(id)
    case 'access/verify':
      return book.visit(body.token)
    case 'rightsholders': {
      const facts = { reference: null, role: null, ...body }
      const holder = { id: book.id('rsh'), object: 'rightsholder' as const, ...facts, created_at: book.now() }
      book.rightsholders.set(holder.id, holder)
      return holder
    }
    case 'sites':
      book.sites.add(body.url)
      return get(book, '/v1/sites', new URLSearchParams())
    case 'webhook-endpoints': {
      const secret = `whsec_${Buffer.from(book.id('secret')).toString('base64')}`
      const { url, events = null } = body
      const endpoint = {
        id: book.id('whe'),
        object: 'webhook_endpoint' as const,
        url,
        events,
        created_at: book.now(),
        secret,
      }
      book.endpoints.set(endpoint.id, endpoint)
      return endpoint
    }
    case 'webhook-endpoints//remove':
      book.endpoints.delete(id)
      return {}
    default:
      throw new StandInRefusal('not_found', 404)
  }
}

function get(book: StandInBook, path: string, query: URLSearchParams): unknown {
  const [, , collection, id] = path.split('/')
  const page = (rows: Iterable<unknown>) => {
    const from = Number(query.get('cursor') ?? 0)
    const limit = Number(query.get('limit') ?? 25)
    const all = [...rows]
    const next = from + limit
    return { data: all.slice(from, next), next_cursor: next < all.length ? String(next) : null }
  }
  switch (`${collection}${id === undefined ? '' : '/'}`) {
    case 'vendor':
      return vendorOf(book)
    case 'purchases/':
      return book.purchase(id ?? '')
    case 'purchases':
      return page(book.purchases.values())
    case 'items/':
      return book.items.get(id ?? '') ?? notFound()
    case 'items':
      return page(book.items.values())
    case 'admissions/':
      return book.admissions.find(id ?? '')
    case 'entitlements/':
      return book.entitlement(id ?? '')
    case 'entitlements':
      return page(book.entitlements.values())
    case 'rightsholders/':
      return book.rightsholders.get(id ?? '') ?? notFound()
    case 'rightsholders':
      return page(book.rightsholders.values())
    case 'sites':
      return { data: [...book.sites].map((url) => ({ url })) }
    case 'webhook-endpoints':
      return { data: [...book.endpoints.values()].map(({ secret: _secret, ...endpoint }) => endpoint) }
    case 'royalty-transactions':
      return page([...book.purchases.values()].flatMap((purchase) => purchase.royalty_transactions))
    default:
      return notFound()
  }
}

function vendorOf(book: StandInBook): Vendor {
  const id = 'ven_01k9vq3m2r8tqd4s0c5w7x9y2z'
  return {
    id,
    object: 'vendor',
    name: 'Stand-in vendor',
    mode: 'test',
    status: 'open',
    suspension: null,
    fee: { basis_points: 500, fixed: '0', from: null },
    next_fees: [],
    sites: [...book.sites],
    balances: [],
  }
}

// The first answer of an opening again, with its admission as it is now.
function asItIsNow<Reply extends { answer: string }>(book: StandInBook, reply: Reply): Reply {
  const opened = JSON.parse(reply.answer) as OpenedEntitlement
  return { ...reply, answer: JSON.stringify({ ...opened, admission: book.admissions.find(opened.admission.id) }) }
}

function notFound(): never {
  throw new StandInRefusal('not_found', 404)
}

// The payer's side, as plain as can be: two buttons.
function approval(book: StandInBook, request: IncomingMessage, response: ServerResponse, path: string): void {
  const [, room, id = '', act] = path.split('/')
  const purchase = book.purchases.get(id)
  if (room !== 'c' || purchase === undefined) {
    response.writeHead(404).end()
  } else if (request.method === 'POST' && act === 'approve') {
    response.writeHead(303, { location: book.approve(id), 'referrer-policy': 'no-referrer' }).end()
  } else if (request.method === 'POST') {
    response.writeHead(303, { location: withQuery(purchase.cancel_url, { farthing_purchase: id }) }).end()
  } else {
    const { item, price } = purchase
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
    response.end(
      `<!doctype html><title>Stand-in</title><h1>${item.title.replaceAll('<', '&lt;')}</h1><p>${price.amount} ${price.currency}</p>` +
        `<form method="post" action="/c/${id}/approve"><button>Approve</button></form><form method="post" action="/c/${id}/cancel"><button>Cancel</button></form>`,
    )
  }
}

function problem(refusal: StandInRefusal) {
  const { code, status, param } = refusal
  const answer = JSON.stringify({
    type: `http://stand-in/problems/${code}`,
    title: code,
    status,
    detail: param === undefined ? code : `${code}: ${param}`,
    code,
    param,
    request_id: 'req_standin',
  })
  return { body: '', status, answer }
}

function respond(response: ServerResponse, status: number, body: string): void {
  const type = status < 400 ? 'application/json' : 'application/problem+json'
  response.writeHead(status, { 'content-type': type }).end(body)
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString('utf8')
}
