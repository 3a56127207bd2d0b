import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { TestUser } from '../identity/fixtures.ts'
import { aUser } from '../identity/fixtures.ts'
import type { TestProvider } from '../platform/testing.ts'
import { testProvider } from '../platform/testing.ts'
import type { Answered, TestVendor } from '../vendor/fixtures.ts'
import { aVendor } from '../vendor/fixtures.ts'
import { aBuyer } from '../purchase/http-fixtures.ts'
import { aRequest, aSale } from './fixtures.ts'

const like = (form: RegExp): unknown => expect.stringMatching(form)

let provider: TestProvider
let courier: TestVendor
let halfstep: TestVendor
let buyer: TestUser
let author: string
let photographer: string

const usd = (amount: string, tokens: string) => ({ amount, currency: 'USD', tokens })
const item = (sku: string, amount: string, title = sku) => ({
  sku,
  title,
  price: { amount, currency: 'USD' },
  shares: [
    { rightsholder: author, role: 'author', basis_points: 4_000 },
    { rightsholder: photographer, role: 'photographs', basis_points: 1_000 },
  ],
})

beforeAll(async () => {
  provider = await testProvider({ FARTHING_RATE_LIMIT_REQUESTS: '0', FARTHING_WELCOME_AMOUNT: '0' })
  courier = await aVendor(provider)
  halfstep = await aVendor(provider, { name: 'Halfstep Records', sites: ['https://halfstep.example'] })
  buyer = await aBuyer(provider)
  author = (await courier.post('/v1/rightsholders', { name: 'Nell Fenn', role: 'author' })).json<Answered>().id
  photographer = (await courier.post('/v1/rightsholders', { name: 'Ravi Marsh', role: 'photographs' })).json<Answered>()
    .id
})
afterAll(() => provider.close())

const asks = (who: TestUser, path: string) => provider.inject({ url: `/api/console/${path}`, headers: who.headers })
const does = (who: TestUser, path: string, payload: object) =>
  provider.inject({ method: 'POST', url: `/api/console/${path}`, headers: who.headers, payload })
let attempts = 0
const attempt = () => `console-attempt-${++attempts}`

describe('R1g R19 R20: what each sale gave to whom', () => {
  test('R1g R20: a sale shows its royalty transaction, party by party', async () => {
    // 0.25: the fee of 5 % is 0.0125; of the 0.2375 left 40 % and 10 %, the rest is the vendor's.
    const txn = await aSale(provider, courier, buyer, {
      item: item('pump', '0.25', 'The pumping station'),
      reference: 'pump-1',
    })
    const sale = (await asks(courier.owner, `${courier.ven}/sales/${txn}`)).json<Answered>()
    expect(sale).toMatchObject({
      id: txn,
      mode: 'live',
      status: 'captured',
      item_title: 'The pumping station',
      order_reference: 'pump-1',
      price: usd('0.25', '25'),
      captured: usd('0.25', '25'),
      refunded: usd('0', '0'),
      payer: like(/^psn_/),
      can_refund: true,
      can_capture: false,
      can_void: false,
      tracking: { campaign: 'spring' },
      licence_words: 'Open it as often as you like, for good',
    })
    expect(sale.royalty_transactions).toEqual([
      {
        id: like(/^cap_/),
        type: 'capture',
        at: '2026-06-01T12:00:00.000Z',
        amount: usd('0.25', '25'),
        fee: usd('0.0125', '1.25'),
        vendor: usd('0.11875', '11.875'),
        shares: [
          { rightsholder: author, name: 'Nell Fenn', role: 'author', basis_points: 4_000, amount: usd('0.095', '9.5') },
          {
            rightsholder: photographer,
            name: 'Ravi Marsh',
            role: 'photographs',
            basis_points: 1_000,
            amount: usd('0.02375', '2.375'),
          },
        ],
      },
    ])
    expect(sale.timeline.map((each) => each.what)).toEqual([
      'Your server asked for 25 tokens (0.25 USD)',
      'The payer approved',
      'Captured 25 tokens (0.25 USD)',
    ])
  })

  test('R1c R19 R20: what was earned is owed: to the vendor and to each owner of rights', async () => {
    const vendor = (await courier.get('/v1/vendor')).json<Answered>()
    expect(vendor.balances).toEqual([{ currency: 'USD', payable: { amount: '0.11875', currency: 'USD' } }])
    expect((await courier.get(`/v1/rightsholders/${author}`)).json<Answered>().balances).toEqual([
      { currency: 'USD', payable: { amount: '0.095', currency: 'USD' } },
    ])
  })

  test('R1g: the vendor’s server lists royalty transactions page by page, newest first', async () => {
    provider.clock.advance(1) // Within one millisecond identifiers have no order.
    const more = [
      await aSale(provider, courier, buyer, { item: item('second', '0.1') }),
      await aSale(provider, courier, buyer, { item: item('third', '0.1') }),
    ]
    const seen: unknown[] = []
    let cursor: string | null = ''
    while (cursor !== null) {
      const page: Answered = (
        await courier.get(`/v1/royalty-transactions?limit=1${cursor === '' ? '' : `&cursor=${cursor}`}`)
      ).json<Answered>()
      seen.push(...page.data.map((each) => each.purchase))
      cursor = page.next_cursor
    }
    expect(seen.length).toBe(3)
    expect(new Set(seen.slice(0, 2))).toEqual(new Set(more))
    expect((await halfstep.get('/v1/royalty-transactions')).json<Answered>().data).toEqual([])
  })
})

