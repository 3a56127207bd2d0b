import { connect } from 'node:net'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { TestUser } from '../identity/fixtures.ts'
import type { TestProvider } from '../platform/testing.ts'
import { testProvider } from '../platform/testing.ts'
import { aBuyer, approve, press, purchaseBody } from '../purchase/http-fixtures.ts'
import type { TestVendor } from '../vendor/fixtures.ts'
import { aVendor } from '../vendor/fixtures.ts'
import { aSong } from './fixtures.ts'

let provider: TestProvider
let shop: TestVendor
let buyer: TestUser
beforeAll(async () => {
  provider = await testProvider()
  const sites = [
    'http://shop.localhost',
    'https://shop.example',
    'https://xn--mnchen-3ya.example',
    'https://dot.example.',
  ]
  shop = await aVendor(provider, { sites })
  buyer = await aBuyer(provider)
})
afterAll(() => provider.close())

const signed = "/a%20b/%7Efile?Signature=abc%2Bdef~g%3D&Key-Pair-Id=K+1&x='!*()"

/** Asks for a purchase that comes back to a URL. */
async function ask(returnUrl: string, change: object = {}): Promise<string> {
  const answer = await shop.post(
    '/v1/purchases',
    purchaseBody({ return_url: returnUrl, cancel_url: returnUrl, ...change }),
  )
  expect(answer.statusCode, answer.body).toBe(201)
  expect(answer.json()).toMatchObject({ return_url: returnUrl, cancel_url: returnUrl })
  return answer.json<{ id: string }>().id
}
const verify = async (purchase: string, token: string, returnUrl: string) =>
  (await shop.post(`/v1/purchases/${purchase}/verify`, { token, return_url: returnUrl })).json<{
    code?: string
    param?: string
    purchase?: { return_url: string }
  }>()

test.each([
  ['http://shop.localhost', 'http://shop.localhost/'],
  ['https://shop.example', 'https://shop.example/'],
  ['https://shop.example/', 'https://shop.example'],
  ['HTTPS://Shop.Example:443?order=1', 'https://shop.example/?order=1'],
  ['https://shop.example/read#foot', 'https://shop.example/read'],
  ['https://münchen.example/é?ü', 'https://xn--mnchen-3ya.example/%C3%A9?%C3%BC'],
  [`https://shop.example${signed}`, `https://shop.example${signed.replace("'", '%27')}`],
])('R28: a return to %s is verified as a browser shows it, %s', async (registered, shown) => {
  const purchase = await ask(registered)
  const { token } = await approve(provider, buyer, purchase)
  expect(await verify(purchase, token, shown)).toMatchObject({ purchase: { return_url: registered } })
})

test.each([
  'https://shop.example.evil.example/b',
  'https://shop.example@evil.example/b',
  'https://user@shop.example/b',
  '//shop.example/b',
  'https:/\\shop.example/b',
  'https://shop.example/a/../b',
  'https://shop.example/a/%2e%2e/b',
  'https://shop.example./b',
  'https://shop.example:444/b',
  'http://shop.example/b',
  'https://shop.example/%62',
  'https://shop.example/b/',
])('T13: a return to https://shop.example/b is not verified as %s', async (shown) => {
  const purchase = await ask('https://shop.example/b')
  const { token } = await approve(provider, buyer, purchase)
  expect(await verify(purchase, token, shown)).toMatchObject({ code: 'token_invalid', param: 'return_url' })
})

test.each([
  [`https://shop.example${signed}`, `https://shop.example${signed}&`, ''],
  [`HTTPS://SHOP.example:443${signed}#top`, `HTTPS://SHOP.example:443${signed}&`, '#top'],
  ['https://dot.example./a', 'https://dot.example./a?', ''],
  ['https://shop.example', 'https://shop.example?', ''],
  ['https://münchen.example/é/~%7e?ü=+', 'https://xn--mnchen-3ya.example/%C3%A9/~%7e?%C3%BC=+&', ''],
])('R28: browsers are sent to %s character for character', async (url, sent, foot) => {
  const purchase = await ask(url)
  const cancelled = await press(provider, buyer.headers, `/c/${purchase}/cancel`, {})
  expect(cancelled.headers.location).toBe(`${sent}farthing_purchase=${purchase}${foot}`)
  await approve(provider, buyer, purchase)
  const back = String((await press(provider, buyer.headers, `/c/${purchase}/return`, {})).headers.location)
  expect(back.startsWith(`${sent}farthing_purchase=${purchase}&farthing_token=ey`)).toBe(true)
  expect(back.endsWith(foot)).toBe(true)

  const song = await ask('https://shop.example/', { item: aSong({ content_url: url }) })
  await approve(provider, buyer, song)
  const { entitlement } = (await shop.get(`/v1/purchases/${song}`)).json<{ entitlement: string }>()
  const opened = await provider.inject({
    method: 'POST',
    url: `/api/wallet/library/${entitlement}/open`,
    headers: buyer.headers,
  })
  expect(opened.json<{ url: string }>().url).toMatch(/^[!-~]+$/)
  expect(opened.json<{ url: string }>().url.startsWith(`${sent}farthing_token=ey`)).toBe(true)
  const { item } = (await shop.get(`/v1/purchases/${song}`)).json<{ item: { id: string } }>()
  expect((await shop.get(`/v1/items/${item.id}`)).json()).toMatchObject({ content_url: url })
})

test('R28: the bytes on the line are those that the vendor wrote', async () => {
  const purchase = await ask(`https://shop.example${signed}`)
  const { app } = await provider.another()
  await app.listen({ host: '127.0.0.1', port: 0 })
  const { port } = app.server.address() as AddressInfo
  const headers = Object.entries({ ...buyer.headers, host: 'x', connection: 'close', 'content-length': '0' })
  const lines = [`POST /c/${purchase}/cancel HTTP/1.1`, ...headers.map(([name, value]) => `${name}: ${value}`)]
  const chunks: Buffer[] = []
  await new Promise<void>((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(`${lines.join('\r\n')}\r\n\r\n`))
    socket.on('data', (chunk) => chunks.push(chunk)).on('close', () => resolve())
  })
  expect(Buffer.concat(chunks).toString('latin1')).toContain(
    `\r\nlocation: https://shop.example${signed}&farthing_purchase=${purchase}\r\n`,
  )
})
