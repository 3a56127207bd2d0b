import type { Decider } from '@farthing/ledger'
import { done } from '@farthing/ledger'
import type { LightMyRequestResponse } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aStaff } from '../desk/fixtures.ts'
import type { TestStaff } from '../desk/fixtures.ts'
import { providerActor } from '../platform/actor.ts'
import { readMails } from '../platform/mail.ts'
import { submitOnce } from '../platform/http/submit.ts'
import type { TestProvider } from '../platform/testing.ts'
import { testProvider } from '../platform/testing.ts'
import { beginStaff, createStaffPerson, endMember, setStaffPassword } from '../staff/index.ts'
import { anApp, codeOf, TestAuthenticator } from './factor-fixtures.ts'
import { codesIn, cookieIn, postForm, secretIn } from './form-fixtures.ts'
import { factorsOf } from './factors/store.ts'
import { hashPassword, sendInvitation } from './index.ts'
import { toPublic } from '../platform/ids.ts'

let provider: TestProvider
beforeAll(async () => (provider = await testProvider()))
afterAll(() => provider.close())

const password = 'a wren in the hedge'
const deskCookie = '__Host-farthing-desk'
const halfCookie = '__Host-farthing-desk-half'
const post = (url: string, fields: Record<string, string> = {}, cookie = '') => postForm(provider, url, fields, cookie)
const signIn = (email: string, typed = password) => post('/desk/sign-in', { email, password: typed })
const session = (cookie: string) => provider.inject({ url: '/api/desk/session', headers: { cookie } })
const cookiesOf = (answer: LightMyRequestResponse) =>
  answer.cookies.filter(({ value }) => value !== '').map(({ name }) => name)

let count = 0
/** Somebody who was invited and has not come yet. */
async function invited(): Promise<{ staff: string; email: string; link: string }> {
  const { deps } = provider
  const [staff, email] = [deps.ids.mint(), `rui-${++count}@wallet.example`]
  const submission = { actor: providerActor('test') }
  await submitOnce(deps, deps.ids.mint(), beginStaff, { staff, roles: ['finance'] }, submission)
  await createStaffPerson(deps, { id: staff, name: 'Rui Abreu', email })
  return { staff, email, link: new URL(await sendInvitation(deps, staff)).searchParams.get('link') ?? '' }
}
/** As far as the page that sets up the second factor. */
async function chosen(link: string, name = 'Rui Abreu'): Promise<{ secret: string; cookie: string }> {
  const answer = await post('/desk/invitation', { link, name, password })
  expect(answer.statusCode).toBe(200)
  return { secret: secretIn(answer), cookie: cookieIn(answer, '__Host-farthing-invited') }
}
/** Somebody who works here, with password and authenticator app. */
async function worker(): Promise<TestStaff & { secret: string }> {
  const person = await aStaff(provider)
  await setStaffPassword(provider.deps, person.staff, await hashPassword(provider.deps, password))
  return { ...person, secret: await anApp(provider, person.staff, 'desk') }
}

