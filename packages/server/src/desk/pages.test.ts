import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aSale } from '../console/fixtures.ts'
import type { TestUser } from '../identity/fixtures.ts'
import { seconds } from '../platform/clock.ts'
import { toPublic } from '../platform/ids.ts'
import type { TestProvider } from '../platform/testing.ts'
import { testProvider } from '../platform/testing.ts'
import { aBuyer, aMandateOf } from '../purchase/http-fixtures.ts'
import type { Answered, TestVendor } from '../vendor/fixtures.ts'
import { aVendor } from '../vendor/fixtures.ts'
import type { TestStaff } from './fixtures.ts'
import { aStaff } from './fixtures.ts'

const reason = 'Ticket 1042'
let provider: TestProvider
let ines: TestStaff
let maud: TestUser
let courier: TestVendor
let acc: string
const sales: string[] = []

beforeAll(async () => {
  provider = await testProvider({ FARTHING_RATE_LIMIT_REQUESTS: '0', FARTHING_WELCOME_AMOUNT: '0' })
  ines = await aStaff(provider, { name: 'Ines Correia' })
  courier = await aVendor(provider)
  maud = await aBuyer(provider)
  acc = toPublic('acc', maud.account)
  const item = (sku: string, amount: string) => ({ sku, title: `Article ${sku}`, price: { amount, currency: 'USD' } })
  for (const [sku, amount, capture] of [
    ['a', '0.25', 'automatic'],
    ['b', '0.5', 'manual'],
    ['c', '1', 'automatic'],
  ] as const) {
    provider.clock.advance(60)
    sales.push(await aSale(provider, courier, maud, { item: item(sku, amount), capture }))
  }
  provider.clock.advance(60)
  await courier.post(`/v1/purchases/${sales[0] ?? ''}/refund`, {
    amount: { amount: '0.05', currency: 'USD' },
    reason: 'Torn',
  })
})
afterAll(() => provider.close())

const get = async <T = Answered>(
  path: string,
  query: Record<string, string> = {},
  who: { headers: TestStaff['headers'] } = ines,
) => {
  const url = `/api/desk/${path}?${new URLSearchParams({ reason, ...query }).toString()}`
  const answer = await provider.inject({ url, headers: who.headers })
  return { status: answer.statusCode, body: answer.json<T>(), text: answer.body }
}
const post = async (path: string, payload: object, who: TestStaff = ines) => {
  const answer = await provider.inject({ method: 'POST', url: `/api/desk/${path}`, headers: who.headers, payload })
  return { status: answer.statusCode, body: answer.json<Answered>() }
}

