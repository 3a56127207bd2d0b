import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aSale } from '../console/fixtures.ts'
import { createVouchers } from '../funding/index.ts'
import type { TestUser } from '../identity/fixtures.ts'
import { aUser } from '../identity/fixtures.ts'
import { seconds } from '../platform/clock.ts'
import { toPublic } from '../platform/ids.ts'
import type { TestProvider } from '../platform/testing.ts'
import { runNow, testProvider } from '../platform/testing.ts'
import { workOf } from '../platform/room.ts'
import type { Schedule } from '../platform/work/work.ts'
import { aBuyer } from '../purchase/http-fixtures.ts'
import type { Answered, TestVendor } from '../vendor/fixtures.ts'
import { aVendor } from '../vendor/fixtures.ts'
import { rooms } from '../rooms.ts'
import type { TestStaff } from './fixtures.ts'
import { aStaff } from './fixtures.ts'

const reason = 'Ticket 1042'
type Row = Record<string, unknown> & { readonly id: string }
type Results = {
  readonly users: Row[]
  readonly vendors: Row[]
  readonly purchases: Row[]
  readonly vouchers: Row[]
  readonly payments: Row[]
  readonly more: string[]
  readonly hints: string[]
}

let provider: TestProvider
let ines: TestStaff
let maud: TestUser
let courier: TestVendor
let txn: string

beforeAll(async () => {
  provider = await testProvider({ FARTHING_RATE_LIMIT_REQUESTS: '0', FARTHING_WELCOME_AMOUNT: '0' })
  ines = await aStaff(provider)
  courier = await aVendor(provider)
  maud = await aBuyer(provider)
  const item = { sku: 'pump', title: 'The pumping station', price: { amount: '0.25', currency: 'USD' } }
  txn = await aSale(provider, courier, maud, { item, reference: 'pump-1' })
})
afterAll(() => provider.close())

const ask = (query: Record<string, string>, who: TestStaff | TestUser = ines) =>
  provider.inject({ url: `/api/desk/search?${new URLSearchParams(query).toString()}`, headers: who.headers })
async function search(q: string): Promise<Results> {
  const answer = await ask({ q, reason })
  if (answer.statusCode !== 200) throw new Error(answer.body)
  return answer.json<Results>()
}
const indexNames = () => runNow(provider.deps, workOf(rooms).find(({ name }) => name === 'index names') as Schedule)
const usersBy = async (q: string) => (await search(q)).users.map(({ id }) => id)