describe('R40: refund, capture and void in place', () => {
  test('R40: a refund in part, then the rest; a third is refused', async () => {
    const txn = await aSale(provider, courier, buyer, { item: item('refund', '0.3') })
    const path = `${courier.ven}/sales/${txn}/refund`
    const first = await does(courier.owner, path, {
      attempt: attempt(),
      amount: { amount: '0.1', currency: 'USD' },
      reason: 'Half of it was missing',
    })
    expect([first.statusCode, first.json<Answered>().refunded, first.json<Answered>().can_refund]).toEqual([
      200,
      usd('0.1', '10'),
      true,
    ])
    const rest = await does(courier.owner, path, { attempt: attempt() })
    expect([rest.json<Answered>().refunded, rest.json<Answered>().can_refund]).toEqual([usd('0.3', '30'), false])
    expect(rest.json<Answered>().refunds.map((each) => each.reason)).toEqual(['Half of it was missing', ''])
    const third = await does(courier.owner, path, { attempt: attempt() })
    expect([third.statusCode, third.json<Answered>().code]).toEqual([422, 'amount_above_captured'])
  })

  test('R40: a double click refunds once', async () => {
    const txn = await aSale(provider, courier, buyer, { item: item('double', '0.3') })
    const body = { attempt: attempt(), amount: { amount: '0.1', currency: 'USD' } }
    const path = `${courier.ven}/sales/${txn}/refund`
    const both = await Promise.all([does(courier.owner, path, body), does(courier.owner, path, body)])
    expect(both.map((answer) => answer.json<Answered>().refunded)).toEqual([usd('0.1', '10'), usd('0.1', '10')])
  })

  test('R40: a hold is captured in part, and what is left is voided', async () => {
    const txn = await aSale(provider, courier, buyer, { item: item('hold', '0.4'), capture: 'manual' })
    const path = `${courier.ven}/sales/${txn}`
    expect((await asks(courier.owner, path)).json<Answered>()).toMatchObject({
      status: 'authorized',
      can_capture: true,
      can_void: true,
      can_refund: false,
    })
    const overview = (await asks(courier.owner, `${courier.ven}/overview`)).json<Answered>()
    expect(overview.held).toEqual(usd('0.4', '40'))
    const captured = await does(courier.owner, `${path}/capture`, {
      attempt: attempt(),
      amount: { amount: '0.1', currency: 'USD' },
    })
    expect(captured.json<Answered>()).toMatchObject({ status: 'authorized', captured: usd('0.1', '10') })
    const voided = await does(courier.owner, `${path}/void`, { attempt: attempt() })
    expect(voided.json<Answered>()).toMatchObject({
      status: 'captured',
      captured: usd('0.1', '10'),
      can_capture: false,
      can_void: false,
      can_refund: true,
    })
    expect((await asks(courier.owner, `${courier.ven}/overview`)).json<Answered>().held).toEqual(usd('0', '0'))
  })

  test.each([
    ['-1', 'amount.amount'],
    ['0', 'amount.amount'],
    ['1e3', 'amount.amount'],
    ['0.0000001', 'amount.amount'],
  ])('T3: %s is no amount to refund', async (amount, param) => {
    const txn = await aSale(provider, courier, buyer, { item: item(`bad ${amount}`, '0.01') })
    const answer = await does(courier.owner, `${courier.ven}/sales/${txn}/refund`, {
      attempt: attempt(),
      amount: { amount, currency: 'USD' },
    })
    expect([answer.statusCode, answer.json<Answered>().param]).toEqual([422, param])
  })

  test('T5: another currency is refused', async () => {
    const txn = await aSale(provider, courier, buyer, { item: item('currency', '0.01') })
    const answer = await does(courier.owner, `${courier.ven}/sales/${txn}/refund`, {
      attempt: attempt(),
      amount: { amount: '0.01', currency: 'EUR' },
    })
    expect([answer.statusCode, answer.json<Answered>().param]).toEqual([422, 'amount.currency'])
  })
})

