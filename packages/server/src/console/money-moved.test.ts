// A day's sales by the one definition: the page, the file, the list and the ledger agree, over a midnight of a zone.
import { balanceOf } from '@farthing/ledger'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { feeAccount } from '../chart/index.ts'
import { signedInHeaders } from '../identity/fixtures.ts'
import { fromRfc3339 } from '../platform/clock.ts'
import type { TestProvider } from '../platform/testing.ts'
import { testProvider } from '../platform/testing.ts'
import { aBuyer } from '../purchase/http-fixtures.ts'
import type { Answered, TestVendor } from '../vendor/fixtures.ts'
import { aServerOf, aVendor } from '../vendor/fixtures.ts'
import { aRequest, aSale } from './fixtures.ts'

let provider: TestProvider
let courier: TestVendor
let testServer: Pick<TestVendor, 'secret' | 'get' | 'post'>
let author: string
let eels: string
let pump: string
let balances: Record<string, readonly string[]>

const usd = (amount: string) => ({ amount, currency: 'USD' })
const at = (instant: string) => provider.clock.set(fromRfc3339(instant) ?? 0n)
const does = async (vendor: Pick<TestVendor, 'post'>, path: string, body: object) => {
  const answer = await vendor.post(`/v1/purchases/${path}`, body)
  if (answer.statusCode !== 200) throw new Error(answer.body)
}
const asks = async (path: string) => {
  const headers = await signedInHeaders(provider, courier.owner.user)
  return provider.inject({ url: `/api/console/${courier.ven}/${path}`, headers })
}

/** What the ledger says that provider, author and vendor have. */
async function ledgerBalances(): Promise<string[]> {
  const [fee] = [feeAccount('USD')]
  const seen = (await provider.deps.ledger.look({ accounts: [fee], rows: [] })).account(fee)
  const payable = async (path: string) => {
    type Owed = { readonly balances: readonly { readonly payable: { readonly amount: string } }[] }
    return (await courier.get(path)).json<Owed>().balances[0]?.payable.amount ?? '0'
  }
  return [
    `${seen === undefined ? 0n : balanceOf(seen)}`,
    await payable(`/v1/rightsholders/${author}`),
    await payable('/v1/vendor'),
  ]
}

beforeAll(async () => {
  provider = await testProvider({ FARTHING_RATE_LIMIT_REQUESTS: '0', FARTHING_WELCOME_AMOUNT: '0' })
  at('2026-06-30T21:00:00Z')
  courier = await aVendor(provider)
  testServer = await aServerOf(provider, courier.vendor, courier.owner.user, 'test')
  author = (await courier.post('/v1/rightsholders', { name: 'Nell Fenn' })).json<Answered>().id
  const [buyer, second] = [await aBuyer(provider), await aBuyer(provider)]
  const shares = [{ rightsholder: author, role: 'author', basis_points: 4_000 }]
  const item = (sku: string, amount: string) => ({ sku, title: `=${sku}`, price: usd(amount), shares })

  // In Berlin it is still June: 0.25 captured (fee 0.0125, author 0.095, vendor 0.1425), and 0.1 of a hold of 0.4
  // (fee 0.005, author 0.038, vendor 0.057).
  at('2026-06-30T21:30:00Z')
  eels = await aSale(provider, courier, buyer, { item: item('eels', '0.25'), reference: 'A-1' })
  pump = await aSale(provider, courier, buyer, { item: item('pump', '0.4'), capture: 'manual', reference: 'A-2' })
  at('2026-06-30T21:59:59Z')
  await does(courier, `${pump}/capture`, { amount: usd('0.1') })
  const june = await ledgerBalances()

  // In Berlin it is July, in UTC June: the 0.3 left (fee 0.015, author 0.114, vendor 0.171); 0.1 of the 0.25 given back
  // (fee 0.005, author 0.038, vendor 0.057).
  at('2026-06-30T22:00:00Z')
  await does(courier, `${pump}/capture`, {})
  at('2026-06-30T22:30:00Z')
  await does(courier, `${eels}/refund`, { amount: usd('0.1'), reason: 'Half was missing' })

  // 2 July: 0.25 captured of another; the other 0.15 given back (fee 0.0075, author 0.057, vendor 0.0855).
  at('2026-07-01T23:00:00Z')
  await aSale(provider, courier, second, { item: item('eels', '0.25'), reference: 'A-3' })
  at('2026-07-01T23:00:01Z')
  await does(courier, `${eels}/refund`, {})
  balances = { june, second: await ledgerBalances() }

  // What must not be counted: play money, another vendor, and what was asked for and not bought.
  const play = { sku: 'eels', title: 'Eels', price: usd('0.5') }
  const test = await aSale(provider, { ...courier, ...testServer }, second, { item: play })
  await does(testServer, `${test}/refund`, { amount: usd('0.2') })
  const halfstep = await aVendor(provider, { sites: ['https://halfstep.example'] })
  await aSale(provider, halfstep, second, { item: play, site: 'https://halfstep.example' })
  await aRequest(courier, { item: item('asked', '0.9'), reference: 'A-4' })

  // 3 July: half of the 0.4 given back (fee 0.01, author 0.076, vendor 0.114), and nothing sold.
  at('2026-07-03T10:00:00Z')
  await does(courier, `${pump}/refund`, { amount: usd('0.2') })
})
afterAll(() => provider.close())