describe('an invitation', () => {
  test('is taken with a name, a password and a second factor, and shows recovery codes once', async () => {
    const { email, link } = await invited()
    const [mail] = (await readMails(provider.deps)).filter(({ to }) => to === email)
    expect(mail?.text).toContain(`http://wallet.localhost:4400/desk/invitation?link=${link}`)
    for (let i = 0; i < 2; i++) {
      const looked = await provider.inject({ url: `/desk/invitation?link=${link}` })
      expect([looked.statusCode, looked.body.includes(email), cookiesOf(looked)]).toEqual([200, true, []])
    }
    const { secret, cookie } = await chosen(link, 'Rui  Abreu')
    expect((await signIn(email)).statusCode).toBe(401) // Nothing is written before the factor is there.
    expect((await post('/desk/invitation/app', { code: '000000' }, cookie)).statusCode).toBe(422)
    const done = await post('/desk/invitation/app', { code: await codeOf(provider, secret) }, cookie)
    expect([done.statusCode, codesIn(done).length]).toEqual([200, 10])
    const who = await session(cookieIn(done, deskCookie))
    expect(who.json()).toMatchObject({ staff: { name: 'Rui  Abreu', email }, roles: ['finance'] })
    provider.clock.advance(30)
    const half = cookieIn(await signIn(email), halfCookie)
    const again = await post('/desk/sign-in/factor', { code: await codeOf(provider, secret) }, half)
    expect([again.statusCode, again.headers.location]).toEqual([303, '/desk'])
  })

  test('works once, for seven days, and a newer one ends it', async () => {
    const once = await invited()
    const { secret, cookie } = await chosen(once.link)
    const code = await codeOf(provider, secret)
    const both = await Promise.all([0, 1].map(() => post('/desk/invitation/app', { code }, cookie)))
    expect(both.map(({ statusCode }) => statusCode).sort()).toEqual([200, 410])
    expect((await provider.inject({ url: `/desk/invitation?link=${once.link}` })).statusCode).toBe(410)
    const newer = await invited()
    await sendInvitation(provider.deps, newer.staff)
    expect((await post('/desk/invitation', { link: newer.link, name: 'Rui', password })).statusCode).toBe(410)
    const late = await invited()
    provider.clock.advance(7 * 86_400)
    expect((await provider.inject({ url: `/desk/invitation?link=${late.link}` })).statusCode).toBe(410)
  })

  test('by a passkey; what is wrong is said at its field, and nothing is set up', async () => {
    const { email, link } = await invited()
    const wrong = await post('/desk/invitation', { link, name: ' ', password: 'short' })
    expect(wrong.statusCode).toBe(422)
    expect(wrong.body).toContain('Your name is missing. Nothing was set up yet.')
    expect(wrong.body).toContain('This has fewer than 10 characters.')
    const { cookie } = await chosen(link)
    const asked = await post('/desk/invitation/passkey/options', {}, cookie)
    const passkey = new TestAuthenticator(provider).make(asked.json())
    const done = await post('/desk/invitation/passkey', { passkey, label: 'Key' }, cookie)
    expect((await session(cookieIn(done, deskCookie))).json()).toMatchObject({ staff: { email } })
  })

  test('T21: a second one replaces password, factors and recovery codes, and ends sessions', async () => {
    const { staff, email, headers, secret } = await worker()
    const link = new URL(await sendInvitation(provider.deps, staff)).searchParams.get('link') ?? ''
    expect((await session(headers.cookie)).statusCode).toBe(200)
    const set = await chosen(link)
    await post('/desk/invitation/app', { code: await codeOf(provider, set.secret) }, set.cookie)
    expect((await session(headers.cookie)).statusCode).toBe(401)
    provider.clock.advance(30)
    const half = async () => cookieIn(await signIn(email), halfCookie)
    const by = async (with_: string) =>
      (await post('/desk/sign-in/factor', { code: await codeOf(provider, with_) }, await half())).statusCode
    expect([await by(secret), await by(set.secret)]).toEqual([403, 303])
  })

  test('where a server died before it wrote down that somebody begins, their sign-in does', async () => {
    const { staff, email } = await invited()
    await setStaffPassword(provider.deps, staff, await hashPassword(provider.deps, password))
    const secret = await anApp(provider, staff, 'desk')
    const half = cookieIn(await signIn(email), halfCookie)
    const done = await post('/desk/sign-in/factor', { code: await codeOf(provider, secret) }, half)
    expect((await session(cookieIn(done, deskCookie))).statusCode).toBe(200)
  })
})

