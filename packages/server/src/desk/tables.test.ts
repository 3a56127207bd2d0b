import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aRequest, aSale } from '../console/fixtures.ts'
import type { TestUser } from '../identity/fixtures.ts'
import { aUser } from '../identity/fixtures.ts'
import { fromRfc3339, seconds } from '../platform/clock.ts'
import { toPublic } from '../platform/ids.ts'
import { workOf } from '../platform/room.ts'
import type { TestProvider } from '../platform/testing.ts'
import { testProvider } from '../platform/testing.ts'
import type { Schedule } from '../platform/work/work.ts'
import { aBuyer } from '../purchase/http-fixtures.ts'
import { rooms } from '../rooms.ts'
import type { Answered, TestVendor } from '../vendor/fixtures.ts'
import { aVendor } from '../vendor/fixtures.ts'
import type { TestStaff } from './fixtures.ts'
import { aStaff, deskHeaders } from './fixtures.ts'

const reason = 'The quarter’s review'
let provider: TestProvider
let vera: TestStaff
let maud: TestUser
let courier: TestVendor
let shop: TestVendor
const txn: Record<string, string> = {}

beforeAll(async () => {
  provider = await testProvider({ FARTHING_RATE_LIMIT_REQUESTS: '0', FARTHING_WELCOME_AMOUNT: '0' })
  vera = await aStaff(provider, { name: 'Vera Lund', roles: ['risk', 'finance', 'support'] })
  courier = await aVendor(provider)
  provider.clock.advance(1)
  shop = await aVendor(provider, { name: 'Ábaco Records', sites: ['https://abaco.example'] })
  maud = await aBuyer(provider)
  const priced = (amount: string) => ({ sku: `s${amount}`, title: 'A thing', price: { amount, currency: 'USD' } })
  provider.clock.advance(86_399)
  txn['one'] = await aSale(provider, courier, maud, { item: priced('0.25') })
  provider.clock.advance(1)
  txn['two'] = await aSale(provider, courier, maud, { item: priced('0.5'), capture: 'manual' })
  provider.clock.advance(86_400)
  txn['three'] = await aSale(provider, shop, maud, { item: priced('1'), site: 'https://abaco.example' })
  provider.clock.advance(1)
  txn['four'] = await aRequest(shop, { item: priced('2'), site: 'https://abaco.example' })
  await aUser(provider, { name: 'Not Verified', emailVerified: false })
})
afterAll(() => provider.close())

/** Signed in just now: tests move the clock. */
const ask = async (path: string, query: Record<string, string> = {}, who: TestStaff = vera) =>
  provider.inject({
    url: `/api/desk/${path}?${new URLSearchParams({ ...query }).toString()}`,
    headers: await deskHeaders(provider, who.staff),
  })
const press = async (path: string, payload: object, who: TestStaff = vera) =>
  provider.inject({
    method: 'POST',
    url: `/api/desk/${path}`,
    headers: await deskHeaders(provider, who.staff),
    payload,
  })
const get = async (path: string, query: Record<string, string> = {}) =>
  (await ask(path, { reason, ...query })).json<Answered>()
const purchases = async (query: Record<string, string>) =>
  (await get('tables/purchases', query)).data.map(({ id }) => Object.keys(txn).find((name) => txn[name] === id))

