import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { noticesNow } from '../notice/fixtures.ts'
import { readMails } from '../platform/mail.ts'
import type { TestProvider } from '../platform/testing.ts'
import { testProvider } from '../platform/testing.ts'
import type { TestUser } from './fixtures.ts'
import { aUser, signedInHeaders } from './fixtures.ts'

const old = 'a wren in the hedge'
const fresh = 'a heron in the reeds'

let provider: TestProvider
beforeAll(async () => {
  provider = await testProvider()
})
afterAll(() => provider.close())
// Each test comes at another time, so that none runs into the limits of the one before.
beforeEach(() => provider.clock.advance(3_601))

const somebody = () => aUser(provider, { password: old })
const change = (user: Pick<TestUser, 'headers'>, fields: object = {}, headers: object = {}) =>
  provider.inject({
    method: 'PUT',
    url: '/api/wallet/password',
    headers: { ...user.headers, ...headers },
    payload: { current_password: old, new_password: fresh, ...fields },
  })
const statusOf = async (headers: TestUser['headers']) =>
  (await provider.inject({ url: '/api/wallet/session', headers })).statusCode
const signIn = async (email: string, password: string) =>
  (
    await provider.inject({
      method: 'POST',
      url: '/sign-in',
      headers: { origin: provider.deps.config.publicUrl, 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams({ email, password }).toString(),
    })
  ).statusCode
async function mailsTo(email: string) {
  await noticesNow(provider)
  return (await readMails(provider.deps)).filter(({ to }) => to === email)
}

test('R13 T21: with the current password it is changed; other sessions end, this one goes on, the owner is told', async () => {
  const user = await somebody()
  const other = await signedInHeaders(provider, user.user)
  const answer = await change(user)
  expect([answer.statusCode, answer.json()]).toEqual([200, { changed: true }])
  expect(await statusOf(user.headers)).toBe(200)
  expect(await statusOf(other)).toBe(401)
  expect(await signIn(user.email, old)).toBe(401)
  expect(await signIn(user.email, fresh)).toBe(303)
  const mails = await mailsTo(user.email)
  expect(mails.map(({ subject }) => subject)).toEqual(['Your password for Farthing was changed'])
  expect(mails[0]?.text).toContain('Every other browser that was signed in was signed out.')
})

test('R26: changing it opens no purchase window', async () => {
  const user = await somebody()
  const windowOf = async () =>
    (await provider.inject({ url: '/api/wallet/session', headers: user.headers })).json<{
      purchase_window_ends_at: string
    }>().purchase_window_ends_at
  const before = await windowOf()
  provider.clock.advance(60)
  await change(user)
  expect(await windowOf()).toBe(before)
})

test('T21: with a wrong current password nothing changes, and guesses are limited', async () => {
  const user = await somebody()
  const other = await signedInHeaders(provider, user.user)
  for (let i = 0; i < 10; i++) {
    const refused = await change(user, { current_password: `guess number ${i}` })
    expect(refused.json()).toMatchObject({ status: 403, code: 'password_wrong', param: 'current_password' })
  }
  const spent = await change(user)
  expect([spent.statusCode, spent.headers['retry-after']]).toEqual([429, '900'])
  expect(await statusOf(other)).toBe(200)
  expect(await mailsTo(user.email)).toEqual([])
  // Who guesses here shuts the owner out of nothing else.
  expect(await signIn(user.email, old)).toBe(303)
  provider.clock.advance(900)
  expect((await change(user)).statusCode).toBe(200)
})

test('sent again after the answer was lost, it is done and nobody is told twice', async () => {
  const user = await somebody()
  expect((await change(user)).statusCode).toBe(200)
  expect((await change(user)).statusCode).toBe(200)
  expect(await mailsTo(user.email)).toHaveLength(1)
})

test('T21: of nine changes at once one is made', async () => {
  const user = await somebody()
  const answers = await Promise.all(
    Array.from({ length: 9 }, (_, i) => change(user, { new_password: `heron number ${i} here` })),
  )
  expect(answers.filter(({ statusCode }) => statusCode === 200)).toHaveLength(1)
  expect(await mailsTo(user.email)).toHaveLength(1)
})

test.each([
  ['', 'A password is missing.'],
  ['short', 'This has fewer than 10 characters.'],
  ['x'.repeat(201), 'This is longer than we can take.'],
  ['password1234', 'Many people use this one'],
])('the rules of a new password are those of sign-up: %j', async (wanted, words) => {
  const user = await somebody()
  const refused = (await change(user, { new_password: wanted })).json<{ detail: string }>()
  expect(refused).toMatchObject({ status: 422, code: 'invalid_request', param: 'new_password' })
  expect(refused.detail).toContain(words)
  expect(refused.detail).toContain('Your password is as it was.')
  expect(await signIn(user.email, old)).toBe(303)
})

test('T20: another site, or nobody who is signed in, changes nothing', async () => {
  const user = await somebody()
  expect((await change(user, {}, { origin: 'https://evil.example' })).json()).toMatchObject({ code: 'wrong_origin' })
  expect((await change({ headers: { ...user.headers, cookie: '' } })).json()).toMatchObject({ code: 'signed_out' })
  expect(await signIn(user.email, old)).toBe(303)
})

test('T21: a mail to choose a new one works no more once it was changed here', async () => {
  const user = await somebody()
  await provider.inject({
    method: 'POST',
    url: '/forgot-password',
    headers: { origin: provider.deps.config.publicUrl, 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams({ email: user.email }).toString(),
  })
  const link = /link=(\w+)/.exec((await mailsTo(user.email))[0]?.text ?? '')?.[1] ?? ''
  expect((await provider.inject({ url: `/reset-password?link=${link}` })).statusCode).toBe(200)
  await change(user)
  expect((await provider.inject({ url: `/reset-password?link=${link}` })).statusCode).toBe(410)
})
