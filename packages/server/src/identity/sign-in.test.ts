import type { LightMyRequestResponse } from 'fastify'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { payers } from '../account/index.ts'
import { readMails } from '../platform/mail.ts'
import type { TestProvider } from '../platform/testing.ts'
import { testProvider } from '../platform/testing.ts'
import type { TestUser } from './fixtures.ts'
import { aUser } from './fixtures.ts'

const origin = 'http://wallet.localhost:4400'
const password = 'a wren in the hedge'

let provider: TestProvider
let ada: TestUser
beforeAll(async () => {
  provider = await testProvider()
  ada = await aUser(provider, { name: 'Ada', email: 'ada@example.org', password })
})
afterAll(() => provider.close())
// Each test comes at another time, so that none runs into the limits of the one before.
beforeEach(() => provider.clock.advance(3_601))

type Sent = { readonly cookies?: Record<string, string>; readonly headers?: Record<string, string> }
function form(url: string, fields: Record<string, string>, { cookies = {}, headers = { origin } }: Sent = {}) {
  return provider.inject({
    method: 'POST',
    url,
    headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html', ...headers },
    cookies,
    payload: new URLSearchParams(fields).toString(),
  })
}
const signIn = (fields: Record<string, string> = {}, sent: Sent = {}) =>
  form('/sign-in', { email: 'ada@example.org', password, ...fields }, sent)

const cookieOf = (answer: LightMyRequestResponse, name = '__Host-farthing'): string =>
  answer.cookies.find((cookie) => cookie.name === name)?.value ?? ''
const session = (cookie: string) =>
  provider.inject({ url: '/api/wallet/session', cookies: { '__Host-farthing': cookie } })

async function newestMail(to: string) {
  const mail = (await readMails(provider.deps)).find((each) => each.to === to)
  return {
    subject: mail?.subject ?? '',
    code:
      /(\d{3}) (\d{3})/
        .exec(mail?.text ?? '')
        ?.slice(1)
        .join('') ?? '',
    link: /http:\S+verify-email\S+/.exec(mail?.text ?? '')?.[0].slice(origin.length) ?? '',
  }
}

/** Everything up to the page that asks for the code. */
async function signUp(email: string, next?: string) {
  const answer = await form('/sign-up', { name: 'Grace', email, password, ...(next !== undefined && { next }) })
  return { answer, pending: cookieOf(answer, '__Host-farthing-verify') }
}
const prove = (pending: string, code: string, fields: Record<string, string> = {}) =>
  form('/verify-email', { code, ...fields }, { cookies: { '__Host-farthing-verify': pending } })

test('R13: e-mail and password open a session, by a cookie that no script and no other site gets', async () => {
  const answer = await signIn({ email: '  ADA@Example.org ' })
  expect([answer.statusCode, answer.headers.location]).toEqual([303, '/wallet'])
  expect(answer.headers['set-cookie']).toEqual([
    expect.stringMatching(
      /^__Host-farthing=[A-Za-z0-9]{43}; Max-Age=2592000; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    ),
    expect.stringMatching(
      /^__Host-farthing-known=[\w-]{43}; Max-Age=34560000; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    ),
  ])
  expect((await session(cookieOf(answer))).json()).toMatchObject({ user: { name: 'Ada', email: 'ada@example.org' } })
})

test('R3 R8: a sign-up becomes a user with an account when its address is proven, and not before', async () => {
  const { answer, pending } = await signUp('grace@example.org')
  expect([answer.statusCode, answer.headers.location]).toEqual([303, '/verify-email'])
  expect((await signIn({ email: 'grace@example.org' })).statusCode).toBe(401)
  const { code, subject } = await newestMail('grace@example.org')
  expect(subject).toContain('is your code for Farthing')
  const proven = await prove(pending, `${code.slice(0, 3)} ${code.slice(3)}`)
  expect(proven.statusCode).toBe(200)
  const who = (await session(cookieOf(proven))).json<{ account: { id: string } }>()
  expect(who).toMatchObject({ user: { name: 'Grace', email: 'grace@example.org', email_verified: true } })
  expect((await signIn({ email: 'grace@example.org' })).statusCode).toBe(303)
})

