import type { LightMyRequestResponse } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readMails } from '../platform/mail.ts'
import type { TestProvider } from '../platform/testing.ts'
import { testProvider } from '../platform/testing.ts'
import { aVendor } from '../vendor/fixtures.ts'
import { anApp, codeOf, TestAuthenticator } from './factor-fixtures.ts'
import type { Inject } from './form-fixtures.ts'
import { codesIn, cookieIn, postForm, secretIn } from './form-fixtures.ts'
import type { TestUser } from './fixtures.ts'
import { aUser, signedInHeaders } from './fixtures.ts'

let provider: TestProvider
beforeAll(async () => (provider = await testProvider()))
afterAll(() => provider.close())

const password = 'a wren in the hedge'
/** A user of a vendor's team, with a password. */
async function owner(): Promise<TestUser> {
  const user = await aUser(provider, { password })
  await aVendor(provider, { owner: user })
  return user
}

const post = (
  url: string,
  fields: Record<string, string>,
  cookie = '',
  inject: Inject = (request) => provider.inject(request),
) => postForm({ deps: provider.deps, inject }, url, fields, cookie)
const sessionOf = (answer: LightMyRequestResponse) => cookieIn(answer, '__Host-farthing')
const halfOf = (answer: LightMyRequestResponse) => cookieIn(answer, '__Host-farthing-half')

const signIn = ({ email }: TestUser, inject?: Inject) => post('/sign-in', { email, password }, '', inject)
const isSignedIn = async (cookie: string): Promise<boolean> =>
  (await provider.inject({ url: '/api/wallet/session', headers: { cookie } })).statusCode === 200
const mailsTo = async ({ email }: TestUser): Promise<string[]> =>
  (await readMails(provider.deps, 500)).filter(({ to }) => to === email).map(({ subject }) => subject)

/** The half-way state of somebody who has just given their password. */
async function half(user: TestUser): Promise<string> {
  return halfOf(await signIn(user))
}

describe('an authenticator app', () => {
  test('is set up on the security page, and then every sign-in asks for it', async () => {
    const user = await owner()
    const elsewhere = (await signedInHeaders(provider, user.user)).cookie
    const { cookie } = user.headers
    const offered = await post('/security/app', {}, cookie)
    const secret = secretIn(offered)
    expect(secret).toHaveLength(32)
    expect(offered.body).toContain('<svg class="qr"')
    const wrong = await post('/security/app/confirm', { code: '000000' }, cookie)
    expect([wrong.statusCode, wrong.body.includes('Nothing was added yet.')]).toEqual([422, true])
    const added = await post('/security/app/confirm', { code: await codeOf(provider, secret) }, cookie)
    expect(added.statusCode).toBe(200)
    expect(added.body.match(/<code>[a-z2-9]{4}-[a-z2-9]{4}-[a-z2-9]{4}<\/code>/g)).toHaveLength(10)
    expect(await mailsTo(user)).toEqual(['A second factor was added to your sign-in at Farthing'])
    expect([await isSignedIn(cookie), await isSignedIn(elsewhere)]).toEqual([true, false])

    const answer = await post('/sign-in', { email: user.email, password, next: '/c/txn_1?a=b' })
    expect([answer.statusCode, answer.headers.location]).toEqual([303, '/sign-in/factor?next=%2Fc%2Ftxn_1%3Fa%3Db'])
    expect(sessionOf(answer)).toBe('')
    provider.clock.advance(30)
    const fields = { code: await codeOf(provider, secret), next: '/c/txn_1?a=b' }
    const done = await post('/sign-in/factor', fields, halfOf(answer))
    expect([done.statusCode, done.headers.location]).toEqual([303, '/c/txn_1?a=b'])
    expect(await isSignedIn(sessionOf(done))).toBe(true)
  })

  test('T21: a code is good once, on whichever server and however many at once', async () => {
    const user = await owner()
    const secret = await anApp(provider, user.user)
    const other = await provider.another()
    const code = await codeOf(provider, secret)
    const halves = await Promise.all(Array.from({ length: 4 }, () => half(user)))
    const servers: Inject[] = [(request) => provider.inject(request), (request) => other.app.inject(request)]
    const answers = await Promise.all(
      halves.map((cookie, i) => post('/sign-in/factor', { code }, cookie, servers[i % 2])),
    )
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([303, 403, 403, 403])
    const earlier = await codeOf(provider, secret, -30)
    expect((await post('/sign-in/factor', { code: earlier }, await half(user))).statusCode).toBe(403)
  })

  test.each([
    [-60, 403],
    [-30, 303],
    [0, 303],
    [30, 303],
    [60, 403],
  ])('T21: a clock that is %i seconds wrong gets %i', async (skew, status) => {
    const user = await owner()
    const secret = await anApp(provider, user.user)
    const answer = await post('/sign-in/factor', { code: await codeOf(provider, secret, skew) }, await half(user))
    expect(answer.statusCode).toBe(status)
    expect(await isSignedIn(sessionOf(answer))).toBe(status === 303)
  })

  test('T21: five wrong codes, then the right one waits, and the holder is told once that somebody has the password', async () => {
    const user = await owner()
    const secret = await anApp(provider, user.user)
    const cookie = await half(user)
    for (let i = 0; i < 5; i++) expect((await post('/sign-in/factor', { code: '000000' }, cookie)).statusCode).toBe(403)
    const code = await codeOf(provider, secret)
    for (let i = 0; i < 3; i++) {
      const refused = await post('/sign-in/factor', { code }, cookie)
      expect([refused.statusCode, refused.body.includes('Too many wrong codes')]).toEqual([429, true])
    }
    expect(await mailsTo(user)).toEqual(['Somebody knows your password for Farthing'])
    provider.clock.advance(901)
    const answer = await post('/sign-in/factor', { code: await codeOf(provider, secret) }, await half(user))
    expect(answer.statusCode).toBe(303)
  })

  test('what is no code is refused like a wrong one', async () => {
    const user = await owner()
    await anApp(provider, user.user)
    for (const code of ['', '12345', '1234567', 'abcdef', '½½½½½½', `0\u0000`]) {
      expect((await post('/sign-in/factor', { code }, await half(user))).statusCode).toBeGreaterThanOrEqual(400)
      provider.clock.advance(901)
    }
  })
})

