import type { LightMyRequestResponse } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readMails } from '../platform/mail.ts'
import type { TestProvider } from '../platform/testing.ts'
import { testProvider } from '../platform/testing.ts'
import { aVendor } from '../vendor/fixtures.ts'
import { anApp, codeOf } from './factor-fixtures.ts'
import { cookieIn, postForm, secretIn } from './form-fixtures.ts'
import type { TestUser } from './fixtures.ts'
import { aUser } from './fixtures.ts'

let provider: TestProvider
beforeAll(async () => (provider = await testProvider()))
afterAll(() => provider.close())

const password = 'a wren in the hedge'

async function owner(): Promise<TestUser> {
  const user = await aUser(provider, { password })
  await aVendor(provider, { owner: user })
  return user
}
const form = (url: string, fields: Record<string, string>, cookie = '') => postForm(provider, url, fields, cookie)
const json = (url: string, payload: object, { headers }: TestUser, method: 'POST' | 'PUT' = 'POST') =>
  provider.inject({ method, url, headers, payload })
const page = async ({ headers }: TestUser) => (await provider.inject({ url: '/security', headers })).body
const cookiesOf = (answer: LightMyRequestResponse) =>
  answer.cookies.filter(({ value }) => value !== '').map(({ name }) => name)

describe('a fresh login', () => {
  test('is asked for ten minutes after signing in; what was pressed before it changes nothing', async () => {
    const user = await owner()
    const secret = await anApp(provider, user.user)
    provider.clock.advance(599)
    expect(await page(user)).toContain('Add an authenticator app')
    provider.clock.advance(1)
    expect(await page(user)).not.toContain('Add an authenticator app')
    const factor = /name="factor" value="(fac_\w+)"/
    for (const [url, fields] of [
      ['/security/remove', { factor: 'fac_00000000000000000000000000' }],
      ['/security/app', {}],
      ['/security/app/confirm', { code: '123456' }],
      ['/security/passkey', { passkey: '{}', label: 'x' }],
      ['/security/recovery-codes', {}],
      ['/security/sign-out-others', {}],
    ] as const) {
      const refused = await form(url, fields, user.headers.cookie)
      expect([url, refused.statusCode]).toEqual([url, 403])
      expect(refused.body).toContain('Nothing was changed. Show once more that it is you')
    }
    expect((await form('/security/passkey/options', {}, user.headers.cookie)).statusCode).toBe(403)
    expect(
      (await form('/security/confirm', { code: await codeOf(provider, secret) }, user.headers.cookie)).statusCode,
    ).toBe(303)
    const [, id = ''] = factor.exec(await page(user)) ?? []
    const removed = await form('/security/remove', { factor: id }, user.headers.cookie)
    expect([removed.statusCode, removed.body.includes('The second factor was removed.')]).toEqual([200, true])
    expect((await readMails(provider.deps)).find(({ to }) => to === user.email)?.subject).toBe(
      'A second factor was removed from your sign-in at Farthing',
    )
  })

  test('in place over the API: by a code where there is a factor, never by the password then', async () => {
    const user = await owner()
    const secret = await anApp(provider, user.user)
    const options = await json('/api/wallet/fresh-login/options', {}, user)
    expect(options.json()).toEqual({ code: true, password: false, passkey: null })
    const byPassword = await json('/api/wallet/fresh-login', { password }, user)
    expect([byPassword.statusCode, byPassword.json<{ code: string }>().code]).toEqual([403, 'factor_wrong'])
    const code = await codeOf(provider, secret)
    const shown = await json('/api/wallet/fresh-login', { code }, user)
    expect(shown.statusCode).toBe(200)
    expect(Date.parse(shown.json<{ fresh_until: string }>().fresh_until) - Number(provider.clock.now() / 1_000n)).toBe(
      600_000,
    )
    expect((await json('/api/wallet/fresh-login', { code }, user)).json()).toMatchObject({ code: 'factor_wrong' })
  })

  test('by the password where there is no factor', async () => {
    const user = await owner()
    provider.clock.advance(600)
    expect(await page(user)).not.toContain('Add an authenticator app')
    expect((await form('/security/confirm', { password: 'a wren in the reeds' }, user.headers.cookie)).statusCode).toBe(
      403,
    )
    expect((await form('/security/confirm', { password }, user.headers.cookie)).statusCode).toBe(303)
    expect(await page(user)).toContain('Add an authenticator app')
  })

  test('guesses in place are counted, and do not shut the sign-in', async () => {
    const user = await owner()
    const secret = await anApp(provider, user.user)
    const guess = () => json('/api/wallet/fresh-login', { code: '000000' }, user)
    for (let i = 0; i < 5; i++) expect((await guess()).statusCode).toBe(403)
    expect((await guess()).statusCode).toBe(429)
    const half = await form('/sign-in', { email: user.email, password })
    const cookie = cookieIn(half, '__Host-farthing-half')
    expect((await form('/sign-in/factor', { code: await codeOf(provider, secret) }, cookie)).statusCode).toBe(303)
  })
})

