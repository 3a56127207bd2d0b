// From the notice to the mail server: what goes out, what comes back, and what is then still tried.
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { buy } from '../access/fixtures.ts'
import type { TestUser } from '../identity/fixtures.ts'
import { aUser } from '../identity/fixtures.ts'
import type { Caught, MailCatcher } from '../platform/mail-fixtures.ts'
import { aMailServer, headerOf } from '../platform/mail-fixtures.ts'
import type { TestProvider } from '../platform/testing.ts'
import { testProvider } from '../platform/testing.ts'
import { waitingItems } from '../queue/index.ts'
import { aBuyer, press } from '../purchase/http-fixtures.ts'
import type { TestVendor } from '../vendor/fixtures.ts'
import { aVendor } from '../vendor/fixtures.ts'
import { noticesNow } from './fixtures.ts'
import { followForNotices, tell } from './tell.ts'

let smtp: MailCatcher
let provider: TestProvider
let vendor: TestVendor
let buyer: TestUser
beforeEach(async () => {
  smtp = await aMailServer()
  provider = await testProvider({
    FARTHING_SMTP_URL: smtp.url,
    FARTHING_MAIL_FROM: 'Farthing <no-reply@wallet.localhost>',
    FARTHING_BOUNCE_ADDRESS: 'bounce@wallet.localhost',
  })
  vendor = await aVendor(provider)
  buyer = await aBuyer(provider)
  await noticesNow(provider)
  await choose('each')
  smtp.caught.length = 0
})
afterEach(async () => {
  await provider.close()
  await smtp.close()
})

const choose = (receipts: string) =>
  provider.inject({ method: 'PUT', url: '/api/wallet/notices', headers: buyer.headers, payload: { receipts } })
const choices = async () =>
  (await provider.inject({ url: '/api/wallet/notices', headers: buyer.headers })).json<Record<string, unknown>>()
const states = async () =>
  (await provider.inject({ url: '/api/wallet/notices/sent', headers: buyer.headers }))
    .json<{ data: { subject: string; state: string }[] }>()
    .data.map(({ subject, state }) => `${state}: ${subject}`)
/** Users that wait in the queue of the provider's people. */
const waiting = async () =>
  (await waitingItems(provider.deps, 'notice.bounced', { after: undefined, limit: 10 })).map(({ subject }) => subject)
const bought = () => buy(provider, vendor, buyer)
const receipt = (): Caught => {
  const found = smtp.caught.find((mail) => headerOf(mail, 'Subject').startsWith('Receipt'))
  if (found === undefined) throw new Error('no receipt was sent')
  return found
}
const setLimit = (max: string) =>
  provider.inject({
    method: 'PUT',
    url: '/api/wallet/limits',
    headers: buyer.headers,
    payload: {
      attempt: `limit-for-${max}`.replaceAll('.', '-').padEnd(12, '0'),
      currency: 'USD',
      scope: 'account',
      period: 'day',
      max: { amount: max, currency: 'USD' },
    },
  })

test('a receipt goes out with a Message-ID of ours, as a program’s mail, with one press to stop them', async () => {
  await bought()
  await noticesNow(provider)
  const mail = receipt()
  expect(mail.to).toBe(buyer.email)
  expect(headerOf(mail, 'From')).toBe('Farthing <no-reply@wallet.localhost>')
  expect(headerOf(mail, 'Auto-Submitted')).toBe('auto-generated')
  expect(headerOf(mail, 'Message-ID')).toMatch(/^<[0-9a-f]{32}@wallet\.localhost>$/)
  expect(headerOf(mail, 'List-Unsubscribe-Post')).toBe('List-Unsubscribe=One-Click')
  expect(headerOf(mail, 'List-Unsubscribe')).toMatch(
    /^<http:\/\/wallet\.localhost:4400\/notices\/stop\?user=usr_[0-9a-z]{26}&proof=[\w-]{22}>$/,
  )
  // It comes back to an address that only we can have made.
  expect(mail.from).toMatch(/^bounce\+[0-9a-z]{42}@wallet\.localhost$/)
})

