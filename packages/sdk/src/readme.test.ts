import { spawn } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { standInProvider, testBrowser } from './testing/index.ts'
import { signTestWebhook } from './webhook.ts'
import { freePort } from './testing/free-port.ts'

const readme = await readFile(new URL('../README.md', import.meta.url), 'utf8')
const blocks = [...readme.matchAll(/```ts\n(.*?)```/gs)].map((match) => match[1] ?? '')
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

  it('R41: sells a page and takes a webhook when it is run as it stands', async () => {
    const provider = await standInProvider()
    const port = await freePort()
    const url = `http://127.0.0.1:${port}`
    provider.book.sites.add(`${url}/`)
    const program = [
      'const seen = new Set(); const isNew = (id) => !seen.has(id) && seen.add(id); const keep = (data) => console.log(data.id)',
      blockWith('fastifyPaywall(')
        .replace('https://wallet.example', provider.url)
        .replace('https://courier.example', url),
      blockWith('verifyWebhook('),
      `await app.listen({ port: ${port} }); console.log('listening')`,
    ].join('\n')
    const env = { FARTHING_API_KEY: provider.apiKey, COOKIE_SECRET: 'x'.repeat(32), FARTHING_WEBHOOK_SECRET: secret }
    const child = spawn(process.execPath, ['--input-type=module', '--eval', program], {
      cwd: fileURLToPath(new URL('..', import.meta.url)),
      env: { ...process.env, NODE_OPTIONS: '', ...env },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    try {
      await new Promise((resolve) => child.stdout.once('data', resolve))
      const browser = testBrowser()
      expect((await browser.get(`${url}/eels`)).text).toContain('Pay 12 tokens · $0.12')
      const approval = await browser.post(`${url}/farthing/buy/eels`)
      const bought = await browser.post(`${approval.url}/approve`, {}, provider.url)
      expect([bought.url, bought.text]).toEqual([`${url}/eels`, 'The whole article.'])

      const body = JSON.stringify({
        type: 'purchase.captured',
        timestamp: '2026-11-24T09:00:00Z',
        data: { id: 'txn_1' },
      })
      const headers = { ...(await signTestWebhook({ secret, id: 'evt_1', body })), 'content-type': 'application/json' }
      const post = (init: RequestInit) => fetch(`${url}/webhooks/farthing`, { method: 'POST', body, ...init })
      expect((await post({ headers })).status).toBe(204)
      expect((await post({ headers: { ...headers, 'webhook-id': 'evt_2' } })).status).toBe(400)
    } finally {
      child.kill()
      await provider.close()
    }
  })
})
