// What staff do to vendors: suspended and released, and their fee set from a date on.
import { checkBooks } from '@farthing/ledger'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { aRequest, aSale } from '../console/fixtures.ts'
import type { TestUser } from '../identity/fixtures.ts'
import { signedInHeaders } from '../identity/fixtures.ts'
import { fromPublic } from '../platform/ids.ts'
import { amountMicros, formatAmount } from '../platform/money.ts'
import type { TestProvider } from '../platform/testing.ts'
import { testProvider } from '../platform/testing.ts'
import { runDue } from '../platform/work/runner.ts'
import { room as purchaseRoom } from '../purchase/index.ts'
import { aBuyer } from '../purchase/http-fixtures.ts'
import type { Answered, TestVendor } from '../vendor/fixtures.ts'
import { aVendor } from '../vendor/fixtures.ts'
import { actCode, acted, acts, approvesAct, goods, planned, usd } from './acts-fixtures.ts'
import type { TestStaff } from './fixtures.ts'
import { aStaff, deskHeaders } from './fixtures.ts'

let provider: TestProvider
let vendor: TestVendor
let rita: TestStaff
let rui: TestStaff
let maud: TestUser
let count = 0
beforeAll(async () => {
  provider = await testProvider({ FARTHING_RATE_LIMIT_REQUESTS: '0', FARTHING_WELCOME_AMOUNT: '0' })
})
afterAll(async () => {
  expect((await checkBooks(provider.deps.ledger)).problems).toEqual([])
  await provider.close()
})
beforeEach(async () => {
  provider.clock.advance(1)
  rita = await aStaff(provider, { roles: ['risk'], name: 'Rita Sol' })
  rui = await aStaff(provider, { roles: ['finance'], name: 'Rui Abreu' })
  vendor = await aVendor(provider)
  maud = await aBuyer(provider)
  maud = { ...maud, headers: await signedInHeaders(provider, maud.user) }
})

const held = (item: object = goods()) => aSale(provider, vendor, maud, { item, capture: 'manual' })
const posts = async (path: string, body: object = {}) => {
  const answer = await vendor.post(`/v1/purchases${path}`, body)
  const { code, status } = answer.json<{ code?: string; status?: string | number }>()
  return [answer.statusCode, code ?? status]
}
const statusOf = async (txn: string) => (await vendor.get(`/v1/purchases/${txn}`)).json<Answered>()['status']
const wallet = async () => {
  const answer = await provider.inject({ url: '/api/wallet/home', headers: maud.headers })
  const [first] = answer.json<{ wallets: { available: { amount: string }; held: { amount: string } }[] }>().wallets
  return [first?.available.amount, first?.held.amount]
}
const work = () => runDue(provider.deps, [...purchaseRoom.work])
const voidsOf = async (purchases: readonly string[]) => {
  const ids = new Set(purchases.map((txn) => fromPublic('txn', txn)))
  const operations = await provider.deps.ledger.log({ after: 0n, limit: 100_000 })
  return operations.flatMap(({ events }) =>
    events.flatMap(({ type, facts }) => {
      const { purchase, by } = facts as { purchase?: string; by?: string }
      return type === 'purchase.voided' && ids.has(purchase) ? [by] : []
    }),
  )
}

