// People who call (R8c): an account is opened for them, they are verified, and read what it holds.
import { checkBooks } from '@farthing/ledger'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { payers } from '../account/index.ts'
import type { TestUser } from '../identity/fixtures.ts'
import { aUser } from '../identity/fixtures.ts'
import { readMails } from '../platform/mail.ts'
import { fromPublic, toPublic } from '../platform/ids.ts'
import type { TestProvider } from '../platform/testing.ts'
import { testProvider } from '../platform/testing.ts'
import { printedTexts } from '../print/fixtures.ts'
import { aBuyer, approve, purchaseBody } from '../purchase/http-fixtures.ts'
import type { TestVendor } from '../vendor/fixtures.ts'
import { aVendor } from '../vendor/fixtures.ts'
import type { TestStaff } from './fixtures.ts'
import { aStaff, deskHeaders } from './fixtures.ts'

let provider: TestProvider
let ines: TestStaff
let rui: TestStaff
beforeAll(async () => {
  provider = await testProvider()
  ines = await aStaff(provider, { name: 'Ines Correia', roles: ['support'] })
  rui = await aStaff(provider, { name: 'Rui Abreu', roles: ['support'] })
})
afterAll(async () => {
  expect((await checkBooks(provider.deps.ledger)).problems).toEqual([])
  await provider.close()
})
// Each test comes on another day, so that none runs into what the one before counted.
beforeEach(() => later(86_400))

/** Time goes on, and they sign in again: sessions at the desk are short. */
async function later(seconds: number): Promise<void> {
  provider.clock.advance(seconds)
  ines = { ...ines, headers: await deskHeaders(provider, ines.staff) }
  rui = { ...rui, headers: await deskHeaders(provider, rui.staff) }
}

const reason = 'they called'
let attempts = 0
const post = (url: string, by: TestStaff, body: object) =>
  provider.inject({
    method: 'POST',
    url,
    headers: by.headers,
    payload: { attempt: `attempt-${++attempts}`, reason, ...body },
  })
const act = (name: string, input: object, by = ines) => post(`/api/desk/acts/${name}`, by, { input })
const mailsTo = async (to: string) => (await readMails(provider.deps)).filter((mail) => mail.to === to)
const form = (url: string, fields: Record<string, string>) =>
  provider.inject({
    method: 'POST',
    url,
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      accept: 'text/html',
      origin: provider.deps.config.publicUrl,
    },
    payload: new URLSearchParams(fields).toString(),
  })
const password = 'a wren in the hedge'
const maud = { name: 'Maud Ellery', time_zone: 'Europe/London', currency: 'GBP' }
type Opened = { readonly answer: { readonly opening: string; readonly sent: string; readonly account: string | null } }