test('what is no receipt cannot be stopped, and does not say so', async () => {
  await setLimit('5')
  await noticesNow(provider)
  const [mail] = smtp.caught
  expect(mail && headerOf(mail, 'Subject')).toBe('A spending limit was changed')
  expect(mail && headerOf(mail, 'List-Unsubscribe')).toBe('')
  expect(mail?.raw).toContain('was set to $5 on 1 June 2026, 12:00')
})

describe('T18b: receipts are stopped by the link of a mail', () => {
  const stop = async () => {
    await bought()
    await noticesNow(provider)
    const { pathname, search } = new URL(headerOf(receipt(), 'List-Unsubscribe').slice(1, -1))
    return pathname + search
  }

  test('in one press of a mail program, which has no cookie and comes from anywhere', async () => {
    const url = await stop()
    const boundary = 'part'
    const answer = await provider.inject({
      method: 'POST',
      url,
      headers: { 'content-type': `multipart/form-data; boundary=${boundary}`, origin: 'https://mail.example' },
      payload: `--${boundary}\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--${boundary}--\r\n`,
    })
    expect(answer.statusCode).toBe(200)
    expect(await choices()).toMatchObject({ receipts: 'none' })
  })

  test('as a form of the other kind, too', async () => {
    const url = await stop()
    const answer = await press(provider, {}, url, { 'List-Unsubscribe': 'One-Click' })
    expect(answer.statusCode).toBe(200)
    expect(await choices()).toMatchObject({ receipts: 'none' })
  })

  test('a look at the page changes nothing: mail programs open links', async () => {
    const url = await stop()
    const page = await provider.inject({ url, headers: { accept: 'text/html' } })
    expect(page.statusCode).toBe(200)
    expect(page.body).toContain('Stop receipts by mail')
    expect(await choices()).toMatchObject({ receipts: 'each' })
  })

  test('another’s link, or one that was changed, changes nothing', async () => {
    const url = await stop()
    const other = await aUser(provider)
    for (const wrong of [
      url.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A')),
      url.replace(/usr_\w+/, 'usr_01k9vq3m2r8tqd4s0c5w7x9y2z'),
      '/notices/stop?user=usr_01k9vq3m2r8tqd4s0c5w7x9y2z',
      '/notices/stop',
    ]) {
      const answer = await press(provider, other.headers, wrong, {})
      expect([wrong, answer.statusCode]).toEqual([wrong, 410])
    }
    expect(await choices()).toMatchObject({ receipts: 'each' })
  })
})

describe('a mail that the mail server refuses', () => {
  test('for good, by its recipient, has come back: it is not tried again', async () => {
    smtp.refusal = { at: 'recipient', status: 550 }
    await bought()
    await noticesNow(provider)
    expect(await states()).toContain('bounced: Receipt: Eel Catcher, $0.045 (4.5 tokens)')
    expect(await choices()).toMatchObject({ reached: false, withheld: false, bounced_at: '2026-06-01T12:00:00.000Z' })
    smtp.refusal = undefined
    provider.clock.advance(86_400)
    await noticesNow(provider)
    expect(smtp.caught).toEqual([])
  })

  test('for good, for what it says, says nothing of the address', async () => {
    smtp.refusal = { at: 'message', status: 554 }
    await bought()
    await noticesNow(provider)
    expect(await states()).toContain('bounced: Receipt: Eel Catcher, $0.045 (4.5 tokens)')
    expect(await choices()).toMatchObject({ reached: true })
  })

  test('for now, is tried again, twelve times, and then given up', async () => {
    smtp.refusal = { at: 'recipient', status: 450 }
    await bought()
    await noticesNow(provider)
    expect(await states()).toContain('waiting: Receipt: Eel Catcher, $0.045 (4.5 tokens)')
    for (let i = 0; i < 12; i++) {
      provider.clock.advance(7_200)
      await noticesNow(provider)
    }
    const { rows } = await provider.deps.pool.query(`SELECT state, reason FROM notices WHERE class = 'receipt'`)
    expect(rows).toEqual([{ state: 'given_up', reason: 'the mail server answered 450' }])
  })
})

