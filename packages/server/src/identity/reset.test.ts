import type { LightMyRequestResponse } from 'fastify'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { noticesNow } from '../notice/fixtures.ts'
import { readMails } from '../platform/mail.ts'
import type { TestProvider } from '../platform/testing.ts'
import { testProvider } from '../platform/testing.ts'
import { aUser } from './fixtures.ts'

const origin = 'http://wallet.localhost:4400'
const old = 'a wren in the hedge'
const fresh = 'a heron in the reeds'

let provider: TestProvider
beforeAll(async () => {
  provider = await testProvider()
})
afterAll(() => provider.close())
// Each test comes at another time, so that none runs into the limits of the one before.
beforeEach(() => provider.clock.advance(3_601))

type Sent = {
  readonly cookies?: Record<string, string>
  readonly headers?: Record<string, string>
  readonly remoteAddress?: string
}
function form(url: string, fields: Record<string, string>, { headers = { origin }, ...sent }: Sent = {}) {
  return provider.inject({
    method: 'POST',
    url,
    headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html', ...headers },
    payload: new URLSearchParams(fields).toString(),
    ...sent,
  })
}
const signIn = (email: string, password: string, fields: Record<string, string> = {}) =>
  form('/sign-in', { email, password, ...fields })
const cookieOf = (answer: LightMyRequestResponse, name = '__Host-farthing'): string =>
  answer.cookies.find((cookie) => cookie.name === name)?.value ?? ''
const statusOf = async (cookie: string) =>
  (await provider.inject({ url: '/api/wallet/session', cookies: { '__Host-farthing': cookie } })).statusCode

let count = 0
/** Somebody with the old password. */
const somebody = async () => aUser(provider, { email: `forgetful-${++count}@example.org`, password: old })

async function newestMail(to: string) {
  const mail = (await readMails(provider.deps)).find((each) => each.to === to)
  const text = mail?.text ?? ''
  return {
    subject: mail?.subject ?? '',
    text,
    code: /code (\d{4}) (\d{4})/.exec(text)?.slice(1).join('') ?? '',
    link: new URL(/http:\S+reset-password\S+/.exec(text)?.[0] ?? origin),
  }
}

/** Asks for a mail, a second after what was before: mails of one instant have no order. */
async function ask(email: string, next?: string) {
  provider.clock.advance(1)
  const answer = await form('/forgot-password', { email, ...(next !== undefined && { next }) })
  return { answer, cookies: { '__Host-farthing-reset': cookieOf(answer, '__Host-farthing-reset') } }
}
const linkOf = ({ link }: { link: URL }): string => link.searchParams.get('link') ?? ''
const choose = (fields: Record<string, string>, sent: Sent = {}) => {
  provider.clock.advance(1)
  return form('/reset-password', { password: fresh, ...fields }, sent)
}

test('R13: the link of the mail changes the password, once, and only by its form', async () => {
  const { email } = await somebody()
  const { answer } = await ask(email)
  expect([answer.statusCode, answer.headers.location]).toEqual([303, '/reset-password'])
  const mail = await newestMail(email)
  expect(mail.subject).toBe('Choose a new password for Farthing')
  const path = mail.link.pathname + mail.link.search
  for (let looked = 0; looked < 3; looked++) {
    const page = await provider.inject({ url: path })
    expect(page.statusCode).toBe(200)
    expect(page.body).toContain(`<strong>${email}</strong>`)
  }
  expect((await signIn(email, old)).statusCode).toBe(303) // Looked at, it changed nothing.
  const changed = await choose({ link: linkOf(mail) })
  expect([changed.statusCode, changed.headers.location]).toEqual([303, '/sign-in?reason=password_changed'])
  expect((await signIn(email, old)).statusCode).toBe(401)
  expect((await signIn(email, fresh)).statusCode).toBe(303)
  expect((await choose({ link: linkOf(mail), password: 'another heron here' })).statusCode).toBe(410)
  expect((await provider.inject({ url: path })).statusCode).toBe(410)
  expect((await signIn(email, fresh)).statusCode).toBe(303)
})

