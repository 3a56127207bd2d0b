import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { signTestWebhook } from '@farthing/sdk'
import { standInProvider, testBrowser } from '@farthing/sdk/testing'
import type { StandInProvider } from '@farthing/sdk/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { articles } from './articles/index.ts'
import { readConfig } from './config.ts'
import { freePort } from '../../../packages/sdk/src/testing/free-port.ts'

let provider: StandInProvider
let folder: string
let url: string
let environment: Record<string, string>
let stop: () => Promise<number | null>

beforeAll(async () => {
  provider = await standInProvider()
  folder = await mkdtemp(join(tmpdir(), 'courier-'))
  const port = await freePort()
  url = `http://127.0.0.1:${port}`
  environment = {
    PORT: String(port),
    PUBLIC_URL: url,
    PROVIDER_API_URL: provider.url,
    PROVIDER_PUBLIC_URL: provider.url,
    FARTHING_API_KEY: provider.apiKey,
    DATA_FOLDER: folder,
  }
  stop = await run()
})
afterAll(async () => {
  await stop()
  await provider.close()
  await rm(folder, { recursive: true })
})

/** Starts the paper as its operator would, and waits for its line. @returns How to stop it, with its exit code. */
async function run(): Promise<() => Promise<number | null>> {
  const main = new URL('./main.ts', import.meta.url)
  const env = { ...process.env, NODE_OPTIONS: '', ...environment }
  const child = spawn(process.execPath, [main.pathname], { env, stdio: ['ignore', 'pipe', 'ignore'] })
  const exit = new Promise<number | null>((resolve) => child.once('exit', resolve))
  const line = await Promise.race([
    new Promise<string>((resolve) => child.stdout.once('data', (chunk: Buffer) => resolve(chunk.toString()))),
    exit.then((code) => `ended with ${code}`),
  ])
  expect(JSON.parse(line)).toEqual({ ready: true, url })
  return () => {
    child.kill('SIGTERM')
    return exit
  }
}

describe('The Fenland Courier', () => {
  it('R42: tells the provider its site, its contributors and its articles, each with price, licence and shares', () => {
    expect([...provider.book.sites]).toEqual([`${url}/`])
    expect([...provider.book.rightsholders.values()].map((holder) => holder.name)).toContain('Nora Whitlock')
    const item = [...provider.book.items.values()].find((one) => one.sku === 'pumping-station')
    expect(item).toMatchObject({
      price: { amount: '0.12', currency: 'USD' },
      terms: { days_to_view: 30, counts_from: 'first_opening' },
      content_url: `${url}/articles/pumping-station`,
    })
    expect(item?.shares.map(({ role, basis_points }) => [role, basis_points])).toEqual([
      ['author', 3200],
      ['photographer', 600],
    ])
  })

  it('R41: shows the front page with every price, to anyone, with nothing to install', async () => {
    const front = await testBrowser().get(url)
    for (const article of articles) expect(front.text).toContain(article.headline)
    expect(front.text).toContain('12 tokens · $0.12')
    expect(front.text).toContain('0.25 tokens')
    expect(front.headers.get('content-security-policy')).toContain("default-src 'none'")
  })

  it('R27: sends no word of what is sold before it is bought', async () => {
    const browser = testBrowser()
    for (const article of articles) {
      const page = await browser.get(`${url}/articles/${article.slug}`)
      expect(page.text).toContain('farthing-pay')
      for (const paragraph of article.rest) expect(page.text).not.toContain(paragraph.slice(0, 40))
      for (const row of article.table?.rows ?? []) expect(page.text).not.toContain(row[1])
    }
  })

  it('R28 R29 R44: sells an article, and it stays open for thirty days', async () => {
    const browser = testBrowser()
    const approval = await browser.post(`${url}/farthing/buy/bog-oak`)
    const bought = await browser.post(`${approval.url}/approve`, {}, provider.url)
    expect(bought.url).toBe(`${url}/articles/bog-oak`)
    expect(bought.text).toContain('Lorrimer has kept that ring uppermost')
    expect(bought.text).toMatch(/Yours until \d+ \w+ \d{4}, \d\d:\d\d/)
    expect((await browser.get(url)).text).toContain('Yours until')
    expect(bought.text).not.toContain('farthing_token')
  })

  it('says what did not happen to the money where the reader leaves without buying', async () => {
    const browser = testBrowser()
    const approval = await browser.post(`${url}/farthing/buy/tide-table`)
    const left = await browser.post(`${approval.url}/cancel`, {}, provider.url)
    expect(left.url).toBe(`${url}/articles/tide-table?farthing_notice=cancelled`)
    expect(left.text).toContain('Nothing is taken before you approve it at Farthing.')
  })

  it('T18: learns of a sale by webhook, once, and takes no forged one', async () => {
    const desk = await until(async () => {
      const page = await testBrowser().get(`${url}/desk`)
      return page.text.includes('A table five thousand years in the making') ? page.text : undefined
    })
    expect(desk).toContain('captured')
    const body = JSON.stringify({ type: 'purchase.captured', timestamp: '2026-11-24T09:00:00Z', data: {} })
    const secret = `whsec_${btoa('somebody else entirely')}`
    const headers = await signTestWebhook({ secret, id: 'evt_forged', body })
    const forged = await fetch(`${url}/webhooks/farthing`, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body,
    })
    expect(forged.status).toBe(400)
  })

  it('starts again on what it has: nothing is made twice at the provider, readers stay in, sales stay told', async () => {
    const browser = testBrowser()
    const approval = await browser.post(`${url}/farthing/buy/eel-licence`)
    await browser.post(`${approval.url}/approve`, {}, provider.url)
    await until(async () =>
      (await readFile(join(folder, 'sales.json'), 'utf8')).includes('eel-licence') ? true : undefined,
    )
    const before = [provider.book.rightsholders.size, provider.book.items.size, provider.book.endpoints.size]

    expect(await stop()).toBe(0)
    stop = await run()
    expect([provider.book.rightsholders.size, provider.book.items.size, provider.book.endpoints.size]).toEqual(before)
    expect([...provider.book.items.values()].every((item) => item.version === 1)).toBe(true)
    expect((await browser.get(`${url}/articles/eel-licence`)).text).toContain('Twelve in a night')
    expect((await browser.get(`${url}/desk`)).text).toContain('One licence, forty hives')
  })

  it('answers what it does not have with 404 and its front page', async () => {
    for (const path of ['/articles/none', '/articles/%00', '/x', '//evil.test/articles']) {
      expect((await testBrowser().get(url + path)).status, path).toBe(404)
    }
  })
})

it('names every mistake in the environment at once', () => {
  expect(() => readConfig({ PORT: 'x', PUBLIC_URL: 'ftp://x', FARTHING_API_KEY: 'pk' })).toThrow(
    /PORT[^\n]*\nPUBLIC_URL[^\n]*\nFARTHING_API_KEY/,
  )
})

async function until<T>(look: () => Promise<T | undefined>): Promise<T> {
  for (let attempt = 0; attempt < 100; attempt++) {
    const found = await look().catch(() => undefined)
    if (found !== undefined) return found
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error('it did not happen within ten seconds')
}