test('R7 R9: a new account has a wallet in USD and the welcome tokens', async () => {
  const { pending } = await signUp('welcome@example.org')
  await prove(pending, (await newestMail('welcome@example.org')).code)
  const { rows } = await provider.deps.pool.query<{ account: Buffer }>(
    'SELECT account FROM users ORDER BY created_at DESC LIMIT 1',
  )
  const account = rows[0]?.account.toString('hex') ?? ''
  const row = (await provider.deps.ledger.look({ accounts: [], rows: [[payers, account]] })).row(payers, account)
  expect(row?.state).toMatchObject({ status: 'open', wallets: ['USD'], welcomed: true, grants: [{ asset: 'USD' }] })
})

test('R8: a sign-up at a vendor’s link goes on to where it came from', async () => {
  const { answer, pending } = await signUp('next@example.org', '/c/txn_1?a=b')
  expect(answer.headers.location).toBe('/verify-email?next=%2Fc%2Ftxn_1%3Fa%3Db')
  const proven = await prove(pending, (await newestMail('next@example.org')).code, { next: '/c/txn_1?a=b' })
  expect([proven.statusCode, proven.headers.location]).toEqual([303, '/c/txn_1?a=b'])
})

test('the link of the mail proves the address in the browser that signed up', async () => {
  const { pending } = await signUp('link@example.org')
  const { link } = await newestMail('link@example.org')
  const answer = await provider.inject({ url: link, cookies: { '__Host-farthing-verify': pending } })
  expect((await session(cookieOf(answer))).statusCode).toBe(200)
})

test('T21: in another browser the link alone does nothing; with the password it proves the address', async () => {
  await signUp('phone@example.org')
  const { link } = await newestMail('phone@example.org')
  const opened = await provider.inject({ url: link })
  expect([opened.statusCode, cookieOf(opened)]).toEqual([303, ''])
  const next = new URL(String(opened.headers.location), origin).searchParams.get('next') ?? ''
  expect((await signIn({ email: 'phone@example.org', password: 'another one', next })).statusCode).toBe(401)
  expect((await signIn({ email: 'ada@example.org', password: 'another one', next })).statusCode).toBe(401)
  const signedIn = await signIn({ email: 'phone@example.org', next })
  expect((await session(cookieOf(signedIn))).json()).toMatchObject({ user: { email: 'phone@example.org' } })
})

test('T21: five wrong codes end a code, and another browser cannot try at all', async () => {
  const { pending } = await signUp('codes@example.org')
  const { code } = await newestMail('codes@example.org')
  const wrong = code === '000000' ? '000001' : '000000'
  expect((await prove('', code)).headers.location).toBe('/sign-up')
  for (let i = 0; i < 5; i++) expect((await prove(pending, wrong)).statusCode).toBe(422)
  expect((await prove(pending, code)).statusCode).toBe(422)
  provider.clock.advance(1)
  const resent = await form('/verify-email/resend', {}, { cookies: { '__Host-farthing-verify': pending } })
  expect(resent.body).toContain('A new code is on its way')
  expect((await prove(pending, (await newestMail('codes@example.org')).code)).statusCode).toBe(200)
})

test('T21: of many presses at once five mails are sent at most, and none says what a stranger wrote', async () => {
  const { pending } = await signUp('many@example.org')
  await Promise.all(
    Array.from({ length: 20 }, () =>
      form('/verify-email/resend', {}, { cookies: { '__Host-farthing-verify': pending } }),
    ),
  )
  const mails = (await readMails(provider.deps)).filter(({ to }) => to === 'many@example.org')
  expect(mails.length).toBeLessThanOrEqual(5)
  for (const { text, html } of mails) expect(`${text}${String(html)}`).not.toContain('Grace')
})

test('T11: a code is good for 30 minutes and not a second longer', async () => {
  const { pending } = await signUp('late@example.org')
  const { code } = await newestMail('late@example.org')
  provider.clock.advance(1_800)
  expect((await prove(pending, code)).headers.location).toBe('/sign-up')
})