describe('R5: the transaction database as a table', () => {
  test.each([
    [{}, ['four', 'three', 'two', 'one']],
    [{ sort: 'at' }, ['one', 'two', 'three', 'four']],
    [{ status: 'captured' }, ['three', 'one']],
    [{ status: 'authorized' }, ['two']],
    [{ status: 'refunded' }, []],
    [{ min: '0.5', max: '1' }, ['three', 'two']],
    [{ currency: 'EUR' }, []],
    [{ mode: 'test' }, []],
    [{ from: '2026-06-03' }, ['four', 'three']],
    [{ to: '2026-06-02' }, ['two', 'one']],
    [{ from: '2026-06-02', to: '2026-06-02', time_zone: 'Asia/Tokyo' }, ['two', 'one']],
  ])('by %j: %j', async (query, expected) => {
    expect(await purchases(query)).toEqual(expected)
  })

  test('by vendor and payer', async () => {
    expect(await purchases({ vendor: courier.ven })).toEqual(['two', 'one'])
    expect(await purchases({ vendor: courier.ven, sort: 'at', status: 'captured' })).toEqual(['one'])
    expect(await purchases({ payer: toPublic('acc', maud.account) })).toEqual(['three', 'two', 'one'])
  })

  test('pages follow each other without gap or overlap', async () => {
    const first = await get('tables/purchases', { limit: '3' })
    const second = await get('tables/purchases', { limit: '3', cursor: first.next_cursor ?? '' })
    expect([...first.data, ...second.data].map(({ id }) => id)).toEqual([
      txn['four'],
      txn['three'],
      txn['two'],
      txn['one'],
    ])
    expect(second.next_cursor).toBeNull()
  })

  test('counts and sums say what the filter finds', async () => {
    const money = (amount: string) => expect.objectContaining({ amount, currency: 'USD' }) as unknown
    expect((await ask('tables/purchases/sums')).json()).toEqual({
      count: 4,
      is_exact: true,
      sums: [{ mode: 'live', price: money('3.75'), captured: money('1.25'), refunded: money('0') }],
    })
    expect((await ask('tables/purchases/sums', { status: 'declined' })).json()).toEqual({
      count: 0,
      is_exact: true,
      sums: [],
    })
  })

  test('what cannot be is refused by name', async () => {
    for (const [query, param] of [
      [{ min: '2', max: '1' }, 'min'],
      [{ min: '-1' }, 'min'],
      [{ vendor: 'ven_1' }, 'vendor'],
      [{ cursor: 'nonsense' }, 'cursor'],
    ] as const) {
      const answer = await ask('tables/purchases', { reason, ...query })
      expect([answer.statusCode, answer.json<Answered>().param]).toEqual([422, param])
    }
    expect((await ask('tables/purchases')).json<Answered>().param).toBe('reason')
  })
})

describe('R3 R4: users and vendors as tables', () => {
  test('users are masked, filtered and counted', async () => {
    const { data } = await get('tables/users', { limit: '1' })
    expect(data).toMatchObject([{ name: { text: 'N… V…' }, email_verified: false, status: 'open' }])
    const listed = await get('tables/users', { email_verified: 'true', sort: 'at', limit: '100' })
    expect(listed.data.length).toBe(3)
    expect((await ask('tables/users/sums', { email_verified: 'true' })).json()).toEqual({ count: 3, is_exact: true })
    expect((await ask('tables/users/sums', { status: 'closed' })).json()).toEqual({ count: 0, is_exact: true })
    expect((await get('tables/users', { from: '2026-06-03' })).data.length).toBe(1)
  })

  test('vendors are sorted by name as people spell it, searched and counted', async () => {
    const names = async (query: Record<string, string>) =>
      (await get('tables/vendors', query)).data.map((each) => each['name'])
    expect(await names({ sort: '-at' })).toEqual(['Ábaco Records', 'The Fenland Courier'])
    expect(await names({ q: 'abac' })).toEqual(['Ábaco Records'])
    expect(await names({ status: 'suspended' })).toEqual([])
    const first = await get('tables/vendors', { limit: '1' })
    const second = await get('tables/vendors', { limit: '1', cursor: first.next_cursor ?? '' })
    expect(new Set([...first.data, ...second.data].map(({ id }) => id)).size).toBe(2)
    expect((await ask('tables/vendors/sums')).json()).toEqual({ count: 2, is_exact: true })
  })
})