describe('T21: no way in goes past a second factor', () => {
  /** Somebody with a factor, in a browser that nobody is signed in with. */
  async function withFactor(): Promise<TestUser> {
    const user = await owner()
    await anApp(provider, user.user)
    return user
  }
  const mailOf = async ({ email }: TestUser) =>
    (await readMails(provider.deps)).find(({ to }) => to === email)?.text ?? ''

  test('sign-in', async () => {
    const { email } = await withFactor()
    const answer = await form('/sign-in', { email, password, next: '/wallet' })
    expect([answer.headers.location, cookiesOf(answer)]).toEqual([
      '/sign-in/factor?next=%2Fwallet',
      ['__Host-farthing-half'],
    ])
  })

  test('a new password by mail, by its link and by its code', async () => {
    for (const by of ['link', 'code'] as const) {
      const user = await withFactor()
      const asked = await form('/forgot-password', { email: user.email })
      const mail = await mailOf(user)
      const code = /code (\d{4} \d{4})/.exec(mail)?.[1] ?? ''
      const link = new URL(/http:\S+reset-password\S+/.exec(mail)?.[0] ?? 'x:').searchParams.get('link') ?? ''
      const cookie = cookieIn(asked, '__Host-farthing-reset')
      const wanted = 'a heron in the reeds'
      const proof = by === 'link' ? { link } : { code }
      const reset = await form('/reset-password', { ...proof, password: wanted }, cookie)
      expect([reset.statusCode, cookiesOf(reset)]).toEqual([303, ['__Host-farthing-known']])
      const answer = await form('/sign-in', { email: user.email, password: wanted })
      expect([answer.headers.location, cookiesOf(answer)]).toEqual(['/sign-in/factor', ['__Host-farthing-half']])
    }
  })

  test('a link of a verification, with the password', async () => {
    const { email } = await withFactor()
    await form('/sign-up', { name: 'Grace', email: 'grace@example.org', password, time_zone: 'UTC' })
    const mail = (await readMails(provider.deps)).find(({ to }) => to === 'grace@example.org')?.text ?? ''
    const { pathname, search } = new URL(/http:\S+verify-email\S+/.exec(mail)?.[0] ?? 'x:')
    const answer = await form('/sign-in', { email, password, next: pathname + search })
    expect([answer.headers.location, cookiesOf(answer)]).toEqual(['/sign-in/factor', ['__Host-farthing-half']])
  })

  test('what is half done opens nothing, and ends: after ten minutes, by another password', async () => {
    const user = await owner()
    const secret = await anApp(provider, user.user)
    const halfOf = async () => {
      const answer = await form('/sign-in', { email: user.email, password })
      return answer.cookies.find(({ name }) => name === '__Host-farthing-half')?.value ?? ''
    }
    const half = await halfOf()
    for (const name of ['__Host-farthing', '__Host-farthing-half', '__Host-farthing-desk']) {
      const headers = { cookie: `${name}=${half}` }
      for (const url of ['/api/wallet/session', '/api/console/vendors'])
        expect((await provider.inject({ url, headers })).statusCode).toBe(401)
      expect((await provider.inject({ url: '/security', headers })).statusCode).toBe(303)
    }
    provider.clock.advance(600)
    const late = await form('/sign-in/factor', { code: await codeOf(provider, secret) }, `__Host-farthing-half=${half}`)
    expect([late.statusCode, late.headers.location, cookiesOf(late)]).toEqual([303, '/sign-in', []])
    const before = await halfOf()
    const change = { current_password: password, new_password: 'a heron in the reeds' }
    expect((await json('/api/wallet/password', change, user, 'PUT')).statusCode).toBe(200)
    const outdated = await form(
      '/sign-in/factor',
      { code: await codeOf(provider, secret) },
      `__Host-farthing-half=${before}`,
    )
    expect([outdated.statusCode, cookiesOf(outdated)]).toEqual([401, []])
    expect(outdated.body).toContain('The password was changed meanwhile.')
  })

  test('a sign-in that raced with the first factor has no session in the end', async () => {
    for (let i = 0; i < 10; i++) {
      const user = await owner()
      const offered = await form('/security/app', {}, user.headers.cookie)
      const secret = secretIn(offered)
      const code = await codeOf(provider, secret)
      const [raced] = await Promise.all([
        form('/sign-in', { email: user.email, password }),
        form('/security/app/confirm', { code }, user.headers.cookie),
      ])
      const cookie = raced.cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
      expect((await provider.inject({ url: '/api/wallet/session', headers: { cookie } })).statusCode).toBe(401)
    }
  })
})

test('payers who are in no vendor’s team see no page for factors yet', async () => {
  const { headers } = await aUser(provider)
  expect((await provider.inject({ url: '/security', headers })).statusCode).toBe(404)
  expect((await form('/security/app', {}, headers.cookie)).statusCode).toBe(404)
  expect((await form('/security/passkey/options', {}, headers.cookie)).statusCode).toBe(403)
})
