import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { signTestWebhook } from '@farthing/sdk'
import { standInProvider, testBrowser } from '@farthing/sdk/testing'
import type { StandInProvider, TestBrowser } from '@farthing/sdk/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readConfig } from './config.ts'
import { hasPass, passFor } from './passes.ts'
import { freePort } from '../../../packages/sdk/src/testing/free-port.ts'

let provider: StandInProvider
let folder: string
let url: string
let environment: Record<string, string>
let stop: () => Promise<number | null>

beforeAll(async () => {
  provider = await standInProvider()
  folder = await mkdtemp(join(tmpdir(), 'halfstep-'))
  const port = await freePort()
  url = `http://127.0.0.1:${port}`
  environment = {
    PORT: String(port),
    PUBLIC_URL: url,
    PROVIDER_API_URL: provider.url,
    PROVIDER_PUBLIC_URL: provider.url,
    FARTHING_API_KEY: provider.apiKey,
    DATA_FOLDER: folder,
    STAFF_PASSWORD: 'low water',
  }
  stop = await run()
})
afterAll(async () => {
  await stop()
  await provider.close()
  await rm(folder, { recursive: true })
})

/** Starts the shop as its operator would, and waits for its line. @returns How to stop it, with its exit code. */
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

async function buy(browser: TestBrowser, sku: string) {
  const approval = await browser.post(`${url}/farthing/buy/${sku}`)
  return browser.post(`${approval.url}/approve`, {}, provider.url)
}

const song = () => `${url}/songs/eel-catcher`
const staff = { authorization: `Basic ${btoa('staff:low water')}` }