describe('files', () => {
  test('have a row for each, and stand on record before and after, with filter and number of rows', async () => {
    const answer = await ask('tables/purchases.csv', { reason, status: 'captured' })
    expect(answer.headers['content-type']).toBe('text/csv; charset=utf-8; header=present')
    const [header, one, three, end] = answer.body.split('\r\n')
    expect(header).toBe(
      'purchase,mode,vendor,vendor_name,payer,title,status,order_reference,currency,price,captured,refunded,requested_at',
    )
    expect(one).toMatch(
      new RegExp(
        `^${txn['one'] ?? ''},live,${courier.ven},The Fenland Courier,acc_\\w+,A thing,captured,order-\\d+,USD,0.25,0.25,0,2026-06-02T12:00:00.000Z$`,
      ),
    )
    expect([three?.startsWith(txn['three'] ?? ''), end]).toEqual([true, ''])
    const facts = (name: string, value: string) => ({ name, value })
    const lines = (await ask('record', { limit: '100' })).json<Answered>().data
    expect(lines.filter(({ name }) => name === 'export.purchases')).toMatchObject([
      { kind: 'look', reason, facts: [facts('filter', 'status=captured')] },
    ])
    expect(lines.filter(({ name }) => name === 'export.purchases.ended')).toMatchObject([
      { facts: [facts('filter', 'status=captured'), facts('rows', '2'), facts('whole', 'yes')] },
    ])
  })

  test('of users name nobody', async () => {
    const { body } = await ask('tables/users.csv', { reason })
    expect(body.split('\r\n').slice(0, 2)).toEqual([
      'user,account,status,email_verified,signed_up_at',
      expect.stringMatching(/^usr_\w{26},acc_\w{26},open,yes,2026-06-01T12:00:00.000Z$/),
    ])
    expect([body.includes('Maud'), body.includes('@')]).toEqual([false, false])
  })

  test('of vendors are safe to open in a spreadsheet', async () => {
    await aVendor(provider, { name: '=HYPERLINK("x")', sites: [] })
    const { body } = await ask('tables/vendors.csv', { reason })
    expect(body).toContain(`,"'=HYPERLINK(""x"")",open,,`)
  })

  test('need their own permission, and a reason', async () => {
    const support = await aStaff(provider, { roles: ['support'] })
    for (const table of ['users', 'vendors', 'purchases']) {
      expect((await ask(`tables/${table}.csv`, { reason }, support)).statusCode).toBe(403)
      expect((await ask(`tables/${table}.csv`)).json<Answered>().param).toBe('reason')
    }
  })
})

describe('views', () => {
  test('are one’s own or shared, by name, and removed by who saved them', async () => {
    const other = await aStaff(provider, { roles: ['support'], name: 'Otto Brandt' })
    const save = (who: TestStaff, attempt: string, view: object) =>
      press('views', { attempt, table: 'users', query: 'sort=at', ...view }, who)
    const mine = (await save(vera, 'view-attempt-1', { name: 'Mine', shared: false })).json<Answered>().id
    expect((await save(vera, 'view-attempt-1', { name: 'Mine', shared: false })).json<Answered>().id).toBe(mine)
    expect((await save(vera, 'view-attempt-1', { name: 'Other', shared: false })).json<Answered>().code).toBe(
      'conflict',
    )
    await save(vera, 'view-attempt-2', { name: 'All', shared: true })
    const names = async (who: TestStaff) =>
      (await ask('views', { table: 'users' }, who)).json<Answered>().data.map((each) => [each['name'], each['own']])
    expect(await names(vera)).toEqual([
      ['All', true],
      ['Mine', true],
    ])
    expect(await names(other)).toEqual([['All', false]])
    const remove = (who: TestStaff) => press(`views/${mine}/remove`, {}, who)
    expect((await remove(other)).statusCode).toBe(404)
    expect((await remove(vera)).statusCode).toBe(200)
    expect(await names(vera)).toEqual([['All', true]])
  })
})