describe('R3: users', () => {
  test('are found by identifier, account and address; of an address no more is shown than was typed', async () => {
    const usr = toPublic('usr', maud.user)
    const acc = toPublic('acc', maud.account)
    for (const q of [usr, acc]) {
      expect((await search(q)).users).toEqual([
        {
          id: usr,
          account: acc,
          name: { text: 'M… E…', is_masked: true },
          email: { text: 'r…@e….org', is_masked: true },
          number: null,
          email_verified: true,
          created_at: '2026-06-01T12:00:00.000Z',
        },
      ])
    }
    for (const q of [maud.email, ` ${maud.email.toUpperCase()} `]) {
      expect((await search(q)).users).toMatchObject([
        { id: usr, name: { text: 'M… E…' }, email: { text: maud.email, is_masked: false } },
      ])
    }
    expect((await search('nobody@example.org')).users).toEqual([])
  })

  test('are found by the start of each word of the name, in any order and spelling', async () => {
    const { user } = await aUser(provider, { name: 'Siobhán O’Brien-Łuczak' })
    const usr = toPublic('usr', user)
    for (const q of ['siobh', 'SIOBHAN', 'luc sio', "o'brien", 'obrien', 'ŁUCZ', 'Siobha\u0301n', 'ｓｉｏｂ', 's lucz'])
      expect([q, await usersBy(q)]).toEqual([q, [usr]])
    for (const q of ['iobhan', 'siobhan maud', 'siobhanx', 's']) expect([q, await usersBy(q)]).toEqual([q, []])
    expect((await search('siob')).users[0]).toMatchObject({ name: { text: 'Siob… O…', is_masked: true } })
  })

  test('are found by one character where it is a syllable or a word', async () => {
    const { user } = await aUser(provider, { name: '山田太郎' })
    expect(await usersBy('山')).toEqual([toPublic('usr', user)])
  })

  test('of more than twenty, twenty are shown, and that there are more', async () => {
    for (let i = 0; i < 21; i++) await aUser(provider, { name: `Quentin ${String.fromCharCode(97 + i)}lter` })
    const found = await search('quen')
    expect([found.users.length, found.more]).toEqual([20, ['users']])
    const { users, more } = await search('quen blter')
    expect([users.length, more]).toEqual([1, []])
  })

  test('who signed up before names were indexed are found once timed work has been there', async () => {
    const { user } = await aUser(provider, { name: 'Ottilie Before' })
    await provider.deps.pool.query('UPDATE users SET name_beginnings = NULL WHERE id = $1', [Buffer.from(user, 'hex')])
    expect(await usersBy('ottilie')).toEqual([])
    await indexNames()
    expect(await usersBy('ottilie')).toEqual([toPublic('usr', user)])
    await indexNames()
    expect(await usersBy('ottilie')).toEqual([toPublic('usr', user)])
  })

  test('whose key was destroyed hold nothing up', async () => {
    const { user } = await aUser(provider, { name: 'Erased Person' })
    const kept = await aUser(provider, { name: 'Kept Person' })
    const change = `UPDATE users SET name_beginnings = NULL, key_wrapped = CASE WHEN id = $1 THEN '' ELSE key_wrapped END
                     WHERE id = $1 OR id = $2`
    await provider.deps.pool.query(
      change,
      [user, kept.user].map((id) => Buffer.from(id, 'hex')),
    )
    await indexNames()
    expect(await usersBy('person')).toEqual([toPublic('usr', kept.user)])
  })
})

describe('R4: vendors', () => {
  test('are found by identifier, site and the start of words of the name', async () => {
    for (const q of [courier.ven, 'fenland', 'COUR fen', 'the fénl', 'https://courier.example']) {
      expect([q, (await search(q)).vendors]).toEqual([
        q,
        [
          {
            id: courier.ven,
            name: 'The Fenland Courier',
            status: 'open',
            sites: ['https://courier.example'],
            created_at: '2026-06-01T12:00:00.000Z',
          },
        ],
      ])
    }
    for (const q of ['enland', 'courier.example', 'fenland music'])
      expect([q, (await search(q)).vendors]).toEqual([q, []])
  })
})

describe('R5: purchases', () => {
  test('are found by identifier and whole order reference, of any vendor or of one', async () => {
    for (const q of [txn, 'pump-1', `${courier.ven} pump-1`]) {
      expect([q, (await search(q)).purchases]).toMatchObject([
        q,
        [
          {
            id: txn,
            mode: 'live',
            vendor: { id: courier.ven, name: 'The Fenland Courier' },
            payer: toPublic('acc', maud.account),
            item_title: 'The pumping station',
            status: 'captured',
            price: { amount: '0.25', currency: 'USD', tokens: '25' },
            captured: { amount: '0.25' },
            refunded: { amount: '0' },
          },
        ],
      ])
    }
    const other = await aVendor(provider, { name: 'Halfstep Records', sites: ['https://halfstep.example'] })
    for (const q of ['pump', `${other.ven} pump-1`]) expect([q, (await search(q)).purchases]).toEqual([q, []])
  })
})

describe('vouchers', () => {
  test('are found by the whole code, however it is grouped, and by its last four digits', async () => {
    const expiresAt = provider.deps.clock.now() + seconds(86_400)
    const wanted = { count: 1, amountMicros: 5_000_000n, currency: 'EUR' as const, batch: 'Spring', expiresAt }
    const [code = ''] = await createVouchers(provider.deps, wanted)
    for (const q of [code, code.replaceAll('-', ' '), code.replaceAll('-', ''), code.slice(-4)]) {
      expect((await search(q)).vouchers).toMatchObject([
        {
          last4: code.slice(-4),
          amount: { amount: '5', currency: 'EUR' },
          batch: 'Spring',
          status: 'free',
          account: null,
        },
      ])
    }
    expect((await search(code.slice(-3))).vouchers).toEqual([])
  })
})