test('T21: signing up with an address that has a user looks the same, changes nothing, and tells its owner', async () => {
  const fresh = await signUp('fresh@example.org')
  const known = await signUp('ada@example.org')
  const shape = ({ answer }: typeof fresh) => [
    answer.statusCode,
    answer.headers.location,
    answer.body,
    answer.cookies[0]?.name,
  ]
  expect(shape(known)).toEqual(shape(fresh))
  expect((await newestMail('ada@example.org')).subject).toBe('You have a wallet at Farthing already')
  expect((await prove(known.pending, '000000')).statusCode).toBe(422)
  await form('/verify-email/resend', {}, { cookies: { '__Host-farthing-verify': known.pending } })
  expect((await newestMail('ada@example.org')).code).toBe('')
  expect((await signIn()).statusCode).toBe(303)
})

test('T21: an unknown address, a wrong password and no address at all get the same answer', async () => {
  const answers = [
    await signIn({ password: 'wrong wrong' }),
    await signIn({ email: 'nobody@example.org' }),
    await signIn({ email: 'no address' }),
    await signIn({ email: '', password: '' }),
  ]
  const bodies = answers.map(({ statusCode, body }) => [statusCode, body.replace(/ value="[^"]*"/g, '')])
  expect(new Set(bodies.map((each) => JSON.stringify(each))).size).toBe(1)
  expect(bodies[0]?.[0]).toBe(401)
})

test('T21: an unknown address takes as long as a wrong password', async () => {
  const timeOf = async (email: string): Promise<number> => {
    const began = performance.now()
    await signIn({ email, password: 'wrong wrong' })
    provider.clock.advance(1_000)
    return performance.now() - began
  }
  const times: Record<'unknown' | 'known', number[]> = { unknown: [], known: [] }
  await timeOf('nobody@example.org') // Warm.
  // By turns, so that a busy machine is as busy for both.
  for (let i = 0; i < 15; i++) {
    times.unknown.push(await timeOf('nobody@example.org'))
    times.known.push(await timeOf('ada@example.org'))
  }
  const median = (values: number[]): number => values.sort((one, other) => one - other)[7] ?? 0
  const [unknown, known] = [median(times.unknown), median(times.known)]
  // Where the password is not hashed, or nothing is written, the one takes a tenth of the other.
  expect(unknown / known).toBeGreaterThan(1 / 3)
  expect(unknown / known).toBeLessThan(3)
})

test('T21: after ten wrong passwords not even the right one is heard from there for a quarter of an hour', async () => {
  for (let i = 0; i < 10; i++) expect((await signIn({ password: 'wrong wrong' })).statusCode).toBe(401)
  const refused = await signIn()
  expect([refused.statusCode, refused.headers['retry-after']]).toEqual([429, '900'])
  // For an address that nobody has, the same.
  for (let i = 0; i < 10; i++) await signIn({ email: 'nobody@example.org' })
  expect((await signIn({ email: 'nobody@example.org' })).statusCode).toBe(429)
  provider.clock.advance(900)
  expect((await signIn()).statusCode).toBe(303)
})

test('T21: one network address cannot sign up without end, whatever it calls itself', async () => {
  const attempt = (i: number) =>
    provider.inject({
      method: 'POST',
      url: '/sign-up',
      remoteAddress: '203.0.113.9',
      headers: { origin, 'content-type': 'application/x-www-form-urlencoded', 'x-forwarded-for': `198.51.100.${i}` },
      payload: new URLSearchParams({ name: 'Bot', email: `bot-${i}@example.org`, password }).toString(),
    })
  for (let i = 0; i < 30; i++) expect((await attempt(i)).statusCode).toBe(303)
  expect((await attempt(30)).statusCode).toBe(429)
})

test('T20: login gives a new session, so one that was planted before is worth nothing', async () => {
  const before = cookieOf(await signIn())
  const after = cookieOf(await signIn({}, { cookies: { '__Host-farthing': before } }))
  expect(after).not.toBe(before)
  expect((await session(before)).statusCode).toBe(401)
  expect((await session(after)).statusCode).toBe(200)
  const planted = 'x'.repeat(43)
  expect(cookieOf(await signIn({}, { cookies: { '__Host-farthing': planted } }))).not.toBe(planted)
  expect((await session(planted)).statusCode).toBe(401)
})

test.each([
  [{ origin: 'https://evil.example' }],
  [{ origin: 'null' }],
  [{ origin: 'http://wallet.localhost:4401' }],
  [{ origin: 'http://wallet.localhost' }],
  [{ origin: `${origin}.evil.example` }],
  [{ 'sec-fetch-site': 'cross-site' }],
  [{ 'sec-fetch-site': 'same-site' }],
  [{ 'sec-fetch-site': 'none' }],
  [{ origin: 'https://evil.example', 'sec-fetch-site': 'same-origin' }],
  [{}],
])('T20: a form of another site signs nobody in or out: %j', async (headers) => {
  const cookie = cookieOf(await signIn())
  expect((await signIn({}, { headers })).statusCode).toBe(403)
  expect((await form('/sign-out', {}, { headers, cookies: { '__Host-farthing': cookie } })).statusCode).toBe(403)
  expect((await form('/sign-up', { name: 'E', email: 'e@example.org', password }, { headers })).statusCode).toBe(403)
  expect((await session(cookie)).statusCode).toBe(200)
})

test('T20: pages cannot be framed, and run no script, but for the one file that offers the zone at sign-up', async () => {
  for (const url of ['/sign-in', '/sign-up', '/forgot-password']) {
    const policy = String((await provider.inject({ url })).headers['content-security-policy'])
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).toContain("default-src 'none'")
    expect(policy.match(/script-src [^;]*/)?.[0].replace(/[0-9a-f]{12}/, '…')).toBe(
      url === '/sign-up' ? `script-src ${origin}/assets/zone.….js` : undefined,
    )
  }
})

test('R23: an account lives in the zone that was chosen at sign-up; one that there is not is refused by its field', async () => {
  const person = { name: 'Grace', email: 'zone@example.org', password }
  for (const zone of ['Mars/Olympus', '+05:30', '']) {
    const refused = await form('/sign-up', { ...person, time_zone: zone })
    expect(refused.statusCode).toBe(422)
    expect(refused.body).toContain('id="time_zone-error">There is no such time zone.')
    expect(refused.body).toContain('value="zone@example.org"')
  }
  const answer = await form('/sign-up', { ...person, time_zone: 'America/New_York' })
  const pending = cookieOf(answer, '__Host-farthing-verify')
  const proven = await prove(pending, (await newestMail('zone@example.org')).code)
  expect((await session(cookieOf(proven))).json()).toMatchObject({ account: { time_zone: 'America/New_York' } })
})

test('R23: the zone of a sign-up outlives the way by link and password, too', async () => {
  await form('/sign-up', { name: 'Grace', email: 'zone-link@example.org', password, time_zone: 'Asia/Tokyo' })
  const { link } = await newestMail('zone-link@example.org')
  const signedIn = await signIn({ email: 'zone-link@example.org', next: link })
  expect((await session(cookieOf(signedIn))).json()).toMatchObject({ account: { time_zone: 'Asia/Tokyo' } })
})

test('signing out ends the session on every server', async () => {
  const cookie = cookieOf(await signIn())
  const out = await form(
    '/sign-out',
    {},
    { headers: { 'sec-fetch-site': 'same-origin' }, cookies: { '__Host-farthing': cookie } },
  )
  expect([out.statusCode, out.cookies[0]?.value]).toEqual([200, ''])
  expect((await session(cookie)).statusCode).toBe(401)
})

test('R26: login opens the purchase window for half an hour; logging in again opens it again', async () => {
  const cookie = cookieOf(await signIn())
  const windowOf = async (value: string) =>
    (await session(value)).json<{ purchase_window_ends_at: string }>().purchase_window_ends_at
  const ends = await windowOf(cookie)
  expect(Date.parse(ends)).toBe(Number(provider.clock.now() / 1_000n) + 30 * 60_000)
  provider.clock.advance(1_799)
  const shown = { url: '/sign-in?next=/c/txn_1', cookies: { '__Host-farthing': cookie } }
  expect((await provider.inject(shown)).headers.location).toBe('/c/txn_1')
  provider.clock.advance(1)
  expect((await provider.inject(shown)).statusCode).toBe(200) // The window is closed: the form.
  expect(await windowOf(cookie)).toBe(ends)
  const again = cookieOf(await signIn({}, { cookies: { '__Host-farthing': cookie } }))
  expect(Date.parse(await windowOf(again))).toBe(Date.parse(ends) + 30 * 60_000)
})

test('a session ends after 30 days', async () => {
  const cookie = cookieOf(await signIn())
  provider.clock.advance(30 * 86_400 - 1)
  expect((await session(cookie)).statusCode).toBe(200)
  provider.clock.advance(1)
  expect((await session(cookie)).json()).toMatchObject({ code: 'signed_out' })
})

test.each(['//evil.example', '/\\evil.example', 'https://evil.example/', '/.//evil.example', 'javascript:alert(1)'])(
  'T13: sign-in goes on to no other site: %s',
  async (next) => {
    expect((await signIn({ next })).headers.location).toBe('/wallet')
    expect((await provider.inject({ url: `/sign-in?next=${encodeURIComponent(next)}` })).body).not.toContain('evil')
  },
)

test('what is wrong with a sign-up stands at its field, and nothing is sent', async () => {
  const before = (await readMails(provider.deps)).length
  const answer = await form('/sign-up', { name: '', email: 'no address', password: 'short' })
  expect(answer.statusCode).toBe(422)
  expect(answer.body).toContain('Your name is missing')
  expect(answer.body).toContain('This is no e-mail address')
  expect(answer.body).toContain('fewer than 10 characters')
  expect(answer.body).not.toContain('value="short"')
  expect(
    (await form('/sign-up', { name: 'a\u202eb', email: 'x@example.org', password: 'password123' })).statusCode,
  ).toBe(422)
  expect(await readMails(provider.deps)).toHaveLength(before)
})

test('no password, address, name, code or cookie lies in the database in clear', async () => {
  const cookie = cookieOf(await signIn())
  const { pending } = await signUp('secret-marker@example.org')
  const { code } = await newestMail('secret-marker@example.org')
  const tables = ['users', 'sessions', 'email_codes', 'mails', 'attempts']
  const texts = await Promise.all(
    tables.map(async (table) =>
      JSON.stringify((await provider.deps.pool.query(`SELECT t::text FROM ${table} t`)).rows),
    ),
  )
  const dump = texts.join()
  const inHex = (text: string) => Buffer.from(text).toString('hex')
  const shown = `${code.slice(0, 3)} ${code.slice(3)}` // As the mail has it: six digits alone may stand in any hash.
  for (const secret of [password, cookie, pending, 'secret-marker', 'ada@example.org', 'Grace', shown]) {
    expect(dump).not.toContain(secret)
    expect(dump).not.toContain(inHex(secret))
  }
})

test('R33 R17: what is known of a person opens only with their own key', async () => {
  const { rows } = await provider.deps.pool.query<{ key_wrapped: Buffer }>(
    'SELECT key_wrapped FROM users WHERE id = $1',
    [Buffer.from(ada.user, 'hex')],
  )
  await provider.deps.pool.query('UPDATE users SET key_wrapped = $2 WHERE id = $1', [
    Buffer.from(ada.user, 'hex'),
    Buffer.alloc(60),
  ])
  expect((await provider.inject({ url: '/api/wallet/session', headers: ada.headers })).statusCode).not.toBe(200)
  await provider.deps.pool.query('UPDATE users SET key_wrapped = $2 WHERE id = $1', [
    Buffer.from(ada.user, 'hex'),
    rows[0]?.key_wrapped,
  ])
})