describe('T24: the record', () => {
  test('is filtered by person, kind, name, subject and time', async () => {
    const other = await aStaff(provider, { roles: ['support'], name: 'Nell Oram' })
    provider.clock.set(fromRfc3339('2026-06-20T09:00:00Z') ?? 0n)
    const account = toPublic('acc', maud.account)
    const looked = await ask(`accounts/${account}`, { reason: 'Ticket 3' }, other)
    expect(looked.statusCode).toBe(200)
    const line = {
      staff: { id: toPublic('stf', other.staff), name: 'Nell Oram' },
      kind: 'look',
      name: 'account',
      subject: { kind: 'payer', id: account },
      account,
      reason: 'Ticket 3',
      at: '2026-06-20T09:00:00.000Z',
    }
    for (const query of [
      { staff: toPublic('stf', other.staff) },
      { subject: account, kind: 'look', name: 'account' },
      { from: '2026-06-20', to: '2026-06-20' },
    ])
      expect((await ask('record', query as Record<string, string>, vera)).json<Answered>().data).toMatchObject([line])
    const none = await ask('record', { kind: 'act', subject: account }, vera)
    expect(none.json<Answered>().data).toEqual([])
  })

  test('a month is closed once with a digest that its file keeps, also when it is asked for again', async () => {
    const close = workOf(rooms).find(({ name }) => name === 'close record month') as Schedule
    const { signal } = new AbortController()
    const task = { id: '0'.repeat(32), tries: 1, progress: undefined, signal, report: async () => undefined }
    const due = fromRfc3339('2026-07-01T00:15:00Z') ?? 0n
    provider.clock.set(due + seconds(1))
    const auditor = await aStaff(provider, { roles: ['auditor'] })
    const months = async () => (await ask('record/months', {}, auditor)).json<Answered>().data
    expect(await months()).toEqual([])
    expect((await ask('record/months/2026-06', { reason }, auditor)).statusCode).toBe(404)
    await close.run(provider.deps, due, task)
    await close.run(provider.deps, due, task)
    const another = await provider.another()
    await close.run(another.deps, due, task)
    const [month, ...others] = await months()
    expect(others).toEqual([])
    const file = await ask('record/months/2026-06', { reason }, auditor)
    expect(month).toMatchObject({
      month: '2026-06',
      lines: file.body.split('\r\n').length - 2,
      sha256: createHash('sha256').update(file.body).digest('hex'),
      closed_at: '2026-07-01T00:15:01.000Z',
    })
    expect(file.headers['repr-digest']).toBe(`sha-256=:${createHash('sha256').update(file.body).digest('base64')}:`)
    // The look at the file is of July: the file of June is the same again.
    expect((await ask('record/months/2026-06', { reason }, auditor)).body).toBe(file.body)
    const log = await provider.deps.ledger.log({ after: 0n, limit: 10_000 })
    const closed = log.flatMap(({ events }) => events).filter(({ type }) => type === 'record.closed')
    expect(closed).toMatchObject([{ facts: { month: '2026-06', sha256: month?.['sha256'] } }])
  })

  test('as a file has what the filter finds, and names people by identifiers alone', async () => {
    const auditor = await aStaff(provider, { roles: ['auditor'] })
    const { body } = await ask('record.csv', { reason, from: '2026-06-20', to: '2026-06-20' }, auditor)
    const [header, line, end] = body.split('\r\n')
    expect(header).toBe('line,time,staff,kind,name,subject_kind,subject,account,reason,facts')
    const account = toPublic('acc', maud.account)
    expect(line).toMatch(
      new RegExp(
        `^rec_\\w{26},2026-06-20T09:00:00.000Z,stf_\\w{26},look,account,payer,${account},${account},Ticket 3,`,
      ),
    )
    expect([end, body.includes('Nell')]).toEqual(['', false])
  })
})

test('T15: what one payer bought is a look that the payer sees, as rows, as a file and in sum', async () => {
  const olga = await aBuyer(provider)
  const payer = toPublic('acc', olga.account)
  const unsaid = await ask('tables/purchases/sums', { payer })
  expect(unsaid.json()).toMatchObject({ code: 'invalid_request', param: 'reason' })
  await get('tables/purchases', { payer })
  await get('tables/purchases/sums', { payer })
  await ask('tables/purchases.csv', { payer, reason })
  const { data } = (await provider.inject({ url: '/api/wallet/looks', headers: olga.headers })).json<Answered>()
  expect(data).toEqual([
    expect.objectContaining({ staff: 'Vera L.', kind: 'look', at_what: 'purchases', reason }),
    expect.objectContaining({ staff: 'Vera L.', kind: 'look', at_what: 'purchases', reason }),
    expect.objectContaining({ staff: 'Vera L.', kind: 'look', at_what: 'purchases', reason }),
    expect.objectContaining({ staff: 'Vera L.', kind: 'look', at_what: 'purchases', reason }),
  ])
})
