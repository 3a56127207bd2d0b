import type { LightMyRequestResponse } from 'fastify'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { readMails } from '../platform/mail.ts'
import type { TestProvider } from '../platform/testing.ts'
import { testProvider } from '../platform/testing.ts'
import { aUser } from './fixtures.ts'

// T21: whoever guesses is stopped where they are, and whose address it is signs in meanwhile.

const origin = 'http://wallet.localhost:4400'
const password = 'a wren in the hedge'
const [home, elsewhere] = ['198.51.100.20', '203.0.113.66']

let provider: TestProvider
beforeAll(async () => {
  provider = await testProvider()
  await aUser(provider, { name: 'Ada', email: 'ada@example.org', password })
  await aUser(provider, { name: 'Mallory', email: 'mallory@example.org', password: 'mallory owns this one' })
})
afterAll(() => provider.close())
// Each test comes at another time, so that none runs into the limits of the one before.
beforeEach(() => provider.clock.advance(3_601))

type Sent = { readonly from?: string; readonly known?: string }
function post(url: string, fields: Record<string, string>, { from = home, known }: Sent = {}) {
  return provider.inject({
    method: 'POST',
    url,
    remoteAddress: from,
    headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html', origin },
    cookies: known === undefined ? {} : { '__Host-farthing-known': known },
    payload: new URLSearchParams(fields).toString(),
  })
}
const signIn = (sent: Sent = {}, fields: Record<string, string> = {}) =>
  post('/sign-in', { email: 'ada@example.org', password, ...fields }, sent)
const guess = (sent: Sent = {}, fields: Record<string, string> = {}) =>
  signIn(sent, { password: 'wrong wrong', ...fields })
const knownOf = (answer: LightMyRequestResponse) =>
  answer.cookies.find(({ name }) => name === '__Host-farthing-known')?.value ?? ''
const sessionOf = (answer: LightMyRequestResponse) => answer.cookies.find(({ name }) => name === '__Host-farthing')
const times = async (count: number, ask: (i: number) => Promise<LightMyRequestResponse>) => {
  const statuses: number[] = []
  for (let i = 0; i < count; i++) statuses.push((await ask(i)).statusCode)
  return statuses
}

test('T21: the owner signs in while somebody elsewhere guesses, with a browser that nobody knows', async () => {
  expect(await times(15, () => guess({ from: elsewhere }))).toEqual([
    ...Array<number>(10).fill(401),
    ...Array<number>(5).fill(429),
  ])
  const refused = await signIn({ from: elsewhere })
  expect([refused.statusCode, refused.headers['retry-after']]).toEqual([429, '900'])
  expect(refused.body).toContain(
    'Too many wrong passwords for this address came from your network, 203.0.113.66. Nothing was done. Try again in 15 minutes.',
  )
  expect((await signIn()).statusCode).toBe(303)
  provider.clock.advance(900)
  expect((await signIn({ from: elsewhere })).statusCode).toBe(303)
})

test('T21: in the guesser’s own network, a browser in which the owner signed in before is let through', async () => {
  const known = knownOf(await signIn())
  for (let i = 0; i < 100; i++) await guess({ from: elsewhere }, { email: `somebody-${i}@example.org` })
  const refused = await guess({ from: elsewhere }, { email: 'another@example.org' })
  expect([refused.statusCode, refused.body]).toEqual([
    429,
    expect.stringContaining('for whatever addresses, came from your network, 203.0.113.66.'),
  ])
  expect((await signIn({ from: elsewhere })).statusCode).toBe(429)
  expect((await signIn({ from: elsewhere, known })).statusCode).toBe(303)
})