test('after three that came back, only what the account’s safety needs is tried, until the address is confirmed', async () => {
  smtp.refusal = { at: 'recipient', status: 550 }
  for (let i = 0; i < 3; i++) await bought()
  await noticesNow(provider)
  expect(await choices()).toMatchObject({ reached: false, withheld: true })
  await noticesNow(provider)
  expect(await waiting()).toEqual([buyer.user])
  smtp.refusal = undefined
  await bought()
  await setLimit('6')
  await noticesNow(provider)
  expect(smtp.caught.map((mail) => headerOf(mail, 'Subject'))).toEqual(['A spending limit was changed'])
  expect((await states()).filter((state) => state.startsWith('withheld'))).toHaveLength(1)

  const ask = {
    method: 'POST',
    url: '/api/wallet/notices/confirm-address',
    headers: buyer.headers,
    payload: {},
  } as const
  expect((await provider.inject(ask)).json()).toEqual({ sent: true })
  await noticesNow(provider)
  const mail = smtp.caught.at(-1)
  expect(mail && headerOf(mail, 'Subject')).toBe('Do mails from Farthing reach you?')
  const text = (mail?.raw ?? '').replaceAll('=\r\n', '').replaceAll('=3D', '=')
  const link = /http:\S+notices\/address\S+/.exec(text)?.[0] ?? ''
  const { pathname, search } = new URL(link)
  expect((await provider.inject({ url: pathname + search })).body).toContain('Yes, it is right')
  expect(await choices()).toMatchObject({ reached: false })
  const ours = { origin: provider.deps.config.publicUrl }
  expect((await press(provider, ours, pathname + search, {})).statusCode).toBe(200)
  expect(await choices()).toMatchObject({ reached: true, withheld: false, bounced_at: null })
  expect((await press(provider, ours, pathname + search, {})).statusCode).toBe(410)
  await noticesNow(provider)
  expect(await waiting()).toEqual([])
  expect((await provider.inject(ask)).json()).toEqual({ sent: false })

  await bought()
  await noticesNow(provider)
  expect(receipt().to).toBe(buyer.email)
})

describe('P8: whatever dies, one mail', () => {
  test('a step of the follower that is undone is made again', async () => {
    const { ledger } = provider.deps
    const reached = Promise.withResolvers<void>()
    let dies = 2
    const follow = (name: string) =>
      ledger.follow({
        name,
        async handle(operations, transaction) {
          await tell(provider.deps, operations, transaction)
          if (dies-- > 0) throw new Error('killed before the cursor moved')
          reached.resolve()
        },
      })
    await bought()
    const stop = follow('notices under test')
    await reached.promise
    await stop()
    const again = follow('notices under test')
    await again()
    await noticesNow(provider)
    await noticesNow(provider)
    expect(smtp.caught.filter((mail) => headerOf(mail, 'Subject').startsWith('Receipt'))).toHaveLength(1)
  })

  test('a server that died after the mail server had it sends it again under the same Message-ID', async () => {
    await bought()
    await noticesNow(provider)
    await provider.deps.pool.query(`UPDATE notices SET state = 'waiting' WHERE class = 'receipt'`)
    await provider.deps.pool.query(`UPDATE work SET ended_at = NULL, next_try_at = 0 WHERE name = 'notice'`)
    await noticesNow(provider)
    const ids = smtp.caught.map((mail) => headerOf(mail, 'Message-ID'))
    expect(ids).toHaveLength(2)
    expect(new Set(ids).size).toBe(1)
  })

  test('two servers follow and send: each notice once', async () => {
    const another = await provider.another()
    const stops = [provider.deps, another.deps].map((deps) => followForNotices.start(deps))
    await expect
      .poll(async () => (await provider.deps.pool.query(`SELECT FROM ledger_cursors WHERE name = 'notices'`)).rowCount)
      .toBe(1)
    for (let i = 0; i < 8; i++) await bought()
    await expect
      .poll(
        async () =>
          (await provider.deps.pool.query(`SELECT FROM notices WHERE class = 'receipt' AND operation IS NOT NULL`))
            .rowCount,
        { timeout: 10_000 },
      )
      .toBe(8)
    await Promise.all(stops.map((stop) => stop()))
    await Promise.all([noticesNow(provider), noticesNow({ deps: another.deps })])
    await noticesNow(provider)
    expect(smtp.caught.filter((mail) => headerOf(mail, 'Subject').startsWith('Receipt'))).toHaveLength(8)
  })
})
