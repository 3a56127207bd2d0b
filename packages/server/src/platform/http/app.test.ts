import { connect } from 'node:net'
import { Type } from 'typebox'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { TestProvider } from '../testing.ts'
import { testProvider } from '../testing.ts'
import type { App, Routes } from './app.ts'
import { buildApp } from './app.ts'
import { codesOf, Problem } from './problems.ts'
import { MoneyInput, TextLine } from './schemas.ts'

let provider: TestProvider
let app: App

const echo: Routes = (scope) => {
  const body = Type.Object(
    {
      title: TextLine(20),
      price: Type.Optional(MoneyInput),
      count: Type.Optional(Type.Integer()),
      flag: Type.Optional(Type.Boolean()),
      either: Type.Optional(
        Type.Union([
          Type.String({ pattern: '^itm_' }),
          Type.Object({ price: MoneyInput }, { additionalProperties: false }),
        ]),
      ),
    },
    { additionalProperties: false },
  )
  scope.post('/v1/echo', { schema: { body } }, (request) => request.body)
  scope.get(
    '/v1/list',
    { schema: { querystring: Type.Object({ limit: Type.Integer({ maximum: 9 }), q: Type.Optional(Type.String()) }) } },
    (request) => request.query,
  )
  scope.get('/v1/broken', () => {
    throw new Error('postgres://user:secret@host')
  })
  scope.get('/page/broken', () => {
    throw new Problem('not_found', { detail: '<b>gone</b>' })
  })
}

beforeAll(async () => {
  provider = await testProvider()
  app = await buildApp(provider.deps, [echo])
})
afterAll(async () => {
  await app.close()
  await provider.close()
})

const post = (payload: unknown, headers: Record<string, string> = {}) =>
  app.inject({
    method: 'POST',
    url: '/v1/echo',
    headers: { 'content-type': 'application/json', ...headers },
    payload: typeof payload === 'string' ? payload : JSON.stringify(payload),
  })

test('what is good comes through as it was', async () => {
  const body = { title: 'Ein Lied', price: { amount: '0.0025', currency: 'USD' }, count: 1, flag: false }
  expect((await post(body)).json()).toEqual(body)
})

test.each([
  [{}, 'title', 'is missing'],
  [{ title: 'a', extra: 1 }, 'extra', 'nobody knows'],
  [{ title: 'a', price: { amount: '1', currency: 'USD', tax: 1 } }, 'price.tax', 'nobody knows'],
  [{ title: 1 }, 'title', 'must be string'],
  [{ title: 'a', count: '1' }, 'count', 'must be integer'],
  [{ title: 'a', count: 1.5 }, 'count', 'must be integer'],
  [{ title: 'a', flag: 'true' }, 'flag', 'must be boolean'],
  [{ title: 'a', flag: null }, 'flag', 'must be boolean'],
  [{ title: 'a', price: { amount: '1', currency: 'CHF' } }, 'price.currency', 'must be one of USD, EUR, GBP, JPY'],
  [{ title: 'a', either: { price: { amount: '-1', currency: 'USD' } } }, 'either.price.amount', 'wrong form'],
  [{ title: 'a\u202eb' }, 'title', 'refused'],
  [{ title: 'a\nb' }, 'title', 'refused'],
  [{ title: 'a'.repeat(21) }, 'title', '20 characters'],
])('T3 T16: nothing is coerced or dropped, and the field is named: %j', async (body, param, words) => {
  const answer = await post(body)
  expect(answer.statusCode).toBe(422)
  expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8')
  expect(answer.json()).toMatchObject({ code: 'invalid_request', status: 422, param })
  expect(answer.json<{ detail: string }>().detail).toContain(words)
})

test.each([
  '0', '0.0', '0.000000', '-1', '+1', '1e3', '1E3', '1,5', '1.', '.5', '01', '00.1', '0.0000001', 'NaN', 'Infinity', '1 ', ' 1',
  '١', '0x1', '12345678901', '9'.repeat(20), '', '1.5.5', '1_000',
])('T3: the amount %j is refused', async (amount) => {
  const answer = await post({ title: 'a', price: { amount, currency: 'USD' } })
  expect(answer.json()).toMatchObject({ code: 'invalid_request', param: 'price.amount' })
}) // prettier-ignore