test('R13: the code of the mail does the same in the browser that asked, and in no other', async () => {
  const { email } = await somebody()
  const { cookies } = await ask(email)
  const { code } = await newestMail(email)
  expect((await choose({ code })).statusCode).toBe(410)
  expect((await choose({ code }, { cookies: { '__Host-farthing-reset': 'x'.repeat(43) } })).statusCode).toBe(410)
  const changed = await choose({ code: `${code.slice(0, 4)} ${code.slice(4)}` }, { cookies })
  expect([changed.statusCode, cookieOf(changed, '__Host-farthing-reset')]).toEqual([303, ''])
  expect((await signIn(email, fresh)).statusCode).toBe(303)
})

test('R8 R13: who forgot it on the way to a purchase comes back to it, by code and by link', async () => {
  const { email } = await somebody()
  const next = '/c/txn_1?a=b'
  const page = await provider.inject({ url: `/sign-in?next=${encodeURIComponent(next)}` })
  expect(page.body).toContain('href="/forgot-password?next=%2Fc%2Ftxn_1%3Fa%3Db"')
  const { answer } = await ask(email, next)
  expect(answer.headers.location).toBe('/reset-password?next=%2Fc%2Ftxn_1%3Fa%3Db')
  const mail = await newestMail(email)
  expect(mail.link.searchParams.get('next')).toBe(next)
  const opened = await provider.inject({ url: mail.link.pathname + mail.link.search })
  expect(opened.body).toContain(`<input type="hidden" name="next" value="${next}" />`)
  const changed = await choose({ link: linkOf(mail), next })
  expect(changed.headers.location).toBe('/sign-in?next=%2Fc%2Ftxn_1%3Fa%3Db&reason=password_changed')
  const shown = await provider.inject({ url: String(changed.headers.location) })
  expect(shown.body).toContain('Your password is changed.')
  expect(shown.body).toContain(`name="next" value="${next}"`)
  expect((await signIn(email, fresh, { next })).headers.location).toBe(next)
})

test('R26 T21: a reset signs nobody in and ends every session, so no purchase window opens by it', async () => {
  const { email, headers } = await somebody()
  const here = cookieOf(await signIn(email, old))
  const there = cookieOf(await signIn(email, old))
  await ask(email)
  const changed = await choose({ link: linkOf(await newestMail(email)) }, { cookies: { '__Host-farthing': here } })
  expect(cookieOf(changed)).toBe('')
  expect(await statusOf(here)).toBe(401)
  expect(await statusOf(there)).toBe(401)
  expect((await provider.inject({ url: '/api/wallet/session', headers })).statusCode).toBe(401)
})

test('T21: a login with the old password while it is changed leaves no session behind', async () => {
  for (let round = 0; round < 8; round++) {
    const { email } = await somebody()
    await ask(email)
    const link = linkOf(await newestMail(email))
    const logins = Promise.all(Array.from({ length: 6 }, () => signIn(email, old)))
    const changed = await choose({ link })
    expect(changed.statusCode).toBe(303)
    const sessions = (await logins).map((answer) => cookieOf(answer)).filter((cookie) => cookie !== '')
    for (const cookie of sessions) expect(await statusOf(cookie)).toBe(401)
  }
})

test('T21: the owner is told by mail that it was changed, when in their zone, and what to do', async () => {
  const { email } = await somebody()
  await ask(email)
  await choose({ link: linkOf(await newestMail(email)) })
  const at = new Date(Number(provider.clock.now() / 1_000n))
  provider.clock.advance(1) // Told a second later, it says when it was changed.
  await noticesNow(provider)
  const { subject, text } = await newestMail(email)
  expect(subject).toBe('Your password for Farthing was changed')
  const day = `${at.getUTCDate()} June 2026, ${at.toISOString().slice(11, 16)} (UTC)`
  expect(text).toContain(`was changed on ${day}, by a mail to this address. Every browser was signed out.`)
  expect(text).toContain(`${origin}/forgot-password`)
})