describe('vendor.suspend', () => {
  test('a suspended vendor sells and captures nothing; it can give back, and what was bought of it opens', async () => {
    const content = {
      sku: `article-${++count}`,
      title: 'Eels',
      price: usd('0.1'),
      content_url: 'https://courier.example/eels',
    }
    const article = await aSale(provider, vendor, maud, { item: content })
    const sold = await aSale(provider, vendor, maud, { item: goods('0.5') })
    const open = await aRequest(vendor, { item: goods() })
    const hold = await held()
    expect(await planned(provider, rita, 'vendor.suspend', { vendor: vendor.ven, why: 'complaints' })).toEqual([
      'vendor_status open > suspended',
      'why complaints',
      'payable_waits 0.57 USD > 0.57 USD',
    ])
    await acted(provider, rita, 'vendor.suspend', { vendor: vendor.ven, why: 'complaints' })
    expect(await actCode(provider, rita, 'vendor.suspend', { vendor: vendor.ven, why: 'legal' })).toBe(
      'vendor_suspended',
    )

    const body = { item: goods(), order_reference: `again-${++count}` }
    const urls = { return_url: 'https://courier.example/back', cancel_url: 'https://courier.example/' }
    expect(await posts('', { ...body, ...urls })).toEqual([403, 'vendor_suspended'])
    expect(await posts(`/${hold}/capture`)).toEqual([403, 'vendor_suspended'])
    const page = await provider.inject({ url: `/c/${open}`, headers: { ...maud.headers, accept: 'text/html' } })
    expect(page.body).toContain('No payments to this vendor now')
    expect(await posts(`/${sold}/refund`)).toEqual([200, 'captured'])

    const seen = (await vendor.get('/v1/vendor')).json<Answered>()
    expect(seen).toMatchObject({
      status: 'suspended',
      suspension: { why: 'complaints' },
      balances: [{ payable: { amount: '0.095' } }],
    })
    const console = await provider.inject({ url: `/api/console/${vendor.ven}/overview`, headers: vendor.owner.headers })
    expect(console.json()).toMatchObject({ vendor: { status: 'suspended', suspension: { why: 'complaints' } } })
    const library = await provider.inject({ url: '/api/wallet/library', headers: maud.headers })
    expect(library.body).toContain('Eels')
    expect(library.json<{ data: Answered[] }>().data[0]).toMatchObject({ can_open: true })
    expect(await statusOf(article)).toBe('captured')
  })

  test('P5: its holds are voided in portions, each once, whatever server dies; what a capture took stays', async () => {
    const holds: string[] = []
    for (let i = 0; i < 105; i++) holds.push(await held(goods('0.01')))
    const [first = '', second = ''] = holds
    await posts(`/${first}/capture`, { amount: usd('0.004'), final: false })
    await posts(`/${second}/capture`)
    const other = await aVendor(provider)
    const foreign = await aSale(provider, other, maud, { item: goods('0.01'), capture: 'manual' })
    expect(await wallet()).toEqual(['8.94', '1.046'])
    provider.clock.advance(1)
    await acted(provider, rita, 'vendor.suspend', { vendor: vendor.ven, why: 'suspected_fraud' })

    // Two servers begin at once; one run of the job is all that there is, and a run that is made again finds nothing.
    const another = await provider.another()
    await Promise.all([work(), runDue(another.deps, [...purchaseRoom.work])])
    await work()
    expect(await voidsOf([...holds, foreign])).toEqual(Array.from({ length: 104 }, () => 'suspension'))
    expect([await statusOf(first), await statusOf(second), await statusOf(holds[104] ?? '')]).toEqual([
      'captured',
      'captured',
      'voided',
    ])
    expect((await other.get(`/v1/purchases/${foreign}`)).json<Answered>()['status']).toBe('authorized')
    expect(await wallet()).toEqual(['9.976', '0.01']) // 10 - 0.004 - 0.01, and the other vendor's hold.
    const url = `/api/console/${vendor.ven}/sales/${first}`
    const sale = await provider.inject({ url, headers: vendor.owner.headers })
    expect(sale.json<{ timeline: { what: string }[] }>().timeline.at(-1)?.what).toBe(
      'The rest of the hold was voided, since the vendor was suspended',
    )
  })

  test('a released vendor sells again, and what was held before comes not back', async () => {
    const hold = await held()
    provider.clock.advance(1)
    await acted(provider, rita, 'vendor.suspend', { vendor: vendor.ven, why: 'unreachable' })
    provider.clock.advance(1)
    await acted(provider, rita, 'vendor.release', { vendor: vendor.ven })
    expect(await actCode(provider, rita, 'vendor.release', { vendor: vendor.ven })).toBe('vendor_not_suspended')
    // The work has not come to it yet, and nothing can be captured all the same.
    expect(await posts(`/${hold}/capture`)).toEqual([403, 'vendor_suspended'])
    provider.clock.advance(1)
    const fresh = await held()
    await work()
    expect([await statusOf(hold), await statusOf(fresh)]).toEqual(['voided', 'authorized'])
    expect(await posts(`/${fresh}/capture`)).toEqual([200, 'captured'])
    expect((await vendor.get('/v1/vendor')).json()).toMatchObject({ status: 'open', suspension: null })
  })

  test('P7: a capture and a suspension at once: what was captured stays, all else is voided', async () => {
    const holds = await Promise.all(Array.from({ length: 8 }, () => held(goods('0.01'))))
    provider.clock.advance(1)
    const [, ...captures] = await Promise.all([
      acted(provider, rita, 'vendor.suspend', { vendor: vendor.ven, why: 'legal' }),
      ...holds.map((txn) => posts(`/${txn}/capture`)),
    ])
    await work()
    const statuses = await Promise.all(holds.map(statusOf))
    expect(statuses).toEqual(captures.map(([code]) => (code === 200 ? 'captured' : 'voided')))
    expect((await wallet())[1]).toBe('0')
  })
})