describe('recovery codes', () => {
  test('T21: each is good once; a new set ends the one before; they are told by mail', async () => {
    const user = await owner()
    const secret = await anApp(provider, user.user)
    const { cookie } = user.headers
    const first = codesIn(await post('/security/recovery-codes', {}, cookie))
    const second = codesIn(await post('/security/recovery-codes', {}, cookie))
    const tryWith = async (code = '') => (await post('/sign-in/factor', { code }, await half(user))).statusCode
    expect([first.length, new Set([...first, ...second]).size]).toEqual([10, 20])
    expect(await tryWith(first[0])).toBe(403)
    expect(await tryWith(second[0]?.toUpperCase().replaceAll('-', ' '))).toBe(303)
    expect(await tryWith(second[0])).toBe(403)
    expect(await mailsTo(user)).toContain('A recovery code was used at Farthing')
    expect((await provider.inject({ url: '/security', headers: { cookie } })).body).toContain('9 codes are left.')
    // In place, a recovery code is no proof: it is for coming in.
    provider.clock.advance(601)
    expect((await post('/security/confirm', { code: second[1] ?? '' }, cookie)).statusCode).toBe(403)
    expect((await post('/security/confirm', { code: await codeOf(provider, secret) }, cookie)).statusCode).toBe(303)
  })

  test('of two who use one code at the same moment, one gets in', async () => {
    const user = await owner()
    await anApp(provider, user.user)
    const page = await post('/security/recovery-codes', {}, user.headers.cookie)
    const code = /<code>([a-z2-9-]{14})<\/code>/.exec(page.body)?.[1] ?? ''
    const halves = await Promise.all([half(user), half(user)])
    const answers = await Promise.all(halves.map((cookie) => post('/sign-in/factor', { code }, cookie)))
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([303, 403])
  })
})

describe('a passkey', () => {
  const optionsOf = async (url: string, cookie: string) => (await post(url, {}, cookie)).json<{ challenge: string }>()
  async function withPasskey(): Promise<{ user: TestUser; key: TestAuthenticator }> {
    const user = await owner()
    const key = new TestAuthenticator(provider)
    const { cookie } = user.headers
    const passkey = key.make(await optionsOf('/security/passkey/options', cookie))
    const added = await post('/security/passkey', { passkey, label: 'My phone' }, cookie)
    expect(added.body).toContain('Your recovery codes')
    return { user, key }
  }
  const show = async (user: TestUser, key: TestAuthenticator, count: number) => {
    const cookie = await half(user)
    const passkey = key.sign(await optionsOf('/sign-in/factor/passkey', cookie), count)
    return post('/sign-in/factor', { passkey }, cookie)
  }

  test('is added and then signs in', async () => {
    const { user, key } = await withPasskey()
    const page = await provider.inject({ url: '/security', headers: { cookie: user.headers.cookie } })
    expect(page.body).toContain('My phone')
    const answer = await show(user, key, 1)
    expect([answer.statusCode, await isSignedIn(sessionOf(answer))]).toEqual([303, true])
  })

  test('T21: a count that does not go up is refused; one that never counts is not', async () => {
    const { user, key } = await withPasskey()
    expect((await show(user, key, 7)).statusCode).toBe(303)
    expect((await show(user, key, 7)).statusCode).toBe(403)
    expect((await show(user, key, 6)).statusCode).toBe(403)
    expect((await show(user, key, 8)).statusCode).toBe(303)
    const still = await withPasskey()
    expect((await show(still.user, still.key, 0)).statusCode).toBe(303)
    expect((await show(still.user, still.key, 0)).statusCode).toBe(303)
  })

  test('T21: a signature answers one challenge, of one browser, once, within five minutes', async () => {
    const { user, key } = await withPasskey()
    const [mine, other] = [await half(user), await half(user)]
    const passkey = key.sign(await optionsOf('/sign-in/factor/passkey', mine), 1)
    expect((await post('/sign-in/factor', { passkey }, other)).statusCode).toBe(403)
    expect((await post('/sign-in/factor', { passkey }, mine)).statusCode).toBe(303)
    expect((await post('/sign-in/factor', { passkey }, mine)).statusCode).toBe(403)
    const late = key.sign(await optionsOf('/sign-in/factor/passkey', mine), 2)
    provider.clock.advance(300)
    expect((await post('/sign-in/factor', { passkey: late }, mine)).statusCode).toBe(403)
  })

  test('T21: another’s passkey, and what is no passkey, prove nothing', async () => {
    const [{ user }, stranger] = [await withPasskey(), await withPasskey()]
    expect((await show(user, stranger.key, 1)).statusCode).toBe(403)
    for (const passkey of ['{}', 'null', '[]', '{"id":1}', 'x', JSON.stringify({ id: 'AA', response: {} })]) {
      expect((await post('/sign-in/factor', { passkey }, await half(user))).statusCode).toBe(403)
      provider.clock.advance(901)
    }
  })
})
