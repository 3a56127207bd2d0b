import type { Server } from 'node:http'
import { farthing } from '@farthing/sdk'
import { standInProvider, testBrowser } from '@farthing/sdk/testing'
import type { StandInProvider, TestBrowser } from '@farthing/sdk/testing'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { freePort } from '../../../packages/sdk/src/testing/free-port.ts'
import { readConfig } from './config.ts'
import type { Kept } from './kept.ts'
import type { Orders } from './orders.ts'
import { register } from './register.ts'
import type { Registration } from './register.ts'
import { buildServer } from './server.ts'
import { wavOf } from './sound.ts'
import type { Score } from './sound.ts'

const time = { now: 0 }
let provider: StandInProvider
let server: Server
let url: string
let soundOf: (score: Score) => Buffer
let browser: TestBrowser

beforeEach(async () => {
  time.now = Date.UTC(2026, 10, 24, 9)
  soundOf = wavOf
  provider = await standInProvider({ clock: () => time.now })
  const port = await freePort()
  url = `http://127.0.0.1:${port}`
  const environment = { PORT: String(port), PUBLIC_URL: url, PROVIDER_API_URL: provider.url }
  const config = readConfig({ ...environment, PROVIDER_PUBLIC_URL: provider.url, FARTHING_API_KEY: provider.apiKey })
  const client = farthing({ apiKey: config.apiKey, apiUrl: config.providerApiUrl })
  const cookieSecret = 'a cookie secret of thirty-two characters or more'
  const common = { config, client, say: () => undefined }
  const kept = inMemory<Registration>({ webhook: undefined, cookieSecret })
  const items = await register({ ...common, kept, sleep: () => Promise.resolve() })
  const orders = inMemory<Orders>({ orders: [], seen: [] })
  const clock = () => time.now
  const made = (score: Score) => soundOf(score)
  server = await buildServer({ ...common, items, cookieSecret, webhookSecret: 'whsec_', orders, clock, soundOf: made })
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))

  browser = testBrowser()
  const approval = await browser.post(`${url}/farthing/buy/eel-catcher.three-plays`)
  await browser.post(`${approval.url}/approve`, {}, provider.url)
})
afterEach(async () => {
  await new Promise((resolve) => server.close(resolve))
  await provider.close()
})

function inMemory<T>(start: T): Kept<T> {
  let current = start
  return {
    read: () => current,
    write(next) {
      current = next
      return Promise.resolve()
    },
  }
}

const song = (path = '') => `${url}/songs/eel-catcher${path}`
const press = async () => (await browser.post(song('/play'))).text
const sound = async (headers = {}) => (await browser.get(song('/sound.wav'), headers)).status
const playsLeft = () => [...provider.book.entitlements.values()][0]?.views_left

it('R44: three plays are three, each with as many requests as its player makes', async () => {
  for (const [left, words] of [
    [2, '2 plays left after this one'],
    [1, '1 play left after this one'],
    [0, 'That was the last of your plays.'],
  ] as const) {
    expect(await press()).toContain(words)
    expect(await sound()).toBe(200)
    expect(await sound({ range: 'bytes=0-' })).toBe(206)
    expect(await sound({ range: 'bytes=4096-' })).toBe(206)
    expect((await browser.get(song())).text).toContain(words)
    expect(playsLeft()).toBe(left)
    time.now += 300_000
    expect(await sound()).toBe(403)
  }
  expect((await browser.post(song('/play'))).url).toBe(song('?farthing_notice=licence_ended'))
})

it('R44: a press twice, or pressed again while it plays, is one play', async () => {
  await Promise.all([press(), press()])
  await Promise.all([sound(), sound()])
  await press()
  expect(await sound()).toBe(200)
  expect(playsLeft()).toBe(2)
})

it('R44: a play that fails is given back, and plays when asked for again', async () => {
  soundOf = () => {
    throw new Error('the tape is torn')
  }
  // Sounds that were made are kept: this one was not.
  const torn = `${url}/songs/prickwillow`
  const approval = await browser.post(`${url}/farthing/buy/prickwillow.three-plays`)
  await browser.post(`${approval.url}/approve`, {}, provider.url)
  const entitlement = [...provider.book.entitlements.values()].at(-1)
  await browser.post(`${torn}/play`)
  expect((await browser.get(`${torn}/sound.wav`)).status).toBe(500)
  soundOf = wavOf
  expect((await browser.get(`${torn}/sound.wav`, { range: 'bytes=99999999-' })).status).toBe(416)
  expect((await browser.get(`${torn}/sound.wav`)).status).toBe(200)
  expect(entitlement?.views_left).toBe(2)
  expect([...provider.book.admissions.all.values()].map((each) => each.status)).toEqual(['voided', 'voided', 'live'])
})