describe('R40: the list of sales', () => {
  let vendor: TestVendor
  const sku = (i: number) => ({ sku: `s${i}`, title: `Song ${i}`, price: { amount: `0.0${i}`, currency: 'USD' } })
  const ids: string[] = []
  beforeAll(async () => {
    vendor = await aVendor(provider)
    for (const i of [1, 2, 3, 4, 5]) {
      provider.clock.advance(60)
      ids.push(
        i === 5
          ? await aRequest(vendor, { item: sku(i), reference: '50%_off' })
          : await aSale(provider, vendor, buyer, { item: sku(i), reference: `ref-${i}` }),
      )
    }
  })
  const titles = async (query: string) =>
    (await asks(vendor.owner, `${vendor.ven}/sales?${query}`)).json<Answered>().data.map((row) => row.item_title)

  test.each([
    ['', ['Song 5', 'Song 4', 'Song 3', 'Song 2', 'Song 1']],
    ['sort=at', ['Song 1', 'Song 2', 'Song 3', 'Song 4', 'Song 5']],
    ['sort=price&limit=2', ['Song 1', 'Song 2']],
    ['sort=-price&limit=1', ['Song 5']],
    ['status=requested', ['Song 5']],
    ['status=captured', ['Song 4', 'Song 3', 'Song 2', 'Song 1']],
    ['status=refunded', []],
    ['q=ref-3', ['Song 3']],
    ['q=song%204', ['Song 4']],
    ['q=%25', ['Song 5']],
    ['q=_off', ['Song 5']],
    ['mode=test', []],
    ['from=2026-06-01&to=2026-06-01', ['Song 5', 'Song 4', 'Song 3', 'Song 2', 'Song 1']],
    ['to=2026-05-31', []],
  ])('R40: %j gives %j', async (query, expected) => {
    expect(await titles(query)).toEqual(expected)
  })

  test('R40: a purchase is found by its identifier, and by when it was asked for', async () => {
    expect(await titles(`q=${ids[1]}`)).toEqual(['Song 2'])
    // As it is pasted, with marks that nobody sees.
    expect(await titles(`q=${encodeURIComponent(`\u200e${ids[1]}\u00a0\u2069`)}`)).toEqual(['Song 2'])
    const at = (await asks(vendor.owner, `${vendor.ven}/sales/${ids[1]}`)).json<Answered>().requested_at
    expect(await titles(`from=${at}&sort=at&limit=1`)).toEqual(['Song 2'])
  })

  test.each(['-at', 'at', '-price', 'price'])('R40: pages by %s have no gap and no double', async (sort) => {
    const seen: unknown[] = []
    let cursor: string | null = ''
    while (cursor !== null) {
      const page: Answered = (
        await asks(vendor.owner, `${vendor.ven}/sales?limit=2&sort=${sort}${cursor === '' ? '' : `&cursor=${cursor}`}`)
      ).json<Answered>()
      seen.push(...page.data.map((row) => row.id))
      cursor = page.next_cursor
    }
    expect(seen).toEqual(sort.startsWith('-') ? ids.toReversed() : ids)
  })

  test('R40: what nobody approved in time is listed as expired before anything wrote it down', async () => {
    provider.clock.advance(3_600)
    expect(await titles('status=expired')).toEqual(['Song 5'])
    expect((await asks(vendor.owner, `${vendor.ven}/sales/${ids[4]}`)).json<Answered>()).toMatchObject({
      status: 'expired',
      can_void: false,
    })
  })

  test.each([
    'sort=title',
    'limit=0',
    'limit=101',
    'status=paid',
    'from=yesterday',
    'from=2026-02-30',
    'to=2026-06-31T00:00:00Z',
    'cursor=x',
    'page=2',
    'q=%00',
  ])('R40 T25: %j is refused', async (query) => {
    expect((await asks(vendor.owner, `${vendor.ven}/sales?${query}`)).statusCode).toBe(422)
  })
})