test('T3: an amount that is a JSON number is refused', async () => {
  for (const amount of ['1', '0.1', '1e400', '-0'])
    expect((await post(`{"title":"a","price":{"amount":${amount},"currency":"USD"}}`)).json()).toMatchObject({
      code: 'invalid_request',
      param: 'price.amount',
    })
})

test.each([
  ['{"title":"a","title":"b"}', {}, 400, 'malformed_body'],
  ['{"title":', {}, 400, 'malformed_body'],
  ['', {}, 400, 'malformed_body'],
  ['{"__proto__":{"title":"a"}}', {}, 422, 'invalid_request'],
  ['<a/>', { 'content-type': 'text/xml' }, 415, 'unsupported_media_type'],
  ['title=a', { 'content-type': 'text/plain' }, 415, 'unsupported_media_type'],
  [JSON.stringify({ title: 'a'.repeat(70_000) }), {}, 413, 'body_too_large'],
  ['null', {}, 422, 'invalid_request'],
  ['[]', {}, 422, 'invalid_request'],
])('T16 T27: the body %j is refused by a clear problem', async (body, headers, status, code) => {
  const answer = await post(body.slice(0, 80_000), headers)
  expect(answer.statusCode).toBe(status)
  expect(answer.json()).toMatchObject({ code, status, type: `http://wallet.localhost:4400/problems/${code}` })
  expect(answer.json<{ request_id: string }>().request_id).toBe(answer.headers['request-id'])
})

test('query and path alone are text that is turned into what is meant', async () => {
  expect((await app.inject('/v1/list?limit=5')).json()).toEqual({ limit: 5 })
  expect((await app.inject('/v1/list?limit=50')).json()).toMatchObject({ code: 'invalid_request', param: 'limit' })
})

test.each(['%00', 'a%00b', '%0a', '%09', '%1b', '%7f', '%c2%85'])(
  'T25: %s in a query is refused by name',
  async (q) => {
    const answer = await app.inject(`/v1/list?limit=5&q=${q}`)
    expect([answer.statusCode, answer.json()]).toMatchObject([422, { code: 'invalid_request', param: 'q' }])
  },
)

test('text of every script comes through a query as it was', async () => {
  const q = 'Ünïcode 歌 👩‍👧 100 %'
  expect((await app.inject(`/v1/list?limit=5&q=${encodeURIComponent(q)}`)).json()).toEqual({ limit: 5, q })
})

const raw = (payload: Buffer, type: string, url = '/v1/echo') =>
  app.inject({ method: 'POST', url, headers: { 'content-type': type }, payload })
const notUtf8 = 'The body is not valid UTF-8. Nothing was done.'

test.each([
  ['one byte', Buffer.from([0xff])],
  ['a letter cut in half', Buffer.from([0xc3])],
  ['a slash written longer', Buffer.from([0xc0, 0xaf])],
  ['half of a pair', Buffer.from([0xed, 0xa0, 0x80])],
  ['Latin 1', Buffer.from('Größe', 'latin1')],
])('T25: a JSON body with %s that is no UTF-8 is refused, and stored as nothing else', async (_what, bytes) => {
  const body = Buffer.concat([Buffer.from('{"title":"a'), bytes, Buffer.from('"}')])
  for (const type of ['application/json', 'application/json; charset=iso-8859-1']) {
    const answer = await raw(body, type)
    expect([answer.statusCode, answer.json()]).toMatchObject([400, { code: 'malformed_body', detail: notUtf8 }])
  }
})

test.each([
  [Buffer.concat([Buffer.from('title=a'), Buffer.from([0xff])]), notUtf8],
  [Buffer.from('title=a%FF'), 'The form is not percent-encoded UTF-8. Nothing was done.'],
  [Buffer.from('title=a%C3'), 'The form is not percent-encoded UTF-8. Nothing was done.'],
  [Buffer.from('title=a%zz'), 'The form is not percent-encoded UTF-8. Nothing was done.'],
  [Buffer.from('%FF=a'), 'The form is not percent-encoded UTF-8. Nothing was done.'],
  [Buffer.from('title=a&title=b'), 'The form has a field twice. Nothing was done.'],
  [Buffer.from('title=a%00'), 'The form has a name or a character that is refused. Nothing was done.'],
  [Buffer.from('__proto__=a'), 'The form has a name or a character that is refused. Nothing was done.'],
])('T16 T25: a form %s is refused', async (body, detail) => {
  const answer = await raw(body, 'application/x-www-form-urlencoded')
  expect([answer.statusCode, answer.json()]).toMatchObject([400, { code: 'malformed_body', detail }])
})

