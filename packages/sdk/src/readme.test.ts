import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, it } from 'vitest'
import { standInProvider, testBrowser } from './testing/index.ts'
import { signTestWebhook } from './webhook.ts'
import { freePort } from './testing/free-port.ts'

const readme = await readFile(new URL('../README.md', import.meta.url), 'utf8')
const blocks = [...readme.matchAll(/```js\n(.*?)```/gs)].map((match) => match[1] ?? '')
const blockWith = (words: string) => blocks.find((block) => block.includes(words)) ?? ''

/** Lines that a vendor writes: no imports, no remarks, no space between. */
function linesOf(block: string): number {
  return block.split('\n').filter((line) => line.trim() !== '' && !/^(import|\/\/)/.test(line)).length
}

const secret = `whsec_${btoa('a secret of twenty-four b')}`

describe('the README', () => {
  it('needs fifteen lines for a paywall, ten for a webhook and one for a refund', () => {
    expect(linesOf(blockWith('fastifyPaywall('))).toBe(15)
    expect(linesOf(blockWith('verifyWebhook('))).toBeLessThanOrEqual(10)
    expect(linesOf(blockWith('refund('))).toBe(1)
  })

  it('R41: sells a page and takes a webhook when it is run as it stands, with the provider that it offers', async () => {
    const port = await freePort()
    const url = `http://127.0.0.1:${port}`
    const providerPort = await freePort()
    const provider = await started(
      blockWith('standInProvider({ port')
        .replace('4499', String(providerPort))
        .replace('http://127.0.0.1:3000/', `${url}/`),
    )
    expect(provider.said).toBe(`apiUrl: 'http://127.0.0.1:${providerPort}', apiKey: 'sk_test_standin'\n`)
    const vendor = await started(
      [
        'const seen = new Set(); const isNew = (id) => !seen.has(id) && seen.add(id); const keep = (data) => console.log(data.id)',
        blockWith('fastifyPaywall(')
          .replace('https://wallet.example', `http://127.0.0.1:${providerPort}`)
          .replace('https://courier.example', url),
        blockWith('verifyWebhook('),
        `await app.listen({ port: ${port} }); console.log('listening')`,
      ].join('\n'),
      { FARTHING_API_KEY: 'sk_test_standin', COOKIE_SECRET: 'x'.repeat(32), FARTHING_WEBHOOK_SECRET: secret },
    )
    await buysEels(url, `http://127.0.0.1:${providerPort}`)

    const body = JSON.stringify({ type: 'purchase.captured', timestamp: '2026-11-24T09:00:00Z', data: { id: 'txn_1' } })
    const headers = { ...(await signTestWebhook({ secret, id: 'evt_1', body })), 'content-type': 'application/json' }
    const post = (init: RequestInit) => fetch(`${url}/webhooks/farthing`, { method: 'POST', body, ...init })
    expect((await post({ headers })).status).toBe(204)
    expect((await post({ headers: { ...headers, 'webhook-id': 'evt_2' } })).status).toBe(400)
    expect(vendor.complained).toMatch(/^no signature matches: .*\n$/)
  })

  const facts = (apiUrl: string) => `
import { farthing, money, payButton } from '@farthing/sdk'
const client = farthing({ apiKey: 'sk_test_standin', apiUrl: '${apiUrl}' })
const price = money('0.12', 'USD')
const offer = (sku) => (sku === 'eels' ? { sku, price, path: '/eels', item: { sku, title: 'Eels', price } } : undefined)
const secret = 'x'.repeat(32)
`
  const inExpress = (block: string, port: number) => `
import express from 'express'
const app = express()
${block}
app.listen(${port}, '127.0.0.1', () => console.log('listening'))
`
  // What a runtime of standard requests does, in Node.
  const inFetch = (block: string, port: number) => `
import { createServer } from 'node:http'
import { Readable } from 'node:stream'
${block}
createServer(async (incoming, outgoing) => {
  const { method, headers } = incoming
  const body = method === 'POST' ? Readable.toWeb(incoming) : undefined
  const response = await answer(new Request('http://127.0.0.1:${port}' + incoming.url, { method, headers, body, duplex: 'half' }))
  for (const [name, value] of response.headers) outgoing.appendHeader(name, value)
  outgoing.writeHead(response.status).end(await response.text())
}).listen(${port}, '127.0.0.1', () => console.log('listening'))
`
  it.each([
    ['Express', 'nodePaywall(', inExpress],
    ['a server of standard requests', 'fetchPaywall(', inFetch],
  ])('R41: sells a page in %s when it is run as it stands', async (_, words, server) => {
    const port = await freePort()
    const url = `http://127.0.0.1:${port}`
    const provider = await standInProvider()
    provider.book.sites.add(`${url}/`)
    const block = blockWith(words).replace('https://courier.example', url)
    await started(facts(provider.url) + server(block, port))
    await buysEels(url, provider.url)
    await provider.close()
  })
})

type Started = { said: string; complained: string }
const children: ChildProcess[] = []
afterEach(async () => {
  for (const child of children.splice(0)) {
    child.kill()
    await once(child, 'close')
  }
})

/** A program of the README, running and having said its first word. */
async function started(program: string, env: Record<string, string> = {}): Promise<Started> {
  const child = spawn(process.execPath, ['--input-type=module', '--eval', program], {
    cwd: fileURLToPath(new URL('..', import.meta.url)),
    env: { ...process.env, NODE_OPTIONS: '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  children.push(child)
  const heard: Started = { said: '', complained: '' }
  child.stderr.on('data', (text: Buffer) => (heard.complained += text.toString()))
  child.stdout.on('data', (text: Buffer) => (heard.said += text.toString()))
  await Promise.race([once(child.stdout, 'data'), once(child, 'close')])
  if (child.exitCode !== null) throw new Error(heard.complained)
  return heard
}

async function buysEels(url: string, providerUrl: string): Promise<void> {
  const browser = testBrowser()
  expect((await browser.get(`${url}/eels`)).text).toContain('Pay 12 tokens · $0.12')
  const approval = await browser.post(`${url}/farthing/buy/eels`)
  const bought = await browser.post(`${approval.url}/approve`, {}, providerUrl)
  expect([bought.url, bought.text]).toEqual([`${url}/eels`, 'The whole article.'])
}