test('T21: guesses from everywhere are heard once a minute after a hundred, and hold no known browser up', async () => {
  const known = knownOf(await signIn())
  const bot = (i: number, sent: typeof signIn) => sent({ from: `2001:db8:${i.toString(16)}::1` })
  expect(new Set(await times(100, (i) => bot(i, guess)))).toEqual(new Set([401]))
  expect(await times(3, (i) => bot(200 + i, guess))).toEqual([401, 429, 429]) // The one of this minute.
  const refused = await signIn()
  expect([refused.statusCode, refused.headers['retry-after']]).toEqual([429, '60'])
  expect(refused.body).toContain('A browser in which you signed in before does not wait for them.')
  expect((await signIn({ known })).statusCode).toBe(303)
  provider.clock.advance(60)
  expect((await signIn()).statusCode).toBe(303) // Who comes first is heard, the owner too.
  expect((await bot(300, guess)).statusCode).toBe(429)
  // An hour of it: a hundred, and one a minute.
  provider.clock.advance(3_600)
  let heard = 0
  for (let i = 0; i < 3_600; i += 5) {
    if ((await bot(1_000 + i, guess)).statusCode === 401) heard += 1
    provider.clock.advance(5)
  }
  expect(heard).toBeLessThanOrEqual(160)
}, 120_000)

test('T21: a known browser’s cookie signs nobody in, may guess ten times, and is nobody else’s', async () => {
  const known = knownOf(await signIn())
  expect(known).toMatch(/^[\w-]{43}$/)
  const stolen = await provider.inject({ url: '/api/wallet/session', cookies: { '__Host-farthing-known': known } })
  expect(stolen.statusCode).toBe(401)
  expect(sessionOf(await guess({ known, from: elsewhere }))).toBeUndefined()
  expect(await times(10, () => guess({ known, from: elsewhere }))).toEqual([...Array<number>(9).fill(401), 429])
  const refused = await signIn({ known })
  expect([refused.statusCode, refused.body]).toEqual([429, expect.stringContaining('came from this browser.')])
  expect((await signIn()).statusCode).toBe(303) // Without it, the owner as everybody.
  // Mallory's own mark is none of Ada's, and neither is one that was made up.
  const mallory = knownOf(
    await signIn({ from: elsewhere }, { email: 'mallory@example.org', password: 'mallory owns this one' }),
  )
  await times(10, () => guess({ from: elsewhere }))
  for (const mark of [mallory, 'A'.repeat(43), `${known.slice(0, -2)}AA`, `${known.slice(1)}A`, '.', 'ä'])
    expect([mark, (await signIn({ from: elsewhere, known: mark })).statusCode]).toEqual([mark, 429])
})

test('T21: one browser is known for all who sign in with it, and stays the same for each', async () => {
  const ada = knownOf(await signIn())
  const both = knownOf(
    await signIn({ known: ada }, { email: 'mallory@example.org', password: 'mallory owns this one' }),
  )
  expect(both.split('.')).toEqual([expect.stringMatching(/^[\w-]{43}$/), ada])
  expect(knownOf(await signIn({ known: both })).split('.')).toEqual(both.split('.').reverse())
})

test('T21: another password ends the marks of the one before; the browser that chose it has a new one', async () => {
  const email = 'changing@example.org'
  await aUser(provider, { email, password })
  const known = knownOf(await signIn({}, { email }))
  const asked = await post('/forgot-password', { email })
  const cookies = { '__Host-farthing-reset': asked.cookies[0]?.value ?? '' }
  const mail = (await readMails(provider.deps)).find(({ to }) => to === email)
  const code =
    /code (\d{4}) (\d{4})/
      .exec(mail?.text ?? '')
      ?.slice(1)
      .join('') ?? ''
  const fresh = 'a heron in the reeds'
  const chosen = await provider.inject({
    method: 'POST',
    url: '/reset-password',
    remoteAddress: home,
    headers: { 'content-type': 'application/x-www-form-urlencoded', origin },
    cookies,
    payload: new URLSearchParams({ code, password: fresh }).toString(),
  })
  expect(chosen.statusCode).toBe(303)
  await times(10, () => guess({ from: elsewhere }, { email }))
  const signInFresh = (mark: string) => signIn({ from: elsewhere, known: mark }, { email, password: fresh })
  expect((await signInFresh(known)).statusCode).toBe(429)
  expect((await signInFresh(knownOf(chosen))).statusCode).toBe(303)
})