describe('payments that arrived outside', () => {
  test('are found by the whole reference, however it is grouped and written, and by identifier', async () => {
    const rui = await aStaff(provider, { roles: ['finance'] })
    const input = {
      account: toPublic('acc', maud.account),
      kind: 'check',
      reference: 'Fenland Bank 10-422',
      amount: { amount: '12.5', currency: 'USD' },
      received_on: '2026-05-30',
    }
    const made = await provider.inject({
      method: 'POST',
      url: '/api/desk/acts/payment.record',
      headers: rui.headers,
      payload: { attempt: 'search-payment', reason, input },
    })
    const { payment } = made.json<{ answer: { payment: string } }>().answer
    for (const q of ['Fenland Bank 10-422', 'FENLANDBANK10422', 'fenland bank 10 422', payment]) {
      expect([q, (await search(q)).payments]).toEqual([
        q,
        [
          {
            id: payment,
            account: toPublic('acc', maud.account),
            kind: 'check',
            reference: 'Fenland Bank 10-422',
            amount: { amount: '12.5', currency: 'USD', tokens: '1250' },
            received_on: '2026-05-30',
            recorded_at: '2026-06-01T12:00:00.000Z',
            reversed_at: null,
          },
        ],
      ])
    }
    for (const q of ['Fenland Bank', '%', '10-422']) expect([q, (await search(q)).payments]).toEqual([q, []])
  })
})

describe('T25: what is typed means itself', () => {
  test.each(['%', '_', '%%%', 'm_ud', "'; DROP TABLE users; --", '\\', '"', '{1,2}', '()', '*'])('%s', async (q) => {
    const { users, vendors, purchases, vouchers } = await search(q)
    expect([users, vendors, purchases, vouchers]).toEqual([[], [], [], []])
  })

  test('characters that turn the direction of writing are left out, controls are refused', async () => {
    expect(await usersBy('ma\u202eu\u200bd ell')).toEqual([toPublic('usr', maud.user)])
    const answer = await ask({ q: 'maud\u0000', reason })
    expect([answer.statusCode, answer.json<Answered>().param]).toEqual([422, 'q'])
  })

  test('ten kilobytes are refused by name, and nothing is looked for', async () => {
    const answer = await ask({ q: 'm'.repeat(10_000), reason })
    expect([answer.statusCode, answer.json<Answered>().param]).toEqual([422, 'q'])
  })

  test('one letter finds nobody, and says why', async () => {
    expect(await search('m')).toMatchObject({ users: [], hints: ['too_short'] })
    expect((await search('')).hints).toEqual(['too_short'])
    expect((await search('ma')).hints).toEqual([])
  })
})

describe('T24: each search stands on record', () => {
  test('one without a reason is refused', async () => {
    for (const query of [{ q: maud.email }, { q: maud.email, reason: '' }]) {
      const answer = await ask(query)
      expect([answer.statusCode, answer.json<Answered>().param]).toEqual([422, 'reason'])
    }
  })

  test('with who and why, and without what was searched for', async () => {
    const before = (await provider.deps.ledger.log({ after: 0n, limit: 10_000 })).at(-1)?.seq ?? 0n
    await ask({ q: maud.email, reason: 'Ticket 7: she asked' })
    const [look] = await provider.deps.ledger.log({ after: before, limit: 10 })
    expect(look).toMatchObject({
      actor: { kind: 'staff', id: ines.staff, reason: 'Ticket 7: she asked' },
      events: [
        { type: 'staff.looked', facts: { name: 'search', about: expect.stringMatching(/^[0-9a-f]{64}$/) as unknown } },
      ],
    })
    expect(`${JSON.stringify(look?.answer)} ${JSON.stringify(look?.events)}`).not.toContain(maud.email)
  })

  test('a payer, a vendor and staff without the permission find nothing there', async () => {
    const idle = await aStaff(provider, { roles: [] })
    expect((await ask({ q: 'maud', reason }, idle)).statusCode).toBe(403)
    for (const who of [maud, courier.owner]) expect((await ask({ q: 'maud', reason }, who)).statusCode).toBe(401)
  })
})