test('a form comes through as it was', async () => {
  const answer = await raw(Buffer.from('title=Gr%C3%B6%C3%9Fe+5%2B%26&&'), 'application/x-www-form-urlencoded')
  expect(answer.json()).toEqual({ title: 'Größe 5+&' })
})

test.each([
  '/v1/list?limit=5&q=%FF',
  '/v1/list?limit=5&q=%C3',
  '/v1/list?limit=5&%FF=a',
  '/v1/list?q=%zz',
  '/v1/%FF',
  '/v1/list/%C3',
])('T25: the address %s is refused, and it is said why', async (url) => {
  const answer = await app.inject(url)
  expect([answer.statusCode, answer.json()]).toMatchObject([
    400,
    { code: 'malformed_url', title: 'The address is not valid UTF-8' },
  ])
})

test.each([
  ['   ', '`title` is blank.'],
  ['\u200b', '`title` is blank.'],
  ['\u3164\u115f', '`title` holds U+3164, which is refused.'],
  ['fdp\u202eexe', '`title` holds U+202E, which is refused.'],
  ['caf\ufffd', '`title` holds U+FFFD, which stands for text that was damaged on its way.'],
  ['two\nlines', '`title` holds U+000A, which is refused.'],
])('T25: the title %j is refused by name', async (title, detail) => {
  expect((await post({ title })).json()).toMatchObject({ code: 'invalid_request', param: 'title', detail })
})

test('a title is kept in NFC, without the spaces around it', async () => {
  expect((await post({ title: ' cafe\u0301\u3000' })).json()).toEqual({ title: 'caf\u00e9' })
})

test('what broke is told to nobody outside', async () => {
  const answer = await app.inject('/v1/broken')
  expect(answer.statusCode).toBe(500)
  expect(answer.json()).toMatchObject({ code: 'internal' })
  expect(answer.body).not.toContain('secret')
})

test('software gets problem details where people get a page', async () => {
  const page = await app.inject({ url: '/page/broken', headers: { accept: 'text/html,*/*' } })
  expect(page.headers['content-type']).toContain('text/html')
  expect(page.body).toContain('&lt;b&gt;gone&lt;/b&gt;')
  expect((await app.inject('/page/broken')).json()).toMatchObject({ code: 'not_found' })
  expect((await app.inject({ url: '/v1/nowhere', headers: { accept: 'text/html' } })).json()).toMatchObject({
    code: 'not_found',
  })
})

test('T20: nothing can be framed, sniffed or kept', async () => {
  const { headers } = await app.inject('/v1/list?limit=5')
  expect(headers).toMatchObject({
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    'x-frame-options': 'DENY',
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'same-origin',
    'cache-control': 'no-store',
  })
})

test('requests are limited by caller, and headers say what is left', async () => {
  const limited = await testProvider({ FARTHING_RATE_LIMIT_REQUESTS: '20', FARTHING_RATE_LIMIT_SECONDS: '10' })
  try {
    const first = await limited.inject({ url: '/problems' })
    expect(first.headers).toMatchObject({ 'ratelimit-policy': '"network";q=20;w=10', ratelimit: '"network";r=19;t=10' })
    for (let i = 0; i < 19; i++) await limited.inject({ url: '/problems' })
    const refused = await limited.inject({ url: '/problems' })
    expect(refused.statusCode).toBe(429)
    expect(refused.headers['retry-after']).toBe('10')
    expect(refused.json()).toMatchObject({
      code: 'quota_exceeded',
      detail:
        'Your network, 127.0.0.1, has made its 20 requests in 10 seconds. Nothing was done. Try again in 10 seconds.',
    })
    expect((await limited.inject({ url: '/healthz' })).statusCode).toBe(200)
    expect((await limited.inject({ url: '/problems', remoteAddress: '10.0.0.2' })).statusCode).toBe(200)
    limited.clock.advance(10)
    expect((await limited.inject({ url: '/problems' })).statusCode).toBe(200)
  } finally {
    await limited.close()
  }
})

