import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openAccount, payers } from '../account/index.ts'
import { visitor } from '../platform/actor.ts'
import { isChecked } from '../platform/check-digit.ts'
import { readMails } from '../platform/mail.ts'
import type { TestProvider } from '../platform/testing.ts'
import { testProvider } from '../platform/testing.ts'
import { aUser } from './fixtures.ts'
import { printLetterCode } from './letter-code.ts'
import type { OpeningIds } from './openings.ts'
import { codeOfLetter, forgetLetterCode, inviteCaller, writeLetterCode } from './openings.ts'
import { createPostalUser, postalPerson } from './postal-users.ts'

const origin = 'http://wallet.localhost:4400'
const password = 'a wren in the hedge'

let provider: TestProvider
beforeAll(async () => {
  provider = await testProvider()
})
afterAll(() => provider.close())
// Each test comes at another time, so that none runs into the limits of the one before.
beforeEach(() => provider.clock.advance(3_601))

const form = (url: string, fields: Record<string, string>) =>
  provider.inject({
    method: 'POST',
    url,
    headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html', origin },
    payload: new URLSearchParams(fields).toString(),
  })
const signIn = (email: string, secret = password) => form('/sign-in', { email, password: secret })
const newIds = (): OpeningIds => {
  const { ids } = provider.deps
  return { id: ids.mint(), user: ids.mint(), account: ids.mint() }
}
const mailsTo = async (to: string) => (await readMails(provider.deps)).filter((mail) => mail.to === to)
const linkIn = (text = '') => /link=(\w+)/.exec(text)?.[1] ?? ''

const person = (email: string) => ({ name: 'Maud Ellery', email, timeZone: 'Europe/Warsaw', currency: 'EUR' }) as const
/** A caller who was sent a link. */
async function invited(email: string) {
  const ids = newIds()
  await inviteCaller(provider.deps, ids, person(email))
  const [mail] = await mailsTo(email)
  return { ids, mail, link: linkIn(mail?.text) }
}

describe('R8: a link of the desk', () => {
  test('opens an account once, with the password that the person chooses', async () => {
    const { ids, mail, link } = await invited('maud@ellery.example')
    expect([mail?.subject, mail?.text.includes('Maud')]).toEqual(['Open your wallet at Farthing', false])
    const page = await provider.inject({ url: `/open?link=${link}` })
    expect([page.statusCode, page.body.includes('maud@ellery.example')]).toEqual([200, true])
    const short = await form('/open', { link, password: 'short' })
    expect([short.statusCode, short.body.includes('This has fewer than 10 characters.')]).toEqual([422, true])
    const opened = await form('/open', { link, password })
    expect([opened.statusCode, opened.headers.location]).toEqual([303, '/wallet'])
    const session = await provider.inject({
      url: '/api/wallet/session',
      cookies: { '__Host-farthing': opened.cookies.find(({ name }) => name === '__Host-farthing')?.value ?? '' },
    })
    expect(session.json()).toMatchObject({
      user: { name: 'Maud Ellery', email: 'maud@ellery.example', number: null, email_verified: true },
      account: { time_zone: 'Europe/Warsaw' },
    })
    const seen = await provider.deps.ledger.look({ accounts: [], rows: [[payers, ids.account]] })
    expect(seen.row(payers, ids.account)?.state).toMatchObject({
      wallets: ['EUR'],
      members: [ids.user],
      welcomed: true,
    })
    expect((await signIn('maud@ellery.example')).headers.location).toBe('/wallet')
    for (const again of [await form('/open', { link, password }), await provider.inject({ url: `/open?link=${link}` })])
      expect([again.statusCode, again.body.includes('This link works no more')]).toEqual([410, true])
  })

  test('is sent once, however often it is asked for', async () => {
    const { ids } = await invited('once@example.org')
    await inviteCaller(provider.deps, ids, person('once@example.org'))
    expect(await mailsTo('once@example.org')).toHaveLength(1)
  })

  test('lapses after seven days', async () => {
    const { link } = await invited('late@example.org')
    provider.clock.advance(7 * 86_400 - 1)
    expect((await provider.inject({ url: `/open?link=${link}` })).statusCode).toBe(200)
    provider.clock.advance(1)
    expect((await form('/open', { link, password })).statusCode).toBe(410)
    expect((await signIn('late@example.org')).statusCode).toBe(401)
  })

  test('pressed twice at once opens one account', async () => {
    const { link } = await invited('twice@example.org')
    const answers = await Promise.all([form('/open', { link, password }), form('/open', { link, password })])
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([303, 410])
    expect((await signIn('twice@example.org')).statusCode).toBe(303)
  })

  test('is not sent to an address that has a user, who is told so', async () => {
    await aUser(provider, { email: 'known@example.org' })
    const { mail } = await invited('known@example.org')
    expect(mail?.subject).toBe('You have a wallet at Farthing already')
    expect(mail?.text).not.toContain('link=')
  })

  test('opens nothing where the address has a user by then', async () => {
    const { link } = await invited('overtaken@example.org')
    await aUser(provider, { email: 'overtaken@example.org' })
    expect((await form('/open', { link, password })).statusCode).toBe(410)
  })
})