describe('R8 R8c: an account for somebody who calls', () => {
  test('by mail: the person opens it by the link, once, and staff learn nothing that they do not need', async () => {
    const answer = await act('account.open', { ...maud, email: 'Maud@Ellery.example' })
    expect(answer.json()).toMatchObject({ status: 'done', answer: { sent: 'mail', account: null } })
    const [mail] = await mailsTo('maud@ellery.example')
    const link = /link=(\w+)/.exec(mail?.text ?? '')?.[1] ?? ''
    expect(answer.body).not.toContain(link)
    expect((await form('/open', { link, password })).statusCode).toBe(303)
    expect((await form('/sign-in', { email: 'maud@ellery.example', password })).statusCode).toBe(303)
    expect((await form('/open', { link, password })).statusCode).toBe(410)
  })

  test('the same attempt is the same account; personal texts never stand in the log', async () => {
    const body = { attempt: 'the-same-attempt', reason, input: { ...maud, email: 'ned@reed.example' } }
    const send = () =>
      provider.inject({ method: 'POST', url: '/api/desk/acts/account.open', headers: ines.headers, payload: body })
    const [one, other] = await Promise.all([send(), send()])
    expect([one.statusCode, one.json()]).toEqual([200, other.json()])
    expect(await mailsTo('ned@reed.example')).toHaveLength(1)
    expect(await logged('%')).not.toMatch(/ned@reed|ellery|quay street/)
  })

  test('T21: an address that has an account is answered as a new one, until its owner is verified', async () => {
    const known = await aUser(provider, { email: 'known@ellery.example' })
    const asNew = await act('account.open', { ...maud, email: 'nobody@ellery.example' })
    const asKnown = await act('account.open', { ...maud, email: 'known@ellery.example' })
    const shape = (text: string) => text.replaceAll(/(opn|act)_\w+/g, '$1')
    expect([asKnown.statusCode, shape(asKnown.body)]).toEqual([asNew.statusCode, shape(asNew.body)])
    expect((await mailsTo('known@ellery.example'))[0]?.subject).toBe('You have a wallet at Farthing already')
    await verifyByMail(toPublic('acc', known.account), known.email)
    const told = await act('account.open', { ...maud, email: 'known@ellery.example' })
    expect([told.statusCode, told.json()]).toEqual([
      409,
      expect.objectContaining({ code: 'account_exists', account: toPublic('acc', known.account) }),
    ])
    // Verified for Ines, and for nobody else.
    expect((await act('account.open', { ...maud, email: 'known@ellery.example' }, rui)).statusCode).toBe(200)
  })

  test('by letter: the account is open at once, the letter is in the queue, its code lets the person in', async () => {
    const answer = await act('account.open', {
      ...maud,
      postal_address: ['4 Quay Street', 'Galway H91 X2Y3', 'Ireland'],
    })
    const { opening, account } = answer.json<Opened>().answer
    const payer = fromPublic('acc', account ?? '') ?? ''
    const seen = await provider.deps.ledger.look({ rows: [[payers, payer]] })
    expect(seen.row(payers, payer)?.state).toMatchObject({
      wallets: ['GBP'],
      timeZone: 'Europe/London',
      welcomed: false,
    })
    const { rows } = await provider.deps.pool.query(
      `SELECT facts FROM work_items WHERE kind = 'letter.print' AND ended_at IS NULL`,
    )
    expect(rows).toEqual([{ facts: { letter: fromPublic('opn', opening) } }])
    const print = () =>
      provider.inject({
        url: `/api/desk/letters/${opening}/pdf?reason=${encodeURIComponent(reason)}`,
        headers: ines.headers,
      })
    const [once, again] = [await print(), await print()]
    expect([once.statusCode, once.headers['content-type'], again.rawPayload.equals(once.rawPayload)]).toEqual([
      200,
      'application/pdf',
      true,
    ])
    const texts = printedTexts(once.rawPayload)
    expect(texts).toEqual(expect.arrayContaining(['Maud Ellery', '4 Quay Street', 'Galway H91 X2Y3', 'Ireland']))
    const code = texts.find((text) => /^(\d{5} ){3}\d{5}$/.test(text)) ?? ''
    const number = texts.find((text) => /^\d{3} \d{3} \d{3}$/.test(text)) ?? ''
    expect(await recordOf(payer)).toEqual([
      ['act', 'account.open'],
      ['look', 'print_letter'],
      ['look', 'print_letter'],
    ])
    expect((await act('letter.printed', { letter: opening })).json()).toMatchObject({ status: 'done' })
    expect((await print()).json()).toMatchObject({ code: 'letter_ended' }) // Who posted it cannot read the code any more.
    expect((await act('letter.printed', { letter: opening })).json()).toMatchObject({ code: 'letter_ended' })
    expect((await form('/letter', { code, password })).statusCode).toBe(200)
    expect((await form('/sign-in', { email: number, password })).headers.location).toBe('/wallet')
  })

  test('another letter ends the one before, in the queue too', async () => {
    const opened = await act('account.open', { ...maud, postal_address: ['1 Sluice Lane'] })
    const { opening: first, account } = opened.json<Opened>().answer
    const second = (await act('account.letter', { account })).json<Opened>().answer.opening
    const print = (letter: string) =>
      provider.inject({ url: `/api/desk/letters/${letter}/pdf?reason=lost`, headers: rui.headers })
    expect([(await print(first)).statusCode, (await print(second)).statusCode]).toEqual([409, 200])
    // Who asked for a letter to an account that is there cannot read its code, and so not sign in there.
    const own = await provider.inject({ url: `/api/desk/letters/${second}/pdf?reason=lost`, headers: ines.headers })
    expect([own.statusCode, own.json<{ code: string }>().code]).toEqual([403, 'own_act'])
    const { rows } = await provider.deps.pool.query<{ id: Buffer }>(
      `SELECT id FROM work_items WHERE kind = 'letter.print' AND ended_at IS NULL AND payer = $1`,
      [Buffer.from(fromPublic('acc', account ?? '') ?? '', 'hex')],
    )
    expect(rows.map(({ id }) => id.toString('hex'))).toEqual([fromPublic('opn', second)])
    const user = await aUser(provider)
    expect((await act('account.letter', { account: toPublic('acc', user.account) })).json()).toMatchObject({
      code: 'invalid_request',
      param: 'input.account',
    })
  })

  test.each([
    ['neither e-mail nor postal address', {}, 'input.email'],
    ['both', { email: 'a@b.example', postal_address: ['x'] }, 'input.email'],
    ['no e-mail address', { email: 'maud at ellery' }, 'input.email'],
    ['a name that no letter can show', { name: '山田', postal_address: ['1 Sluice Lane'] }, 'input.name'],
    ['a line that no letter can show', { postal_address: ['1 Sluice Lane', 'רחוב 1'] }, 'input.postal_address.1'],
  ])('%s: refused, and nothing was made', async (_what, change, param) => {
    const before = await counts()
    const answer = await act('account.open', { ...maud, ...change })
    expect([answer.statusCode, answer.json()]).toEqual([
      422,
      expect.objectContaining({ code: 'invalid_request', param }),
    ])
    expect(await counts()).toEqual(before)
  })

  test('R9: a further wallet is opened once', async () => {
    const user = await aUser(provider)
    const account = toPublic('acc', user.account)
    const preview = await post('/api/desk/acts/account.open_wallet/preview', ines, {
      input: { account, currency: 'EUR' },
    })
    expect(preview.statusCode).toBe(422) // A preview has no attempt.
    expect((await act('account.open_wallet', { account, currency: 'EUR' })).json()).toMatchObject({ status: 'done' })
    expect((await act('account.open_wallet', { account, currency: 'EUR' })).json()).toMatchObject({
      code: 'wallet_open',
    })
    const home = await provider.inject({ url: '/api/wallet/home', headers: user.headers })
    expect(home.json<{ wallets: { currency: string }[] }>().wallets.map(({ currency }) => currency)).toEqual([
      'USD',
      'EUR',
    ])
  })
})