test('T21: an address that nobody has gets the same answer, and a mail that says so', async () => {
  const { email } = await somebody()
  const known = await ask(email)
  const unknown = await ask('nobody-here@example.org')
  const shape = ({ answer }: typeof known) => [
    answer.statusCode,
    answer.headers.location,
    answer.body,
    answer.cookies.map(({ name, value, ...rest }) => [name, value.length, rest]),
  ]
  expect(shape(unknown)).toEqual(shape(known))
  const { subject, text } = await newestMail('nobody-here@example.org')
  expect(subject).toBe('You have no wallet with this address at Farthing')
  expect(text).not.toMatch(/\d{4} \d{4}/)
  const guess = (sent: typeof known) => choose({ code: '00000000' }, { cookies: sent.cookies })
  const pages = [await guess(known), await guess(unknown)].map(({ statusCode, body }) => [statusCode, body])
  expect(pages[0]).toEqual(pages[1])
  expect(pages[0]?.[0]).toBe(422)
})

test('T21: who has signed up and not yet proven the address gets the same answer too', async () => {
  const email = 'waiting@example.org'
  await form('/sign-up', { name: 'Grace', email, password: old })
  const { answer } = await ask(email)
  expect([answer.statusCode, answer.headers.location]).toEqual([303, '/reset-password'])
  expect((await newestMail(email)).text).toContain('If you began to open one, the mail with its code came before')
})

test('T21: an unknown address takes as long as a known one', async () => {
  const { email } = await somebody()
  const timeOf = async (address: string): Promise<number> => {
    const began = performance.now()
    await ask(address)
    provider.clock.advance(3_601)
    return performance.now() - began
  }
  await timeOf(email) // Warm.
  const times: Record<'unknown' | 'known', number[]> = { unknown: [], known: [] }
  // By turns, so that a busy machine is as busy for both.
  for (let i = 0; i < 25; i++) {
    times.unknown.push(await timeOf('nobody-at-all@example.org'))
    times.known.push(await timeOf(email))
  }
  const median = (values: number[]): number => values.sort((one, other) => one - other)[12] ?? 0
  const [unknown, known] = [median(times.unknown), median(times.known)]
  // Where the password is not hashed, or nothing is written, the one takes a tenth of the other.
  expect(unknown / known).toBeGreaterThan(1 / 3)
  expect(unknown / known).toBeLessThan(3)
})

test('T21: a newer request ends the older one, its link and its code', async () => {
  const { email } = await somebody()
  const first = await ask(email)
  const older = await newestMail(email)
  const second = await ask(email)
  expect((await choose({ link: linkOf(older) })).statusCode).toBe(410)
  expect((await choose({ code: older.code }, { cookies: first.cookies })).statusCode).toBe(410)
  expect((await choose({ code: (await newestMail(email)).code }, { cookies: second.cookies })).statusCode).toBe(303)
})

test('T11: link and code are good for 30 minutes and not a second longer', async () => {
  const { email } = await somebody()
  const { cookies } = await ask(email)
  const { code, link } = await newestMail(email)
  provider.clock.advance(1_799)
  expect((await provider.inject({ url: link.pathname + link.search })).statusCode).toBe(200)
  provider.clock.advance(1)
  expect((await choose({ link: linkOf({ link }) })).statusCode).toBe(410)
  expect((await choose({ code }, { cookies })).statusCode).toBe(410)
})

test('T21: five wrong codes end the code; the link of the same mail still works', async () => {
  const { email } = await somebody()
  const { cookies } = await ask(email)
  const mail = await newestMail(email)
  const wrong = mail.code === '00000000' ? '00000001' : '00000000'
  for (let i = 0; i < 5; i++) expect((await choose({ code: wrong }, { cookies })).statusCode).toBe(422)
  const late = await choose({ code: mail.code }, { cookies })
  expect([late.statusCode, late.body.includes('This was tried too often.')]).toEqual([422, true])
  expect((await choose({ link: linkOf(mail) })).statusCode).toBe(303)
})