describe('Halfstep Records', () => {
  it('R44: offers a song for three plays or for good, and tells the provider who shares', async () => {
    const three = [...provider.book.items.values()].find((item) => item.sku === 'eel-catcher.three-plays')
    const forever = [...provider.book.items.values()].find((item) => item.sku === 'eel-catcher.forever')
    expect(three).toMatchObject({ terms: { times_to_view: 3 }, price: { amount: '0.045' }, content_url: song() })
    expect(forever).toMatchObject({ terms: {}, price: { amount: '0.65' } })
    expect(three?.shares.map(({ role, basis_points }) => [role, basis_points])).toEqual([
      ['performer', 6200],
      ['songwriter', 1000],
    ])
    const page = await testBrowser().get(song())
    expect(page.text).toContain('Pay 4.5 tokens · $0.045')
    expect(page.text).toContain('Pay 65 tokens · $0.65')
  })

  it('R44: a play is counted when its sound goes out, by ranges or whole, and by no press and no look', async () => {
    const browser = testBrowser()
    const bought = await buy(browser, 'eel-catcher.three-plays')
    expect(bought.url).toBe(song())
    expect((await browser.get(song())).text).toContain('3 plays left')
    expect((await browser.get(`${song()}/sound.wav`)).status).toBe(403)

    expect((await browser.post(`${song()}/play`)).text).toContain('2 plays left after this one')
    const [entitlement] = [...provider.book.entitlements.values()].slice(-1)
    expect(entitlement?.views_left).toBe(3)
    expect((await browser.get(`${song()}/sound.wav`)).status).toBe(200)
    for (const range of ['bytes=0-', 'bytes=65536-'])
      expect((await browser.get(`${song()}/sound.wav`, { range })).status).toBe(206)
    expect((await browser.get(song())).text).toContain('2 plays left after this one')
    expect(entitlement?.views_left).toBe(2)
  })

  it('R27: sends a real sound, whole or in part, to whoever has pressed Play and to nobody else', async () => {
    const browser = testBrowser()
    await buy(browser, 'slack-water.forever')
    await browser.post(`${url}/songs/slack-water/play`)
    const sound = `${url}/songs/slack-water/sound.wav`
    const whole = await browser.get(sound)
    expect(whole.headers.get('content-type')).toBe('audio/wav')
    expect(new TextDecoder().decode(whole.bytes.slice(0, 4))).toBe('RIFF')
    expect(whole.bytes.length).toBeGreaterThan(500_000)
    const loudest = new Int16Array(whole.bytes.slice(44).buffer).reduce((max, one) => Math.max(max, one), 0)
    expect(loudest).toBeGreaterThan(20_000)

    const part = await browser.get(sound, { range: 'bytes=0-99' })
    expect([part.status, part.bytes.length]).toEqual([206, 100])
    expect(part.headers.get('content-range')).toBe(`bytes 0-99/${whole.bytes.length}`)
    expect((await browser.get(sound, { range: 'bytes=99999999-' })).status).toBe(416)
    expect((await testBrowser().get(sound)).status).toBe(403)
    expect((await browser.get(`${url}/songs/prickwillow/sound.wav`)).status).toBe(403)
  })

  it('opens every song of a record that was bought whole, and counts none of them', async () => {
    const browser = testBrowser()
    const bought = await buy(browser, 'low-water')
    expect(bought.url).toBe(`${url}/records/low-water`)
    expect(bought.text).toContain('The record is yours')
    expect((await browser.post(`${url}/songs/prickwillow/play`)).text).toContain('Yours for good')
    expect((await browser.get(`${url}/songs/chamber-nine`)).text).toContain('farthing-pay')
  })

  it('T9: counts no play that another site asks for', async () => {
    const browser = testBrowser()
    await buy(browser, 'prickwillow.three-plays')
    const play = `${url}/songs/prickwillow/play`
    expect((await browser.post(play, {}, 'https://evil.test')).status).toBe(403)
    expect((await browser.get(play)).status).toBe(404)
    expect((await browser.get(`${url}/songs/prickwillow`)).text).toContain('3 plays left')
  })

  it('T18: shows staff the orders that webhooks told, and keeps them over a restart', async () => {
    await until(async () =>
      (await readFile(join(folder, 'orders.json'), 'utf8')).includes('"low-water"') ? true : undefined,
    )
    expect((await testBrowser().get(`${url}/orders`)).status).toBe(401)
    expect((await testBrowser().get(`${url}/orders`, { authorization: `Basic ${btoa('staff:high')}` })).status).toBe(
      401,
    )
    expect(await stop()).toBe(0)
    stop = await run()
    const orders = await testBrowser().get(`${url}/orders`, staff)
    expect(orders.text).toContain('low-water')
    expect(orders.text).toContain('performer')
    expect(provider.book.endpoints.size).toBe(1)
  })

  it('T18: takes no forged webhook, a repeated one once, and two in the wrong order as in the right', async () => {
    const [endpoint] = provider.book.endpoints.values()
    const [purchase] = provider.book.purchases.values()
    const send = async (id: string, type: string, second: number, change: object, secret = endpoint?.secret ?? '') => {
      const data = { ...purchase, id: 'txn_shuffled', ...change }
      const body = JSON.stringify({ type, timestamp: `2027-01-01T09:00:0${second}Z`, data })
      const headers = await signTestWebhook({ secret, id, body })
      return (await fetch(`${url}/webhooks/farthing`, { method: 'POST', headers, body })).status
    }
    const refunded = { status: 'captured', refunded: { amount: '0.045', currency: 'USD' } }
    expect(await send('evt_a', 'purchase.captured', 1, {}, `whsec_${btoa('somebody else')}`)).toBe(400)
    expect(await send('evt_b', 'purchase.refunded', 3, refunded)).toBe(204)
    expect(await send('evt_c', 'purchase.captured', 2, { status: 'captured' })).toBe(204)
    expect(await send('evt_c', 'purchase.captured', 2, { status: 'captured' })).toBe(204)
    const kept = JSON.parse(await readFile(join(folder, 'orders.json'), 'utf8')) as { orders: { purchase: string }[] }
    expect(kept.orders.filter((order) => order.purchase === 'txn_shuffled')).toMatchObject([
      {
        status: 'refunded',
        events: [
          { type: 'purchase.captured', at: '2027-01-01T09:00:02Z' },
          { type: 'purchase.refunded', at: '2027-01-01T09:00:03Z' },
        ],
      },
    ])
  })
})

describe('a pass to a sound', () => {
  const secret = 'a secret that only the shop has, long'

  it('lets in for its song until its end, and nothing that was changed', () => {
    const now = Date.UTC(2026, 10, 24)
    const cookie = passFor(secret, 'eel-catcher', 22, now, true).split(';')[0] ?? ''
    const allowed = (slug: string, header: string | undefined, at: number) => hasPass(secret, slug, header, at)
    expect(allowed('eel-catcher', cookie, now + 67_000)).toBe(true)
    expect(allowed('eel-catcher', `a=b; ${cookie}; c=d`, now)).toBe(true)
    expect(allowed('eel-catcher', cookie, now + 67_001)).toBe(false)
    expect(allowed('prickwillow', cookie, now)).toBe(false)
    expect(allowed('eel-catcher', cookie.replace(/=1/, '=2'), now)).toBe(false)
    expect(allowed('eel-catcher', undefined, now)).toBe(false)
  })
})

it('names every mistake in the environment at once', () => {
  expect(() => readConfig({ PORT: '0', PROVIDER_API_URL: 'x', FARTHING_API_KEY: '' })).toThrow(
    /PORT[^\n]*\nPROVIDER_API_URL[^\n]*\nFARTHING_API_KEY/,
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