/** All that the log holds of what such deciders did, in small letters. */
async function logged(decider: string): Promise<string> {
  const { rows } = await provider.deps.pool.query<{ bytes: Buffer }>(
    'SELECT answer || events || changes AS bytes FROM ledger_operations WHERE decider LIKE $1',
    [decider],
  )
  expect(rows.length).toBeGreaterThan(0)
  return rows.map(({ bytes }) => bytes.toString('latin1').toLowerCase()).join('\n')
}

async function counts() {
  const tables = ['openings', 'users', 'payers', 'mails', 'work_items']
  const { rows } = await provider.deps.pool.query<Record<string, bigint>>(
    `SELECT ${tables.map((table) => `(SELECT count(*) FROM ${table}) AS ${table}`).join(', ')}`,
  )
  return rows
}
async function recordOf(payer: string): Promise<(readonly [kind: string, name: string])[]> {
  const { rows } = await provider.deps.pool.query<{ kind: string; name: string }>(
    'SELECT kind, name FROM staff_record WHERE subject = $1 ORDER BY at, id',
    [Buffer.from(payer, 'hex')],
  )
  return rows.map(({ kind, name }) => [kind, name] as const).sort()
}

type Asked = { readonly question: string; readonly kind: string; readonly choices: readonly string[] | null }
const ask = (account: string, way: string, by = ines) =>
  post(`/api/desk/accounts/${account}/caller/questions`, by, { way })