/** Somebody without an e-mail address, and the code of their letter. */
async function withLetter() {
  const ids = newIds()
  const account = { account: ids.account, user: ids.user, timeZone: 'Europe/London', currency: 'GBP' } as const
  await provider.deps.ledger.submit(openAccount, provider.deps.ids.mint(), account, { actor: visitor })
  await createPostalUser(provider.deps, ids, { name: 'Ned Reed', address: ['4 Quay Street', 'Galway'] })
  return { ids, ...(await anotherLetter(ids)) }
}
async function anotherLetter(before: OpeningIds) {
  const ids = { ...before, id: provider.deps.ids.mint() }
  await writeLetterCode(provider.deps, ids)
  const number = (await postalPerson(provider.deps, ids.user))?.number ?? ''
  return { letter: ids.id, code: (await codeOfLetter(provider.deps, ids.id))?.code ?? '', number }
}

describe('R8: a letter of the desk', () => {
  test('lets somebody without an e-mail address choose a password, and they sign in by their number', async () => {
    const { ids, code, number } = await withLetter()
    expect([code.length, isChecked(code), number.length, isChecked(number)]).toEqual([20, true, 9, true])
    expect((await provider.inject({ url: '/letter' })).statusCode).toBe(200)
    const printed = `${number.slice(0, 3)} ${number.slice(3, 6)} ${number.slice(6)}`
    const done = await form('/letter', { code: printLetterCode(code), password })
    expect([done.statusCode, done.body.includes(printed), done.cookies]).toEqual([200, true, []]) // Nobody is signed in.
    const signedIn = await signIn(printed)
    expect(signedIn.statusCode).toBe(303)
    const cookie = signedIn.cookies.find(({ name }) => name === '__Host-farthing')?.value ?? ''
    const session = await provider.inject({ url: '/api/wallet/session', cookies: { '__Host-farthing': cookie } })
    expect(session.json()).toMatchObject({ user: { name: 'Ned Reed', email: null, number, email_verified: false } })
    const seen = await provider.deps.ledger.look({ accounts: [], rows: [[payers, ids.account]] })
    expect(seen.row(payers, ids.account)?.state.welcomed).toBe(true)
    const again = await form('/letter', { code, password: 'another one of mine' })
    expect([again.statusCode, again.body.includes('This code was used')]).toEqual([422, true])
    expect((await signIn(printed, 'another one of mine')).statusCode).toBe(401)
  })

  test('typed twice at once it sets one password', async () => {
    const { code, number } = await withLetter()
    const passwords = [password, 'a heron in the reeds']
    const answers = await Promise.all(passwords.map((each) => form('/letter', { code, password: each })))
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 422])
    const won = passwords[answers.findIndex(({ statusCode }) => statusCode === 200)] ?? ''
    const lost = passwords.find((each) => each !== won) ?? ''
    expect([(await signIn(number, won)).statusCode, (await signIn(number, lost)).statusCode]).toEqual([303, 401])
  })

  test('another letter ends the one before, and a new password ends the sessions', async () => {
    const { ids, code, number } = await withLetter()
    const { code: second } = await anotherLetter(ids)
    expect((await form('/letter', { code, password })).statusCode).toBe(422)
    expect((await form('/letter', { code: second, password })).statusCode).toBe(200)
    const cookie = (await signIn(number)).cookies.find(({ name }) => name === '__Host-farthing')?.value ?? ''
    const { code: third } = await anotherLetter(ids)
    await form('/letter', { code: third, password: 'a heron in the reeds' })
    const session = await provider.inject({ url: '/api/wallet/session', cookies: { '__Host-farthing': cookie } })
    expect(session.statusCode).toBe(401)
  })

  test('lapses after thirty days, and its code is forgotten once it is posted', async () => {
    const { letter, code } = await withLetter()
    await forgetLetterCode(provider.deps, letter)
    expect(await codeOfLetter(provider.deps, letter)).toMatchObject({ code: null })
    provider.clock.advance(30 * 86_400 - 1)
    expect((await form('/letter', { code, password: 'short' })).body).toContain('This has fewer than 10 characters.')
    provider.clock.advance(1)
    expect((await form('/letter', { code, password })).body).toContain('This code was used, or is too old')
  })

  test('T23: guesses are counted by network, mistyped digits are told before and cost none', async () => {
    const { code } = await withLetter()
    const mistyped = `${code.slice(0, -1)}${(Number(code.at(-1)) + 1) % 10}`
    for (let i = 0; i < 12; i++) {
      expect((await form('/letter', { code: mistyped, password })).body).toContain('A digit of this code is wrong')
    }
    const wrong = '00000000000000000000'
    for (let i = 0; i < 10; i++) expect((await form('/letter', { code: wrong, password })).statusCode).toBe(422)
    const right = await form('/letter', { code, password })
    expect([right.statusCode, right.body.includes('Too many wrong codes of letters')]).toEqual([429, true])
    provider.clock.advance(3_600)
    expect((await form('/letter', { code, password })).statusCode).toBe(200)
  })

  test('T21: a number that nobody has gets the answer of a wrong password', async () => {
    const { number } = await withLetter()
    const unknown = '000000000'
    const [one, other] = [await signIn(number, 'wrong password'), await signIn(unknown, 'wrong password')]
    expect([one.statusCode, other.statusCode]).toEqual([401, 401])
    expect(one.body.replaceAll(number, '')).toBe(other.body.replaceAll(unknown, ''))
  })
})