test('T27: 5,000 who send a byte now and then are cut off, and everybody else is served', async () => {
  // Without a limit of requests, which would stop them sooner.
  const config = { ...provider.deps.config, rateLimit: { requests: 0, seconds: 10 } }
  const bounds = { ...provider.deps.bounds, arrival: 1_000 }
  const open = await buildApp({ ...provider.deps, config, bounds }, [echo])
  const url = await open.listen({ host: '127.0.0.1', port: 0 })
  const slow = Array.from({ length: 5_000 }, (_, i) => dripping(Number(new URL(url).port), i % 2 === 0))
  try {
    expect((await fetch(`${url}/v1/list?limit=1`)).status).toBe(200)
    await Promise.all(slow)
    expect((await fetch(`${url}/v1/list?limit=1`)).status).toBe(200)
  } finally {
    await open.close()
  }
})

test('T27: who is cut off for sending too slowly is told so', async () => {
  const bounds = { ...provider.deps.bounds, arrival: 200 }
  const open = await buildApp({ ...provider.deps, bounds }, [echo])
  const url = await open.listen({ host: '127.0.0.1', port: 0 })
  try {
    for (const start of ['', 'content-type: application/json\r\ncontent-length: 99\r\n\r\n{']) {
      const [head = '', body = ''] = (await answerTo(url, `POST /v1/echo HTTP/1.1\r\nhost: x\r\n${start}`)).split(
        '\r\n\r\n',
      )
      expect(head).toMatch(/^HTTP\/1\.1 408 Request Timeout\r\n/)
      expect(head).toContain('Content-Type: application/problem+json; charset=utf-8')
      expect(JSON.parse(body)).toMatchObject({ status: 408, code: 'request_timeout' })
    }
    expect(await answerTo(url, 'no HTTP\r\n\r\n')).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/)
    expect(await answerTo(url, `GET / HTTP/1.1\r\nhost: x\r\nx: ${'a'.repeat(17_000)}\r\n\r\n`)).toMatch(
      /^HTTP\/1\.1 431 /,
    )
  } finally {
    await open.close()
  }
})

/** All that comes back for these bytes until the server hangs up. */
function answerTo(url: string, bytes: string): Promise<string> {
  const { promise, resolve } = Promise.withResolvers<string>()
  const socket = connect(Number(new URL(url).port), '127.0.0.1')
  let text = ''
  socket.on('data', (piece) => (text += String(piece)))
  socket.on('error', () => undefined)
  socket.on('close', () => resolve(text))
  socket.write(bytes)
  return promise
}

/** Sends a request slower than it may arrive, its headers or its body; resolves when the server hangs up. */
function dripping(port: number, headers: boolean): Promise<void> {
  const socket = connect(port, '127.0.0.1')
  const start = 'POST /v1/echo HTTP/1.1\r\nhost: x\r\n'
  socket.write(headers ? start : `${start}content-type: application/json\r\ncontent-length: 99\r\n\r\n{`)
  const drip = setInterval(() => socket.write(headers ? 'x-a: b\r\n' : ' '), 400)
  const closed = Promise.withResolvers<void>()
  socket.on('error', () => undefined)
  socket.on('close', () => {
    clearInterval(drip)
    closed.resolve()
  })
  socket.resume()
  return closed.promise
}

test('a database that is away is 503 with a time to come back, not a fault', async () => {
  const away = await testProvider()
  await away.deps.pool.end()
  const answer = await away.inject({ url: '/api/wallet/session', cookies: { '__Host-farthing': 'x'.repeat(43) } })
  expect(answer.json()).toMatchObject({ code: 'overloaded', status: 503 })
  expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0)
})

test('every code has a page that its type leads to', async () => {
  for (const code of codesOf(provider.deps.problems))
    expect((await provider.inject({ url: `/problems/${code}` })).statusCode).toBe(200)
  expect((await provider.inject({ url: '/problems/none' })).statusCode).toBe(404)
})