describe('T21: the sign-in of the desk', () => {
  test('makes a session of password and second factor alone', async () => {
    const { email, secret } = await worker()
    const half = await signIn(email)
    expect([half.headers.location, cookiesOf(half)]).toEqual(['/desk/sign-in/factor', [halfCookie]])
    const cookie = cookieIn(half, halfCookie)
    for (const name of [deskCookie, halfCookie, '__Host-farthing'])
      expect((await session(`${name}=${cookie.split('=')[1] ?? ''}`)).statusCode).toBe(401)
    const done = await post(
      '/desk/sign-in/factor',
      { code: await codeOf(provider, secret), next: '/desk/queues' },
      cookie,
    )
    expect([done.statusCode, done.headers.location]).toEqual([303, '/desk/queues'])
    expect(done.cookies.find(({ name }) => name === deskCookie)).toMatchObject({
      path: '/',
      secure: true,
      httpOnly: true,
      sameSite: 'Strict',
    })
    // What is half done at the desk is nothing at the wallet.
    const atWallet = await post('/sign-in/factor', { code: '000000' }, cookie.replace('-desk', ''))
    expect([atWallet.statusCode, atWallet.headers.location]).toEqual([303, '/sign-in'])
  })

  test('leads to the desk alone', async () => {
    const { email } = await worker()
    for (const next of ['/wallet', '//evil.example', 'https://evil.example/desk', '/des', '/desks'])
      expect((await post('/desk/sign-in', { email, password, next })).headers.location).toBe('/desk/sign-in/factor')
  })

  test('answers the same to an address that nobody has, a wrong password, and somebody who is gone', async () => {
    const { email, staff } = await worker()
    const gone = await worker()
    const end: Decider<null, null> = {
      name: 'test.end',
      decide(_, draft, at) {
        endMember(draft, gone.staff, at)
        return done(null)
      },
    }
    await provider.deps.ledger.submit(end, provider.deps.ids.mint(), null, { actor: providerActor('test') })
    const texts = new Set<string>()
    for (const [address, typed] of [
      [email, 'a wren in the reeds'],
      ['nobody@wallet.example', password],
      [gone.email, password],
      ['no address', password],
    ] as const) {
      const answer = await signIn(address, typed)
      expect([answer.statusCode, cookiesOf(answer)]).toEqual([401, []])
      texts.add(answer.body.replace(`value="${address}"`, ''))
    }
    expect(texts.size).toBe(1)
    expect(staff).not.toBe(gone.staff)
  })

  test('an address that nobody has takes as long as a wrong password', async () => {
    const { email } = await worker()
    const timeOf = async (address: string): Promise<number> => {
      const began = performance.now()
      await signIn(address, 'wrong wrong')
      provider.clock.advance(1_000)
      return performance.now() - began
    }
    const times: Record<'unknown' | 'known', number[]> = { unknown: [], known: [] }
    await timeOf('nobody@wallet.example') // Warm.
    for (let i = 0; i < 15; i++) {
      times.unknown.push(await timeOf('nobody@wallet.example'))
      times.known.push(await timeOf(email))
    }
    const median = (values: number[]): number => values.sort((one, other) => one - other)[7] ?? 0
    const ratio = median(times.unknown) / median(times.known)
    expect(ratio).toBeGreaterThan(1 / 3)
    expect(ratio).toBeLessThan(3)
  })

  test('guesses at passwords are counted, apart from the wallet’s', async () => {
    const { email } = await worker()
    for (let i = 0; i < 10; i++) expect((await signIn(email, 'wrong wrong')).statusCode).toBe(401)
    expect((await signIn(email)).statusCode).toBe(429)
    expect((await post('/sign-in', { email, password })).statusCode).toBe(401)
  })

  test('signing out ends the session everywhere it was copied to', async () => {
    const { headers } = await aStaff(provider)
    const out = await post('/desk/sign-out', {}, headers.cookie)
    expect([out.statusCode, (await session(headers.cookie)).statusCode]).toEqual([200, 401])
  })
})

describe('at the desk', () => {
  test('an act asks for a fresh login after ten minutes, and is done after one in place', async () => {
    const person = await worker()
    provider.clock.advance(601)
    const json = (url: string, payload: object) =>
      provider.inject({ method: 'POST', url, headers: person.headers, payload })
    expect((await json('/api/desk/fresh-login/options', {})).json()).toEqual({
      code: true,
      password: false,
      passkey: null,
    })
    expect((await json('/api/desk/fresh-login', { password })).statusCode).toBe(403)
    const before = (await session(person.headers.cookie)).json<{ fresh_until: string }>().fresh_until
    expect((await json('/api/desk/fresh-login', { code: await codeOf(provider, person.secret) })).statusCode).toBe(200)
    const after = (await session(person.headers.cookie)).json<{ fresh_until: string }>().fresh_until
    expect(Date.parse(after) - Date.parse(before)).toBe(601_000)
  })

  test('nobody is ever without a second factor', async () => {
    const { headers, email, staff } = await worker()
    const page = await provider.inject({ url: '/desk/security', headers })
    expect(page.body).toContain(email)
    expect(page.body).not.toContain('name="factor"')
    const factor = toPublic('fac', (await factorsOf(provider.deps, { realm: 'desk', id: staff }))[0]?.id ?? '')
    const removed = await post('/desk/security/remove', { factor }, headers.cookie)
    expect([removed.statusCode, (await factorsOf(provider.deps, { realm: 'desk', id: staff })).length]).toEqual([
      409, 1,
    ])
  })
})