describe('the account page', () => {
  test('shows who, wallets, limits and sessions, with nobody’s name or address', async () => {
    const { body, text } = await get(`accounts/${acc}`)
    expect(body).toMatchObject({
      id: acc,
      status: 'open',
      opened_at: '2026-06-01T12:00:00.000Z',
      members: [{ name: { text: 'M… E…', is_masked: true }, email: { text: 'r…@e….org', is_masked: true } }],
      // 10 from the voucher, less 0.25, 0.5 held and 1, and 0.05 back.
      wallets: [{ currency: 'USD', available: { amount: '8.3' }, held: { amount: '0.5' }, owed: { amount: '0' } }],
      grants: [],
      limits: [],
      mandates: [],
    })
    expect((body['sessions'] as unknown[]).length).toBeGreaterThan(0)
    expect([text.includes('Maud'), text.includes(maud.email)]).toEqual([false, false])
  })

  test('lists what was bought, the latest first, over pages', async () => {
    const first = await get(`accounts/${acc}/purchases`, { limit: '2' })
    const cursor = first.body.next_cursor ?? ''
    const second = await get(`accounts/${acc}/purchases`, { limit: '2', cursor })
    const told = (body: Answered) => body.data.map((each) => [each.id, each['status']])
    expect(told(first.body)).toEqual([
      [sales[2], 'captured'],
      [sales[1], 'authorized'],
    ])
    expect(told(second.body)).toEqual([[sales[0], 'captured']])
    expect(second.body.next_cursor).toBeNull()
    expect(second.body.data[0]).toMatchObject({ refunded: { amount: '0.05' }, item_title: 'Article a' })
  })

  test('lists the tokens that were issued', async () => {
    const { body } = await get(`accounts/${acc}/tokens`)
    expect(body.data).toMatchObject([{ method: 'voucher', amount: { amount: '10', currency: 'USD' } }])
  })

  test('names and addresses are shown whole to who asks for them with a reason, and that stands on record', async () => {
    const usr = toPublic('usr', maud.user)
    const name = await post(`accounts/${acc}/reveal`, { reason: 'To greet her', fields: ['name'] })
    expect(name.body).toEqual({ people: [{ id: usr, name: 'Maud Ellery', email: null }] })
    const both = await post(`accounts/${acc}/reveal`, { reason: 'To write to her', fields: ['email', 'name'] })
    expect(both.body).toEqual({ people: [{ id: usr, name: 'Maud Ellery', email: maud.email }] })
    const finance = await aStaff(provider, { roles: ['finance'] })
    expect((await post(`accounts/${acc}/reveal`, { reason, fields: ['name'] }, finance)).status).toBe(403)
    expect((await post(`accounts/${acc}/reveal`, { reason, fields: [] })).body.param).toBe('fields')
    expect((await post(`accounts/${acc}/reveal`, { fields: ['name'] })).body.param).toBe('reason')
  })

  test('everything that happened is told in order, over pages of any size', async () => {
    const rosa = await aBuyer(provider, { name: 'Rosa Tull' })
    const account = toPublic('acc', rosa.account)
    provider.clock.advance(1)
    const item = { sku: 'e', title: 'Eels', price: { amount: '0.1', currency: 'USD' } }
    await aSale(provider, courier, rosa, { item })
    provider.clock.advance(1)
    await get(`accounts/${account}`, { reason: 'First look' })
    provider.clock.advance(1)
    await aSale(provider, courier, rosa, { item: { ...item, sku: 'f' } })
    provider.clock.advance(1)
    await aMandateOf(provider, rosa)
    provider.clock.advance(1)
    await post(`accounts/${account}/notes`, { attempt: 'note-of-rosa', text: 'She called about eels.' })
    const expected = [
      ['act', 'note.add'],
      ['mandate_given', 'mandate_given'],
      ['movement', 'purchase'],
      ['look', 'account'],
      ['movement', 'purchase'],
      ['movement', 'funding'],
      ['opened', 'opened'],
    ]
    for (const limit of ['1', '2', '3', '7', '100']) {
      const told: unknown[][] = []
      let cursor: string | null = ''
      do {
        const page: Answered = (await get(`accounts/${account}/events`, { limit, ...(cursor && { cursor }) })).body
        expect(page.data.length).toBeLessThanOrEqual(Number(limit))
        told.push(...page.data.map((each) => [each['kind'], each['name']]))
        cursor = page.next_cursor
      } while (cursor !== null)
      // Looking at it is on record as well.
      expect([limit, told.filter(([, name]) => name !== 'account.events')]).toEqual([limit, expected])
    }
    const { body } = await get(`accounts/${account}/events`, { limit: '100' })
    expect(body.data.find((each) => each['kind'] === 'look' && each['name'] === 'account')).toMatchObject({
      staff: { id: toPublic('stf', ines.staff), name: 'Ines Correia' },
      reason: 'First look',
      amount: null,
    })
    expect(body.data.find((each) => each['name'] === 'purchase')).toMatchObject({
      title: 'Eels',
      amount: { amount: '-0.1' },
      balance: { amount: '9.8' },
      vendor: { name: 'The Fenland Courier' },
    })
  })

  test('T15: what is not there, or is not permitted, is not shown and leaves no look', async () => {
    const before = await provider.deps.ledger.log({ after: 0n, limit: 10_000 })
    const nobody = toPublic('acc', '0'.repeat(32))
    for (const path of ['', '/purchases', '/tokens', '/events', '/notes'])
      expect((await get(`accounts/${nobody}${path}`)).status).toBe(404)
    const auditor = await aStaff(provider, { roles: ['auditor'] })
    const added = await post(`accounts/${acc}/notes`, { attempt: 'by-the-auditor', text: 'I was here' }, auditor)
    expect(added.status).toBe(403)
    const idle = await aStaff(provider, { roles: [] })
    expect((await get(`accounts/${acc}`, {}, idle)).status).toBe(403)
    const after = await provider.deps.ledger.log({ after: before.at(-1)?.seq ?? 0n, limit: 10_000 })
    expect(after.filter(({ actor }) => actor.kind === 'staff')).toEqual([])
  })
})