test('T21: two people who mistype their address are two', async () => {
  expect(await times(11, () => guess({}, { email: 'ada@example' }))).toEqual([...Array<number>(10).fill(401), 429])
  expect((await guess({}, { email: 'grace@example' })).statusCode).toBe(401)
  expect((await guess({ from: elsewhere }, { email: 'ada@example' })).statusCode).toBe(401)
})

test('T21: whoever signs in well in between does not begin their network’s count again', async () => {
  const own = { email: 'mallory@example.org', password: 'mallory owns this one' }
  for (let i = 0; i < 100; i++) {
    if (i % 10 === 9) expect((await signIn({ from: elsewhere }, own)).statusCode).toBe(303)
    expect((await guess({ from: elsewhere }, { email: `somebody-${i}@example.org` })).statusCode).toBe(401)
  }
  expect((await guess({ from: elsewhere }, { email: 'one-more@example.org' })).statusCode).toBe(429)
  // What is right is given back: a hundred people of one office are not refused.
  expect(await times(20, () => signIn())).toEqual(Array<number>(20).fill(303))
})

test('T21: mails that somebody elsewhere asks for keep nobody from asking for theirs', async () => {
  const signUp = (from: string, email = 'new@example.org') =>
    post('/sign-up', { name: 'New', email, password }, { from })
  const reset = (from: string, known?: string) =>
    post('/forgot-password', { email: 'mallory@example.org' }, { from, ...(known !== undefined && { known }) })
  for (const ask of [signUp, reset]) {
    expect(await times(6, () => ask(elsewhere))).toEqual([303, 303, 303, 303, 303, 429])
    expect((await ask(home)).statusCode).toBe(303)
    // From everywhere six an hour, then one in twenty minutes: a mailbox is not flooded.
    expect(await times(2, (i) => ask(`192.0.2.${i}`))).toEqual([303, 429])
    const refused = await ask('192.0.2.9')
    expect(Number(refused.headers['retry-after'])).toBeLessThanOrEqual(1_200)
    expect(refused.body).toContain('Too many requests for a mail for this address came from many networks.')
  }
  const known = knownOf(await signIn({}, { email: 'mallory@example.org', password: 'mallory owns this one' }))
  expect((await reset(elsewhere, known)).statusCode).toBe(303)
})

test('T21: a crowd of guessers fills the queue of strangers alone: a known browser goes ahead of it', async () => {
  const own = { email: 'mallory@example.org', password: 'mallory owns this one' }
  const known = knownOf(await signIn({}, own))
  const full = Promise.withResolvers<void>()
  const heard: number[] = []
  const crowd = Array.from({ length: 200 }, async (_, i) => {
    const { statusCode } = await guess({ from: `192.0.2.${i}` }, { email: `nobody-${i}@example.org` })
    heard.push(statusCode)
    if (statusCode === 503) full.resolve()
  })
  await full.promise
  const before = heard.filter((status) => status === 401).length
  expect((await signIn({ known }, own)).statusCode).toBe(303)
  // Of the 64 that waited, those alone were heard before it that were being compared already, and a few.
  expect(heard.filter((status) => status === 401).length - before).toBeLessThan(20)
  await Promise.all(crowd)
})

test('T21: whoever signs in again and again in a known browser keeps no stranger waiting for ever', async () => {
  const own = { email: 'mallory@example.org', password: 'mallory owns this one' }
  const known = knownOf(await signIn({}, own))
  let right = 0
  let over = false
  const again = async () => {
    while (!over && right < 60) {
      expect((await signIn({ from: elsewhere, known }, own)).statusCode).toBe(303)
      right += 1
    }
  }
  const flood = Array.from({ length: 6 }, again)
  while (right < 6) await new Promise(setImmediate)
  const before = right
  const { statusCode } = await signIn()
  const passed = right - before
  over = true
  await Promise.all(flood)
  expect(statusCode).toBe(303)
  expect(passed).toBeLessThan(20)
})