describe('vendor.set_fee', () => {
  const fee = (basis_points: number, more: object = {}) => ({ vendor: vendor.ven, basis_points, fixed: '0', ...more })
  /** What is payable of a sale of one dollar. */
  async function earned(): Promise<string> {
    const before = (await vendor.get('/v1/vendor')).json<Answered>()['balances'] as { payable: { amount: string } }[]
    await aSale(
      provider,
      vendor,
      { ...maud, headers: await signedInHeaders(provider, maud.user) },
      { item: goods('1') },
    )
    const after = (await vendor.get('/v1/vendor')).json<Answered>()['balances'] as { payable: { amount: string } }[]
    const micros = (amount = '0') => amountMicros(amount)
    return formatAmount(micros(after[0]?.payable.amount) - micros(before[0]?.payable.amount))
  }
  const twoSet = async (input: object) => {
    const waits = await acted(provider, rui, 'vendor.set_fee', input)
    expect([waits.status, waits.second_person]).toEqual(['waiting', 'always'])
    const other = await aStaff(provider, { roles: ['administrator'] })
    expect((await approvesAct(provider, other, waits.act)).statusCode).toBe(200)
  }
  const at = (seconds: number) => new Date(Number(provider.clock.now() / 1000n) + seconds * 1000).toISOString()

  test('R1g: a fee from a date on counts for what is approved then; two people set it, always', async () => {
    expect(await earned()).toBe('0.95')
    const [soon, later] = [at(3_600), at(7_200)]
    await twoSet(fee(100, { fixed: '0.02', from: later }))
    expect(await planned(provider, rui, 'vendor.set_fee', fee(1_000, { from: soon }))).toEqual([
      'fee 5 % > 10 %',
      `fee_from ${soon}`,
      'fee_next 1 % + 0.02',
      `fee_next_from ${later}`,
    ])
    await twoSet(fee(1_000, { from: soon }))
    expect((await vendor.get('/v1/vendor')).json()).toMatchObject({
      fee: { basis_points: 500, fixed: '0', from: null },
      next_fees: [
        { basis_points: 1_000, fixed: '0', from: soon },
        { basis_points: 100, fixed: '0.02', from: later },
      ],
    })
    expect(await earned()).toBe('0.95')
    // A hold keeps the fee of its approval, whenever it is captured.
    maud = { ...maud, headers: await signedInHeaders(provider, maud.user) }
    const hold = await held(goods('1'))
    provider.clock.advance(3_600)
    expect(await earned()).toBe('0.9')
    await posts(`/${hold}/capture`)
    provider.clock.advance(3_599)
    expect(await earned()).toBe('0.9')
    provider.clock.advance(1)
    expect(await earned()).toBe('0.97')
    // The desk's own page shows the fee that is in force, not the one it began with.
    const shown = await provider.inject({
      url: `/api/desk/vendors/${vendor.ven}?reason=fees`,
      headers: await deskHeaders(provider, rita.staff),
    })
    expect(shown.json<Answered>()['fee']).toMatchObject({ basis_points: 100, fixed: '0.02' })
    const overview = await provider.inject({
      url: `/api/console/${vendor.ven}/overview`,
      headers: vendor.owner.headers,
    })
    expect(overview.json()).toMatchObject({
      vendor: { fee: { basis_points: 100, fixed: '0.02', from: later }, next_fees: [] },
    })
    expect(
      (await vendor.get('/v1/royalty-transactions')).json<{ data: Answered[] }>().data.map((each) => each['fee']),
    ).toMatchObject(['0.03', '0.1', '0.1', '0.05', '0.05', '0.05'].map((amount) => ({ amount })))
  })

  test('a fee that is set anew for the same instant replaces it; a past instant and half a price are refused', async () => {
    const from = at(60)
    await twoSet(fee(300, { from }))
    await twoSet(fee(200, { from }))
    expect((await vendor.get('/v1/vendor')).json()).toMatchObject({ next_fees: [{ basis_points: 200, from }] })
    await twoSet(fee(400))
    expect((await vendor.get('/v1/vendor')).json()).toMatchObject({ fee: { basis_points: 400 } })
    for (const [input, param] of [
      [fee(100, { from: at(-1) }), 'from'],
      [fee(5_001), 'input.basis_points'],
      [fee(100, { fixed: '-1' }), 'input.fixed'],
    ] as const) {
      const answer = await acts(provider, rui, 'vendor.set_fee', input)
      expect([answer.statusCode, answer.json<Answered>().param]).toEqual([422, param])
    }
  })
})
