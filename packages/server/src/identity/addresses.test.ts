// One mailbox is one user, however its address is written.
import type { LightMyRequestResponse } from 'fastify'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { readMails } from '../platform/mail.ts'
import type { TestProvider } from '../platform/testing.ts'
import { testProvider } from '../platform/testing.ts'
import { aStaff } from '../desk/fixtures.ts'
import { aUser } from './fixtures.ts'
import { normalizeEmail } from './users.ts'

const origin = 'http://wallet.localhost:4400'
const password = 'a wren in the hedge'

let provider: TestProvider
beforeAll(async () => {
  provider = await testProvider()
})
afterAll(() => provider.close())
beforeEach(() => provider.clock.advance(3_601))

const form = (url: string, fields: Record<string, string>, cookies: Record<string, string> = {}) =>
  provider.inject({
    method: 'POST',
    url,
    headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html', origin },
    cookies,
    payload: new URLSearchParams(fields).toString(),
  })
const signIn = async (email: string) => (await form('/sign-in', { email, password })).statusCode
const cookieOf = (answer: LightMyRequestResponse, name: string): string =>
  answer.cookies.find((cookie) => cookie.name === name)?.value ?? ''
const newest = async () => (await readMails(provider.deps, 1))[0]

test.each([
  ['Nell@Courier.Example', 'nell@courier.example'],
  [' \u200fnell@courier.example\u200e\r\n', 'nell@courier.example'],
  ['ne\u200bll@cou\u00adrier.example', 'nell@courier.example'],
  ['ｎｅｌｌ＠courier．example', 'nell@courier.example'],
  ['nell@b\u00fccher.example', 'nell@xn--bcher-kva.example'],
  ['nell@bu\u0308cher.example', 'nell@xn--bcher-kva.example'],
  ['nell@B\u00dcCHER.example', 'nell@xn--bcher-kva.example'],
  ['nell@xn--bcher-kva.example', 'nell@xn--bcher-kva.example'],
  ['ne\u0301lie@courier.example', 'n\u00e9lie@courier.example'],
  ['N\u00c9LIE@courier.example', 'n\u00e9lie@courier.example'],
  ['nell+fens@courier.example', 'nell+fens@courier.example'],
])('%j is the mailbox %s', (text, email) => {
  expect(normalizeEmail(text)).toBe(email)
})

test.each([
  'nell', '@courier.example', 'nell@', 'nell@courier', 'nell@@courier.example', 'ne ll@courier.example',
  'nell@cou%72ier.example', 'nell@courier.example/x', 'nell@courier.example?x', 'nell@courier.example#x',
  'nell@courier.example:80', 'nell@1.2.3', 'nell@-.\ud800.example', 'ne\ufffdll@courier.example',
  'ne\ue000ll@courier.example', `nell@${'a'.repeat(64)}.${'b'.repeat(190)}.example`, 'nell@courier..example',
])('%j is no address', (text) => {
  expect(normalizeEmail(text)).toBeUndefined()
}) // prettier-ignore

test('T21: who signs up by one spelling of a domain signs in by any, and nobody signs up by another', async () => {
  const asked = await form('/sign-up', { name: 'Nell', email: 'nell@b\u00fccher.example', password })
  const code =
    /(\d{3}) (\d{3})/
      .exec((await newest())?.text ?? '')
      ?.slice(1)
      .join('') ?? ''
  const pending = cookieOf(asked, '__Host-farthing-verify')
  // As it is copied out of a mail: with marks that nobody sees.
  const proven = await form(
    '/verify-email',
    { code: `\u200e${code.slice(0, 3)}\u00a0${code.slice(3)}\u2060` },
    { '__Host-farthing-verify': pending },
  )
  expect(proven.statusCode).toBe(200)
  for (const email of ['nell@xn--bcher-kva.example', 'NELL@BU\u0308CHER.example', '\u200enell@b\u00fccher.example '])
    expect(await signIn(email)).toBe(303)
  provider.clock.advance(1) // Mails of one instant have no order.
  await form('/sign-up', { name: 'Somebody', email: 'nell@xn--bcher-kva.example', password: 'another one entirely' })
  expect((await newest())?.text).not.toMatch(/\d{3} \d{3}/)
  const session = await provider.inject({
    url: '/api/wallet/session',
    cookies: { '__Host-farthing': cookieOf(proven, '__Host-farthing') },
  })
  expect(session.json()).toMatchObject({ user: { email: 'nell@b\u00fccher.example' } })
})

test('a user of before, kept under the domain as it was typed, is found by each spelling and is the only one', async () => {
  const { user } = await aUser(provider, { email: 'ida@xn--mnchen-3ya.example', password })
  const { deps } = provider
  await deps.pool.query('UPDATE users SET email_index = $1 WHERE id = decode($2, $3)', [
    deps.secrets.index('e-mail', 'ida@m\u00fcnchen.example'),
    user,
    'hex',
  ])
  expect(await signIn('ida@m\u00fcnchen.example')).toBe(303)
  expect(await signIn('ida@xn--mnchen-3ya.example')).toBe(303)
  await form('/sign-up', { name: 'Somebody', email: 'ida@xn--mnchen-3ya.example', password: 'another one entirely' })
  expect((await newest())?.text).not.toMatch(/\d{3} \d{3}/)
  const staff = await aStaff(provider)
  const found = await provider.inject({
    url: `/api/desk/search?q=${encodeURIComponent('\u200eida@xn--mnchen-3ya.example')}&reason=asked`,
    headers: staff.headers,
  })
  expect(found.json<{ users: { email: { text: string } }[] }>().users.map(({ email }) => email.text)).toEqual([
    'ida@m\u00fcnchen.example',
  ])
})

test.each([
  ['   '],
  ['\u200b'],
  ['\u3164'],
  ['Ada\u202eadA'],
  ['Ada\ue000'],
  ['Ada\u0000'],
  ['x\u0301'.padEnd(14, '\u0301')],
])('T25: nobody is called %j', async (name) => {
  const answer = await form('/sign-up', { name, email: 'ada@courier.example', password })
  expect([422, 400]).toContain(answer.statusCode)
})
