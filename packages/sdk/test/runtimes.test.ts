import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { globSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { findRuntimes } from '../../../scripts/runtimes.ts'
import type { Runtime } from '../../../scripts/runtimes.ts'
import { freePort } from '../src/testing/free-port.ts'
import { standInProvider, testBrowser } from '../src/testing/index.ts'
import type { StandInProvider } from '../src/testing/index.ts'
import { signTestWebhook } from '../src/webhook.ts'
import { packed } from './packed.ts'
import type { Packed } from './packed.ts'
import { commandOf, shopModule } from './shops.ts'

const webhookSecret = `whsec_${btoa('a secret of twenty-four b')}`

let sdk: Packed
let provider: StandInProvider
let shop: { url: string; close(): Promise<void> }

beforeAll(() => {
  sdk = packed()
  writeFileSync(join(sdk.away, 'shop.js'), shopModule)
}, 180_000)
afterAll(() => sdk.remove())

/** The vendor's shop, running in one of the runtimes. */
async function open(runtime: Runtime): Promise<typeof shop> {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  provider.book.sites.add(`${url}/`)
  const { apiKey, url: apiUrl } = provider
  const facts = { apiKey, apiUrl, publicUrl: url, cookieSecret: 'x'.repeat(32), webhookSecret }
  const modules = globSync(join(sdk.away, 'node_modules/@farthing/sdk/dist/**/*.js'))
  const { args, files } = commandOf(
    runtime.name,
    port,
    facts,
    modules.map((path) => relative(sdk.away, path)),
  )
  for (const [name, text] of Object.entries(files)) writeFileSync(join(sdk.away, name), text)
  const env = { ...process.env, DENO_NO_UPDATE_CHECK: '1', DENO_DIR: join(sdk.away, '.deno'), DO_NOT_TRACK: '1' }
  const child = spawn(runtime.path, args, { cwd: sdk.away, env, stdio: ['ignore', 'pipe', 'pipe'] })
  await answering(url, child)
  const ended = new Promise((resolve) => child.once('close', resolve))
  return {
    url,
    async close() {
      child.kill('SIGKILL')
      await ended
    },
  }
}

async function answering(url: string, child: ChildProcess): Promise<void> {
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (text: Buffer) => (said += text.toString()))
  while (child.exitCode === null) {
    const answer = await fetch(url).catch(() => undefined)
    if (answer !== undefined) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error(`the shop ended: ${said}`)
}

describe.each(findRuntimes(console.log).found)('the packed SDK in $name $version', (runtime) => {
  beforeEach(async () => {
    provider = await standInProvider()
    shop = await open(runtime)
    provider.calls.length = 0
  })
  afterEach(async () => {
    await shop.close()
    await provider.close()
  })
  const asked = async (path: string, init: RequestInit = {}) => (await fetch(shop.url + path, init)).text()

  it('calls the provider, again where it is down or the answer is lost, under one key', async () => {
    expect(JSON.parse(await asked('/vendor'))).toMatchObject({ object: 'vendor', name: 'Stand-in vendor' })
    provider.calls.length = 0
    provider.fail({ status: 503 }, 'drop')
    expect(JSON.parse(await asked('/publish'))).toMatchObject({ sku: 'eels', version: 1 })
    expect(provider.calls).toHaveLength(3)
    expect(new Set(provider.calls.map((call) => call.idempotencyKey)).size).toBe(1)
  })

  it('follows no redirect with the key, and names it', async () => {
    provider.fail({ status: 308, headers: { location: 'http://127.0.0.1:1/' } })
    expect(JSON.parse(await asked('/vendor'))).toMatchObject({ code: 'redirected', attempts: 1 })
    expect(provider.calls).toHaveLength(1)
  })

  it('ends a call when its signal says so, and when nothing answers', async () => {
    expect(JSON.parse(await asked('/aborted'))).toMatchObject({ code: 'aborted', attempts: 0 })
    expect(JSON.parse(await asked('/away'))).toMatchObject({ code: 'unreachable', attempts: 2, outcome: 'unknown' })
  })

  it('sells a page, with a form, from the offer to the text, and keeps the licence in a cookie', async () => {
    const browser = testBrowser()
    expect((await browser.get(`${shop.url}/eels`)).text).toContain('Pay 12 tokens · $0.12')
    const approval = await browser.post(`${shop.url}/farthing/buy/eels`, [
      ['gift', ''],
      ['to', 'Ada\r\nand Grace'],
      ['colour', 'red'],
      ['colour', 'blue'],
    ])
    expect(approval.url).toContain(`${provider.url}/c/txn_`)
    const bought = await browser.post(`${approval.url}/approve`, {}, provider.url)
    expect(bought).toMatchObject({ status: 200, url: `${shop.url}/eels`, text: 'The whole article.' })
    expect((await browser.get(`${shop.url}/eels`)).text).toBe('The whole article.')
    expect((await testBrowser().get(`${shop.url}/eels`)).text).toContain('farthing-pay')
    expect((await browser.get(`${shop.url}/farthing/pay.js`)).text).toContain('farthing-pay')
    const [purchase] = provider.book.purchases.values()
    expect(purchase?.form_parameters).toEqual({ gift: '', to: 'Ada\nand Grace', colour: ['red', 'blue'] })
  })

  it('verifies a webhook, and says what is wrong with another', async () => {
    const body = JSON.stringify({ type: 'purchase.captured', timestamp: '2026-11-24T09:00:00Z', data: { id: 'txn_1' } })
    const headers = await signTestWebhook({ secret: webhookSecret, id: 'evt_1', body })
    expect(await asked('/webhook', { method: 'POST', headers, body })).toBe('purchase.captured')
    expect(await asked('/webhook', { method: 'POST', headers, body: `${body} ` })).toContain('no signature matches')
  })
})