test('T21: one link pressed twenty times at once changes the password once', async () => {
  const { email } = await somebody()
  await ask(email)
  const link = linkOf(await newestMail(email))
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, i) => choose({ link, password: `heron number ${i} here` })),
  )
  expect(answers.filter(({ statusCode }) => statusCode === 303)).toHaveLength(1)
  await noticesNow(provider)
  const mails = (await readMails(provider.deps)).filter((mail) => mail.to === email)
  expect(mails.filter(({ subject }) => subject.includes('was changed'))).toHaveLength(1)
})

test('T21: limits by address and by network; the mails of one address are five an hour', async () => {
  const { email } = await somebody()
  for (let i = 0; i < 5; i++) expect((await ask(email)).answer.statusCode).toBe(303)
  expect((await ask(email)).answer.statusCode).toBe(429)
  const from = (i: number) =>
    form('/forgot-password', { email: `many-${i}@example.org` }, { remoteAddress: '203.0.113.9' })
  for (let i = 0; i < 30; i++) expect((await from(i)).statusCode).toBe(303)
  expect((await from(30)).statusCode).toBe(429)
})

test('T21: after too many wrong passwords, a reset lets the owner in at once', async () => {
  const { email } = await somebody()
  for (let i = 0; i < 10; i++) await signIn(email, 'wrong wrong')
  expect((await signIn(email, old)).statusCode).toBe(429)
  await ask(email)
  await choose({ link: linkOf(await newestMail(email)) })
  expect((await signIn(email, fresh)).statusCode).toBe(303)
})

test('the rules of a new password are those of sign-up, and what is refused costs neither code nor link', async () => {
  const { email } = await somebody()
  const { cookies } = await ask(email)
  const { code } = await newestMail(email)
  const refused = async (password: string) => {
    const answer = await choose({ code, password }, { cookies })
    expect(answer.statusCode).toBe(422)
    expect(answer.body).not.toContain(`value="${password}"`)
    return answer.body
  }
  for (let i = 0; i < 6; i++) expect(await refused('short')).toContain('This has fewer than 10 characters.')
  expect(await refused('')).toContain('A password is missing. Your password is as it was.')
  expect(await refused('x'.repeat(201))).toContain('longer than we can take')
  expect(await refused('password1234')).toContain('Many people use this one')
  expect(await refused(email)).toContain('Many people use this one')
  const body = await refused('short')
  expect(body).toContain(`value="${code}"`)
  expect((await choose({ code }, { cookies })).statusCode).toBe(303)
})

test('T20: a form of another site asks for nothing and changes nothing', async () => {
  const { email } = await somebody()
  await ask(email)
  const link = linkOf(await newestMail(email))
  const before = (await readMails(provider.deps)).length
  for (const headers of [{ origin: 'https://evil.example' }, { 'sec-fetch-site': 'cross-site' }, {}]) {
    expect((await form('/forgot-password', { email }, { headers })).statusCode).toBe(403)
    expect((await choose({ link }, { headers })).statusCode).toBe(403)
  }
  expect(await readMails(provider.deps)).toHaveLength(before)
  expect((await signIn(email, old)).statusCode).toBe(303)
})

test('T13: a reset goes on to no other site', async () => {
  const { email } = await somebody()
  expect((await ask(email, '//evil.example')).answer.headers.location).toBe('/reset-password')
  const { link, text } = await newestMail(email)
  expect(text).not.toContain('evil')
  const changed = await choose({ link: linkOf({ link }), next: 'https://evil.example/' })
  expect(changed.headers.location).toBe('/sign-in?reason=password_changed')
})

test('no code, link or cookie of a reset lies in the database in clear', async () => {
  const { email } = await somebody()
  const { cookies } = await ask(email)
  const { code, link } = await newestMail(email)
  const { rows } = await provider.deps.pool.query('SELECT t::text FROM password_resets t')
  const dump = JSON.stringify(rows)
  for (const secret of [email, code, linkOf({ link }), cookies['__Host-farthing-reset']]) {
    expect(dump).not.toContain(secret)
    expect(dump).not.toContain(Buffer.from(secret).toString('hex'))
  }
})