type Money = { readonly amount: string }
type Sums = Record<'sales' | 'refunds' | 'net' | 'fees' | 'royalties' | 'vendor', Money>
type Overview = { readonly totals: Sums; readonly by_day: (Sums & { readonly day: string })[]; readonly days: unknown }
const overviewOf = async (query: string) => (await asks(`overview?${query}`)).json<Overview>()
const told = ({ sales, refunds, net, fees, royalties, vendor }: Sums) =>
  [sales, refunds, net, fees, royalties, vendor].map(({ amount }) => amount).join(' ')

const linesOf = async (query: string) => (await asks(`sales.csv?${query}`)).body.split('\r\n').slice(1, -1)
/** Adds up columns of the file as a spreadsheet would, in micro-units: sales, refunds, fees, shares, net. */
function addedUp(lines: readonly string[]): string {
  const micros = (text = '') => BigInt(Math.round(Number(text) * 1_000_000))
  const rows = lines.map((line) => line.split(','))
  const sum = (column: number, of: (type: string) => boolean = () => true) =>
    rows.reduce((total, row) => (of(row[0] ?? '') ? total + micros(row[column]) : total), 0n)
  return [sum(11, (t) => t === 'capture'), sum(11, (t) => t === 'refund'), sum(12), sum(13), sum(14)].join(' ')
}
const berlin = 'time_zone=Europe/Berlin'
const juneDays = `from=2026-06-01&to=2026-06-30&${berlin}`
const julyDays = `from=2026-07-01&to=2026-07-31&${berlin}`

