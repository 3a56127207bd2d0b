import { afterAll, beforeAll, expect, test } from 'vitest'
import { aSale } from '../console/fixtures.ts'
import { aBuyer } from '../purchase/http-fixtures.ts'
import type { TestUser } from '../identity/fixtures.ts'
import { aUser } from '../identity/fixtures.ts'
import { toPublic } from '../platform/ids.ts'
import type { TestProvider } from '../platform/testing.ts'
import { testProvider } from '../platform/testing.ts'
import type { Answered, TestVendor } from '../vendor/fixtures.ts'
import { aVendor } from '../vendor/fixtures.ts'

const like = (form: RegExp): unknown => expect.stringMatching(form)

let provider: TestProvider
let ines: TestUser
let maud: TestUser
let courier: TestVendor
let txn: string

beforeAll(async () => {
  provider = await testProvider({ FARTHING_RATE_LIMIT_REQUESTS: '0', FARTHING_WELCOME_AMOUNT: '0' })
  ines = await aUser(provider, { name: 'Ines Correia', staff: true })
  courier = await aVendor(provider)
  maud = await aBuyer(provider)
  const item = { sku: 'pump', title: 'The pumping station', price: { amount: '0.25', currency: 'USD' } }
  txn = await aSale(provider, courier, maud, { item, reference: 'pump-1' })
})
afterAll(() => provider.close())

const asks = (who: TestUser, path: string, query: Record<string, string>) =>
  provider.inject({ url: `/api/staff/${path}?${new URLSearchParams(query).toString()}`, headers: who.headers })
const reason = 'Ticket 1042'

test('R3: staff find a user by address, user and account', async () => {
  const expected = {
    id: toPublic('usr', maud.user),
    account: toPublic('acc', maud.account),
    name: 'Maud Ellery',
    email: maud.email,
    email_verified: true,
    staff: false,
    created_at: '2026-06-01T12:00:00.000Z',
  }
  for (const q of [maud.email, maud.email.toUpperCase(), expected.id, expected.account]) {
    const answer = await asks(ines, 'users', { q, reason })
    expect([answer.statusCode, answer.json<Answered>()]).toEqual([200, { data: [expected] }])
  }
  expect((await asks(ines, 'users', { q: 'nobody@example.org', reason })).json<Answered>().data).toEqual([])
  expect((await asks(ines, 'users', { q: 'Maud', reason })).json<Answered>().data).toEqual([])
  expect((await asks(ines, 'users', { reason })).json<Answered>().data.length).toBe(3)
})

test('R4: staff find a vendor by identifier, name and site', async () => {
  for (const q of [courier.ven, 'fenland', 'https://courier.example']) {
    const { data } = (await asks(ines, 'vendors', { q, reason })).json<Answered>()
    expect(data).toMatchObject([
      { id: courier.ven, status: 'open', team: [{ user: toPublic('usr', courier.owner.user), role: 'owner' }] },
    ])
  }
  expect((await asks(ines, 'vendors', { q: '%', reason })).json<Answered>().data).toEqual([])
})

test('R5: staff find a purchase by identifier, vendor, payer and order reference', async () => {
  for (const q of [txn, courier.ven, toPublic('acc', maud.account), 'pump-1', '']) {
    const { data } = (await asks(ines, 'purchases', { q, reason })).json<Answered>()
    expect(data).toMatchObject([
      {
        id: txn,
        vendor: { id: courier.ven, name: 'The Fenland Courier' },
        payer: toPublic('acc', maud.account),
        item_title: 'The pumping station',
        status: 'captured',
        price: { amount: '0.25', currency: 'USD', tokens: '25' },
      },
    ])
  }
  expect((await asks(ines, 'purchases', { q: 'pump', reason })).json<Answered>().data).toEqual([])
})

test('R3 R4 R5: whoever is not staff finds nothing there', async () => {
  for (const path of ['users', 'vendors', 'purchases']) {
    for (const who of [maud, courier.owner]) {
      const answer = await asks(who, path, { reason })
      expect([answer.statusCode, answer.json<Answered>().code]).toEqual([404, 'not_found'])
    }
    const { statusCode } = await provider.inject({ url: `/api/staff/${path}?reason=Ticket` })
    expect(statusCode).toBe(401)
  }
})

test('T24: a look without a reason is refused, and one with it stands in the log without what was searched for', async () => {
  for (const query of [{ q: maud.email }, { q: maud.email, reason: '' }]) {
    const answer = await asks(ines, 'users', query)
    expect([answer.statusCode, answer.json<Answered>().param]).toEqual([422, 'reason'])
  }
  const before = (await provider.deps.ledger.log({ after: 0n, limit: 10_000 })).at(-1)?.seq ?? 0n
  await asks(ines, 'users', { q: maud.email, reason: 'Ticket 7: she asked' })
  const [look] = await provider.deps.ledger.log({ after: before, limit: 10 })
  expect(look).toMatchObject({
    actor: { kind: 'staff', id: ines.user, reason: 'Ticket 7: she asked' },
    events: [{ type: 'staff.searched', facts: { at: 'users', about: like(/^[0-9a-f]{64}$/) } }],
  })
  expect(`${JSON.stringify(look?.answer)} ${JSON.stringify(look?.events)}`).not.toContain(maud.email)
})