const say = (question: string, answer: string, by = ines) =>
  post(`/api/desk/caller-questions/${question}/answer`, by, { answer })
const caller = async (account: string, by = ines) =>
  (await provider.inject({ url: `/api/desk/accounts/${account}/caller`, headers: by.headers })).json<object>()
const readOut = (account: string, by = ines) =>
  provider.inject({ url: `/api/desk/accounts/${account}/read-out?reason=asked`, headers: by.headers })

async function verifyByMail(account: string, email: string, by = ines) {
  const { question } = (await ask(account, 'mail_code', by)).json<Asked>()
  const codes = (await mailsTo(email)).map(({ text }) => /(\d{3} \d{3})/.exec(text)?.[1])
  const code = codes.find((each) => each !== undefined) ?? ''
  return say(question, code, by)
}

describe('R8c: verifying a caller', () => {
  let vendor: TestVendor
  let buyer: TestUser
  let account: string
  beforeAll(async () => {
    vendor = await aVendor(provider)
    for (const name of ['Halfstep', 'Tide Press', 'Lantern', 'Sluice Radio', 'Marsh & Sons', 'Otter Books']) {
      await aVendor(provider, { name, sites: [`https://${name.toLowerCase().replaceAll(/[^a-z]/g, '')}.example`] })
    }
  })
  beforeEach(async () => {
    buyer = await aBuyer(provider)
    account = toPublic('acc', buyer.account)
    const made = await vendor.post('/v1/purchases', purchaseBody())
    await approve(provider, buyer, made.json<{ id: string }>().id)
  })
  const right: Readonly<Record<string, () => string>> = {
    recent_vendor: () => 'The Fenland Courier',
    recent_amount: () => '$0.12',
    opened_month: () => new Date(Number(provider.clock.now() / 1_000n)).toISOString().slice(0, 7),
    email: () => ` ${buyer.email.toUpperCase()} `,
  }

  test('by questions from the books: right answers add up until they are enough, for twenty minutes', async () => {
    expect(await caller(account)).toEqual({
      verified: null,
      questions: { tries_left: 3, locked_until: null },
      mail_code: { tries_left: 3, locked_until: null },
    })
    const kinds: string[] = []
    for (let i = 0; i < 3; i++) {
      const { question, kind, choices } = (await ask(account, 'questions')).json<Asked>()
      kinds.push(kind)
      if (choices !== null)
        expect([choices.length, new Set(choices).size, choices.includes(right[kind]?.() ?? '')]).toEqual([6, 6, true])
      expect((await readOut(account)).json()).toMatchObject({ code: 'caller_unverified' })
      expect((await say(question, right[kind]?.() ?? '')).json()).toMatchObject({ answer: 'right' })
    }
    expect(kinds).toEqual(['recent_vendor', 'recent_amount', 'opened_month'])
    expect(await caller(account)).toMatchObject({ verified: { how: 'questions' } })
    expect(await caller(account, rui)).toMatchObject({ verified: null }) // Another person verifies anew.
    expect((await readOut(account, rui)).statusCode).toBe(403)
    expect((await readOut(account)).json<{ sentences: string[] }>().sentences).toEqual([
      'In the USD wallet there are $9.88 to spend.',
      'You bought “An article” at The Fenland Courier today, for $0.12.',
      '“Voucher” today: $10.',
    ])
    provider.clock.advance(1_199)
    expect((await readOut(account)).statusCode).toBe(200)
    provider.clock.advance(1)
    expect((await readOut(account)).statusCode).toBe(403)
  })

  test('each question, answer and look stands on record, and what the caller said does not', async () => {
    const { question, kind } = (await ask(account, 'questions')).json<Asked>()
    await say(question, 'Halfstep')
    const { rows } = await provider.deps.pool.query<{ name: string; facts: object }>(
      'SELECT name, facts FROM staff_record WHERE payer = $1 ORDER BY at, name',
      [Buffer.from(buyer.account, 'hex')],
    )
    expect(rows.sort((a, b) => (a.name < b.name ? -1 : 1))).toEqual([
      { name: 'caller.answer', facts: { question: kind, answer: 'wrong' } },
      { name: 'caller.ask', facts: { question: kind } },
    ])
    expect(await logged('caller.%')).not.toMatch(/halfstep|fenland/)
  })

  test('T21: three wrong answers lock this way for a day, for everybody at the desk, and no other way', async () => {
    const asked: string[] = []
    for (let i = 0; i < 4; i++) asked.push((await ask(account, 'questions')).json<Asked>().question)
    expect((await ask(account, 'questions')).json()).toMatchObject({ code: 'no_question' })
    // All at once: three are counted, and what comes after is not even compared.
    const answers = await Promise.all(asked.map((question) => say(question, 'no idea')))
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 200, 200, 409])
    expect(await caller(account, rui)).toMatchObject({
      questions: { tries_left: 0, locked_until: expect.any(String) as string },
    })
    expect((await ask(account, 'questions', rui)).json()).toMatchObject({ code: 'no_question' })
    expect((await verifyByMail(account, buyer.email)).json()).toMatchObject({
      answer: 'right',
      caller: { verified: { how: 'mail_code' } },
    })
    await later(86_399)
    expect(await caller(account)).toMatchObject({ questions: { tries_left: 0 } })
    await later(1)
    expect(await caller(account)).toMatchObject({ questions: { tries_left: 3, locked_until: null } })
  })

  test('a question has one answer, within ten minutes, by whoever asked it', async () => {
    const { question, kind } = (await ask(account, 'questions')).json<Asked>()
    expect((await say(question, right[kind]?.() ?? '', rui)).json()).toMatchObject({ code: 'not_found' })
    expect((await say(question, 'Halfstep')).json()).toMatchObject({ answer: 'wrong' })
    expect((await say(question, right[kind]?.() ?? '')).json()).toMatchObject({ code: 'question_ended' })
    const late = (await ask(account, 'questions')).json<Asked>().question
    provider.clock.advance(600)
    expect((await say(late, '$0.12')).json()).toMatchObject({ code: 'question_ended' })
  })

  test('a code is mailed five times a day at most, to a proven address alone; sent again it is one mail', async () => {
    const body = { attempt: 'one-code', reason, way: 'mail_code' }
    const url = `/api/desk/accounts/${account}/caller/questions`
    const once = () => provider.inject({ method: 'POST', url, headers: ines.headers, payload: body })
    expect((await once()).json()).toEqual((await once()).json())
    expect(await mailsTo(buyer.email)).toHaveLength(1)
    for (let i = 0; i < 4; i++) expect((await ask(account, 'mail_code')).statusCode).toBe(200)
    expect((await ask(account, 'mail_code', rui)).statusCode).toBe(429)
    const unproven = await aUser(provider, { emailVerified: false })
    expect((await ask(toPublic('acc', unproven.account), 'mail_code')).json()).toMatchObject({ code: 'no_question' })
  })

  test('an account that holds nothing yet is verified by mail alone', async () => {
    const fresh = await aUser(provider)
    const acc = toPublic('acc', fresh.account)
    const kinds: string[] = []
    for (let i = 0; i < 2; i++) {
      const { question, kind } = (await ask(acc, 'questions')).json<Asked>()
      kinds.push(kind)
      await say(question, kind === 'email' ? fresh.email : (right[kind]?.() ?? ''))
    }
    expect([kinds, (await ask(acc, 'questions')).json<{ code: string }>().code]).toEqual([
      ['opened_month', 'email'],
      'no_question',
    ])
    expect(await caller(acc)).toMatchObject({ verified: null })
    await verifyByMail(acc, fresh.email)
    expect((await readOut(acc)).json()).toEqual({
      sentences: ['In the USD wallet there is nothing to spend.', 'Nothing has moved yet.'],
    })
  })
})