describe('R40 R1g: a day’s sales are the money that moved in it', () => {
  test('R40: the overview counts captures in the day of the capture, refunds in the day of the refund', async () => {
    const july = await overviewOf(julyDays)
    expect(july.days).toEqual({ from: '2026-07-01', to: '2026-07-31', time_zone: 'Europe/Berlin' })
    expect(told((await overviewOf(juneDays)).totals)).toBe('0.35 0 0.35 0.0175 0.133 0.1995')
    expect(told(july.totals)).toBe('0.55 0.45 0.1 0.005 0.038 0.057')
    expect(july.by_day.slice(0, 4).map((day) => `${day.day}: ${told(day)}`)).toEqual([
      '2026-07-01: 0.3 0.1 0.2 0.01 0.076 0.114',
      '2026-07-02: 0.25 0.15 0.1 0.005 0.038 0.057',
      // A day of more refunds than sales is below zero.
      '2026-07-03: 0 0.2 -0.2 -0.01 -0.076 -0.114',
      '2026-07-04: 0 0 0 0 0 0',
    ])
    // In UTC three of the five moved in June.
    const utc = await overviewOf('from=2026-06-30&to=2026-07-01')
    expect(utc.by_day.map((day) => `${day.day}: ${told(day)}`)).toEqual([
      '2026-06-30: 0.65 0.1 0.55 0.0275 0.209 0.3135',
      '2026-07-01: 0.25 0.15 0.1 0.005 0.038 0.057',
    ])
  })

  test('R40 T25: the file has a row for each capture and refund, and its month is the overview’s and the ledger’s', async () => {
    expect(addedUp(await linesOf(juneDays))).toBe('350000 0 17500 133000 199500')
    const lines = await linesOf(julyDays)
    expect(addedUp(lines)).toBe('550000 -450000 5000 38000 57000')
    expect(balances['june']).toEqual(['17500', '0.133', '0.1995'])
    expect(balances['second']).toEqual(['32500', '0.247', '0.3705'])
    // July's change is that of the file: 171,000 less 133,000 to the author, 256,500 less 199,500 to the vendor. The fee
    // has 25,000 of the other vendor's 0.5 as well: 47,500 less 17,500 less 25,000.
    expect(await ledgerBalances()).toEqual(['47500', '0.171', '0.2565'])

    const answer = await asks(`sales.csv?${julyDays}`)
    expect(answer.headers['content-type']).toMatch(/^text\/csv/)
    expect(answer.headers['content-disposition']).toBe('attachment; filename="sales.csv"')
    expect(answer.body.split('\r\n')[0]).toBe(
      'type,time,day,time_zone,id,purchase,order_reference,item,title,payer,currency,amount,fee,shares,net',
    )
    const row = (text: string) =>
      text.replace(/cap_\w{26}/, 'CAP').replace(/rfd_\w{26}/, 'RFD').replace(/itm_\w{26}/, 'ITM').replace(/psn_\w{26}/, 'PSN') // prettier-ignore
    expect(lines.slice(0, 2).map(row)).toEqual([
      `capture,2026-06-30T22:00:00.000Z,2026-07-01,Europe/Berlin,CAP,${pump},A-2,ITM,'=pump,PSN,USD,0.3,0.015,0.114,0.171`,
      `refund,2026-06-30T22:30:00.000Z,2026-07-01,Europe/Berlin,RFD,${eels},A-1,ITM,'=eels,PSN,USD,-0.1,-0.005,-0.038,-0.057`,
    ])
  })

  test('R40: the file is narrowed as the list is', async () => {
    const references = async (query: string) => (await linesOf(query)).map((line) => line.split(',')[6])
    expect(await references('q=pump')).toEqual(['A-2', 'A-2', 'A-2'])
    expect(await references(`q=${eels}&${julyDays}`)).toEqual(['A-1', 'A-1'])
    expect(await references('status=refunded&from=2026-06-30&to=2026-06-30')).toEqual(['A-1', 'A-2', 'A-2', 'A-1'])
    expect(addedUp(await linesOf('mode=test'))).toBe('500000 -200000 15000 0 285000')
  })

  test('R40: the list of a span has the purchases whose money moved in it, and those that moved none by when they were asked for', async () => {
    const references = async (query: string) =>
      (await asks(`sales?${query}`)).json<{ data: { order_reference: string; net: Money }[] }>().data
    expect((await references(juneDays)).map((sale) => sale.order_reference).sort()).toEqual(['A-1', 'A-2'])
    expect((await references(julyDays)).map((sale) => [sale.order_reference, sale.net.amount]).sort()).toEqual([
      ['A-1', '0'],
      ['A-2', '0.2'],
      ['A-3', '0.25'],
      ['A-4', '0'],
    ])
    // The only thing that moved that day is a refund of what was asked for days before.
    expect((await references(`from=2026-07-03&to=2026-07-03&${berlin}`)).map((sale) => sale.order_reference)).toEqual([
      'A-2',
    ])
    expect(await references(`from=2026-07-04&${berlin}`)).toEqual([])
  })
})