describe('T15: whoever is not in the team', () => {
  test('T15: another vendor’s sale, and a vendor of others, are not there', async () => {
    const txn = await aSale(provider, courier, buyer, { item: item('foreign', '0.01') })
    const stranger = await aUser(provider)
    const paths = [
      `${courier.ven}/overview`,
      `${courier.ven}/sales`,
      `${courier.ven}/sales.csv`,
      `${courier.ven}/sales/${txn}`,
      `${courier.ven}/keys`,
      `${courier.ven}/sites`,
    ]
    for (const who of [halfstep.owner, stranger]) {
      for (const path of paths) expect([path, (await asks(who, path)).statusCode]).toEqual([path, 404])
      for (const verb of ['refund', 'capture', 'void']) {
        const answer = await does(who, `${courier.ven}/sales/${txn}/${verb}`, { attempt: attempt() })
        expect([verb, answer.statusCode, answer.json<Answered>().code]).toEqual([verb, 404, 'not_found'])
      }
    }
    for (const verb of ['', '/refund', '/capture', '/void']) {
      const path = `${halfstep.ven}/sales/${txn}${verb}`
      const answer =
        verb === '' ? await asks(halfstep.owner, path) : await does(halfstep.owner, path, { attempt: attempt() })
      expect([verb, answer.statusCode]).toEqual([verb, 404])
    }
    expect((await asks(courier.owner, `${courier.ven}/sales/${txn}`)).json<Answered>()).toMatchObject({
      status: 'captured',
      refunded: usd('0', '0'),
    })
  })

  test('T15: nobody signed in sees nothing', async () => {
    const answer = await provider.inject({ url: `/api/console/${courier.ven}/sales` })
    expect([answer.statusCode, answer.json<Answered>().code]).toEqual([401, 'signed_out'])
  })

  test('T20: a refund from another site’s page is refused', async () => {
    const txn = await aSale(provider, courier, buyer, { item: item('csrf', '0.01') })
    const headers = { ...courier.owner.headers, origin: 'https://evil.example' }
    const url = `/api/console/${courier.ven}/sales/${txn}/refund`
    const answer = await provider.inject({ method: 'POST', url, headers, payload: { attempt: attempt() } })
    expect([answer.statusCode, answer.json<Answered>().code]).toEqual([403, 'wrong_origin'])
  })

  test('R17 T14: two vendors see the same payer under names that have nothing in common', async () => {
    const theirs = await aSale(provider, halfstep, buyer, {
      item: { sku: 'x', title: 'X', price: { amount: '0.01', currency: 'USD' } },
      site: 'https://halfstep.example',
    })
    const ours = await aSale(provider, courier, buyer, { item: item('t14', '0.01') })
    const one = (await asks(halfstep.owner, `${halfstep.ven}/sales/${theirs}`)).body
    const other = (await asks(courier.owner, `${courier.ven}/sales/${ours}`)).body
    const payerOf = (body: string) => (JSON.parse(body) as Answered)['payer']
    expect(payerOf(one)).not.toBe(payerOf(other))
    for (const body of [one, other]) {
      for (const secret of [buyer.email, buyer.name, buyer.user, buyer.account]) expect(body).not.toContain(secret)
    }
  })
})