describe('notes', () => {
  test('are sealed, added once an attempt, and read with who wrote them', async () => {
    const note = { attempt: 'note-attempt-1', text: 'She moved to Ely.\nAsk again in May.' }
    const [one, again] = [await post(`accounts/${acc}/notes`, note), await post(`accounts/${acc}/notes`, note)]
    expect(again.body).toEqual(one.body)
    expect((await post(`accounts/${acc}/notes`, { ...note, text: 'Another' })).body.code).toBe('conflict')
    expect((await get(`accounts/${acc}/notes`)).body.data).toMatchObject([
      { id: one.body.id, staff: { name: 'Ines Correia' }, text: note.text },
    ])
    const { rows } = await provider.deps.pool.query<{ text: string }>(
      `SELECT encode(text_sealed, 'escape') AS text FROM desk_notes`,
    )
    expect(rows.some(({ text }) => text.includes('Ely'))).toBe(false)
  })
})

describe('the vendor page', () => {
  test('shows team, sites, keys, fee, what is owed and held, and how it sells', async () => {
    await post(`vendors/${courier.ven}/notes`, { attempt: 'note-of-vendor', text: 'New owner soon.' })
    const { body, text } = await get(`vendors/${courier.ven}`)
    expect(body).toMatchObject({
      id: courier.ven,
      name: 'The Fenland Courier',
      status: 'open',
      sites: ['https://courier.example'],
      suspension: null,
      fee: { basis_points: 500, fixed: '0', from: null },
      next_fees: [],
      team: [{ user: toPublic('usr', courier.owner.user), name: { text: 'A… R…' }, role: 'owner' }],
      keys: [{ mode: 'live', label: 'server', revoked_at: null }],
      endpoints: [],
      balances: [{ currency: 'USD', held: { amount: '0.5' }, refunds: { amount: '0.05' } }],
    })
    expect([text.includes('Ada Reader'), text.includes(courier.owner.email)]).toEqual([false, false])
    const revealed = await post(`vendors/${courier.ven}/reveal`, { reason, fields: ['name'] })
    expect(revealed.body).toMatchObject({ people: [{ name: 'Ada Reader', email: null }] })
    expect((await get(`vendors/${courier.ven}/notes`)).body.data).toMatchObject([{ text: 'New owner soon.' }])
    expect((await get(`vendors/${toPublic('ven', '0'.repeat(32))}`)).status).toBe(404)
  })
})

describe('R17 T24: the payer sees who looked, when and why', () => {
  test('on a page of their own, with what was seen and done, and nobody else’s', async () => {
    const olga = await aBuyer(provider, { name: 'Olga Reed' })
    const account = toPublic('acc', olga.account)
    provider.clock.set(provider.clock.now() + seconds(60))
    await get(`accounts/${account}`, { reason: 'Ticket 9: a charge she does not know' })
    await post(`accounts/${account}/reveal`, { reason: 'Ticket 9: to call her back', fields: ['name'] })
    await post(`accounts/${account}/notes`, { attempt: 'note-of-olga', text: 'Call her at six.' })
    const looks = async (who: TestUser) =>
      (await provider.inject({ url: '/api/wallet/looks', headers: who.headers })).json<Answered>()
    const { data, next_cursor } = await looks(olga)
    expect(next_cursor).toBeNull()
    expect(
      data
        .map(({ id: _, at: __, ...rest }) => rest)
        .toSorted((a, b) => (String(a['at_what']) < String(b['at_what']) ? -1 : 1)),
    ).toEqual([
      { staff: 'Ines C.', kind: 'look', at_what: 'account', act: null, reason: 'Ticket 9: a charge she does not know' },
      { staff: 'Ines C.', kind: 'act', at_what: 'act', act: 'Add a note', reason: 'wrote a note' },
      { staff: 'Ines C.', kind: 'look', at_what: 'people', act: null, reason: 'Ticket 9: to call her back' },
    ])
    expect(JSON.stringify(await looks(olga))).not.toContain('six')
    expect((await looks(await aBuyer(provider))).data).toEqual([])
    expect((await provider.inject({ url: '/api/wallet/looks' })).statusCode).toBe(401)
  })
})