describe('R1g R20: a refund is a royalty transaction of its own', () => {
  type Entry = {
    readonly id: string
    readonly type: string
    readonly at: string
    readonly purchase: string
    readonly amount: Money
    readonly fee: Money
    readonly vendor: Money
    readonly shares: readonly { readonly rightsholder: string; readonly amount: Money }[]
  }
  async function listed(vendor: Pick<TestVendor, 'get'>, query = ''): Promise<Entry[]> {
    const all: Entry[] = []
    for (let cursor: string | null = ''; cursor !== null;) {
      const page: { data: Entry[]; next_cursor: string | null } = (
        await vendor.get(`/v1/royalty-transactions?limit=2${query}${cursor === '' ? '' : `&cursor=${cursor}`}`)
      ).json()
      all.push(...page.data)
      cursor = page.next_cursor
    }
    return all
  }
  const line = (entry: Entry) =>
    [entry.type, entry.amount, entry.fee, entry.shares[0]?.amount, entry.vendor]
      .map((each) => (typeof each === 'object' ? each.amount : each))
      .join(' ')

  test('R1g R20: the list has captures and refunds in the order in which money moved, over its pages', async () => {
    const all = await listed(courier)
    expect(all.map(line)).toEqual([
      'refund -0.2 -0.01 -0.076 -0.114',
      'refund -0.15 -0.0075 -0.057 -0.0855',
      'capture 0.25 0.0125 0.095 0.1425',
      'refund -0.1 -0.005 -0.038 -0.057',
      'capture 0.3 0.015 0.114 0.171',
      'capture 0.1 0.005 0.038 0.057',
      'capture 0.25 0.0125 0.095 0.1425',
    ])
    expect(all[3]).toEqual({
      id: expect.stringMatching(/^rfd_/) as unknown,
      object: 'royalty_transaction',
      type: 'refund',
      at: '2026-06-30T22:30:00.000Z',
      purchase: eels,
      amount: usd('-0.1'),
      fee: usd('-0.005'),
      vendor: usd('-0.057'),
      shares: [{ rightsholder: author, role: 'author', basis_points: 4_000, amount: usd('-0.038') }],
    })
    // What the author is told sums to what the ledger owes them: 0.095 + 0.038 + 0.114 − 0.038 + 0.095 − 0.057 − 0.076.
    const micros = all.reduce((sum, { shares }) => sum + Math.round(Number(shares[0]?.amount.amount) * 1e6), 0)
    expect(micros).toBe(171_000)
    expect((await ledgerBalances())[1]).toBe('0.171')
  })

  test('R1g: it is narrowed to a purchase and to a span, and a wrong word is named', async () => {
    expect((await listed(courier, `&purchase=${eels}`)).map(line)).toEqual([
      'refund -0.15 -0.0075 -0.057 -0.0855',
      'refund -0.1 -0.005 -0.038 -0.057',
      'capture 0.25 0.0125 0.095 0.1425',
    ])
    const first = 'from=2026-07-01&to=2026-07-01'
    expect((await listed(courier, `&${first}&${berlin}`)).map(line)).toEqual([
      'refund -0.1 -0.005 -0.038 -0.057',
      'capture 0.3 0.015 0.114 0.171',
    ])
    expect((await listed(courier, '&from=2026-07-01T23:00:01Z&to=2026-07-03T10:00:00Z')).map(line)).toEqual([
      'refund -0.15 -0.0075 -0.057 -0.0855',
    ])
    for (const [query, param] of [
      ['from=yesterday', 'from'],
      ['to=2026-02-30', 'to'],
      ['time_zone=Mars/Olympus', 'time_zone'],
      ['cursor=x', 'cursor'],
      ['rightsholder=x', 'rightsholder'],
    ]) {
      const answer = await courier.get(`/v1/royalty-transactions?${query}`)
      expect([answer.statusCode, answer.json<Answered>().param]).toEqual([422, param])
    }
  })

  test('T15: a test key sees test sales alone, refunds too, and a live one none of them', async () => {
    // 0.5 less a fee of 0.025; 0.2 of it given back: two fifths.
    expect((await listed(testServer)).map(line)).toEqual(['refund -0.2 -0.01  -0.19', 'capture 0.5 0.025  0.475'])
    expect(told((await overviewOf(`mode=test&${julyDays}`)).totals)).toBe('0.5 0.2 0.3 0.015 0 0.285')
  })

  test('R1g: the purchase of the vendor API shows both too', async () => {
    const purchase = (await courier.get(`/v1/purchases/${eels}`)).json<{ royalty_transactions: Entry[] }>()
    expect(purchase.royalty_transactions.map(line)).toEqual([
      'capture 0.25 0.0125 0.095 0.1425',
      'refund -0.1 -0.005 -0.038 -0.057',
      'refund -0.15 -0.0075 -0.057 -0.0855',
    ])
  })

  test('R40: the sale shows what each party got, gave back and has', async () => {
    type Party = Record<'party' | 'name' | 'role', string> & Record<'paid' | 'given_back' | 'net', Money>
    type Split = { readonly parties: readonly Party[] } & Record<'paid' | 'given_back' | 'net', Money>
    const sale = (await asks(`sales/${pump}`)).json<{ split: Split; royalty_transactions: Entry[] }>()
    const row = (each: Omit<Party, 'party' | 'name' | 'role'>) =>
      `${each.paid.amount} ${each.given_back.amount} ${each.net.amount}`
    expect(sale.split.parties.map((party) => `${party.party}, ${party.name}: ${row(party)}`)).toEqual([
      'vendor, The Fenland Courier: 0.228 0.114 0.114',
      'rightsholder, Nell Fenn: 0.152 0.076 0.076',
      'provider, Farthing: 0.02 0.01 0.01',
    ])
    expect(row(sale.split)).toBe('0.4 0.2 0.2')
    expect(sale.royalty_transactions.map(line)).toEqual([
      'capture 0.1 0.005 0.038 0.057',
      'capture 0.3 0.015 0.114 0.171',
      'refund -0.2 -0.01 -0.076 -0.114',
    ])
  })

  test('R40: what is owed to rightsholders is what the ledger owes them, of whatever days', async () => {
    const view = (await asks('overview?days=1')).json<{ royalties_payable: Money; payable: Money }>()
    expect([view.royalties_payable.amount, view.payable.amount]).toEqual(['0.171', '0.2565'])
  })
})
