// What staff do to accounts: blocked and released, signed out, a limit lowered, credited.
import { checkBooks } from '@farthing/ledger'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { aRequest, aSale } from '../console/fixtures.ts'
import { createVouchers } from '../funding/index.ts'
import type { TestUser } from '../identity/fixtures.ts'
import { signedInHeaders } from '../identity/fixtures.ts'
import { seconds } from '../platform/clock.ts'
import { toPublic } from '../platform/ids.ts'
import type { TestProvider } from '../platform/testing.ts'
import { testProvider } from '../platform/testing.ts'
import { aBuyer, aMandateOf, approvalForm, approve, press } from '../purchase/http-fixtures.ts'
import type { Answered, TestVendor } from '../vendor/fixtures.ts'
import { aVendor } from '../vendor/fixtures.ts'
import { actCode, acted, acts, goods, planned, usd } from './acts-fixtures.ts'
import type { TestStaff } from './fixtures.ts'
import { aStaff } from './fixtures.ts'

let provider: TestProvider
let vendor: TestVendor
let ines: TestStaff
let rui: TestStaff
let maud: TestUser
let account: string
let count = 0
beforeAll(async () => {
  provider = await testProvider({ FARTHING_RATE_LIMIT_REQUESTS: '0', FARTHING_WELCOME_AMOUNT: '0' })
  vendor = await aVendor(provider)
  ines = await aStaff(provider, { roles: ['support'], name: 'Ines Correia' })
  rui = await aStaff(provider, { roles: ['finance'], name: 'Rui Abreu' })
})
afterAll(async () => {
  expect((await checkBooks(provider.deps.ledger)).problems).toEqual([])
  await provider.close()
})
beforeEach(async () => {
  maud = await aBuyer(provider)
  account = toPublic('acc', maud.account)
})

const asks = (url: string, who: Pick<TestUser, 'headers'> = maud) => provider.inject({ url, headers: who.headers })
const puts = (url: string, payload: object) =>
  provider.inject({
    method: 'PUT',
    url,
    headers: maud.headers,
    payload: { attempt: `put-attempt-${++count}`, ...payload },
  })
const posts = (url: string, payload: object) =>
  provider.inject({
    method: 'POST',
    url,
    headers: maud.headers,
    payload: { attempt: `post-attempt-${++count}`, ...payload },
  })
const statusOf = async (txn: string) => (await vendor.get(`/v1/purchases/${txn}`)).json<{ status: string }>().status
const wallet = async () =>
  (await asks('/api/wallet/home')).json<{ wallets: { available: { amount: string }; held: { amount: string } }[] }>()
    .wallets[0]

describe('account.block', () => {
  test('R14: nothing is approved, redeemed or set for a blocked account, and its vendors learn nothing', async () => {
    const mandate = await aMandateOf(provider, maud)
    const held = await aSale(provider, vendor, maud, { item: goods(), capture: 'manual' })
    const bought = await aSale(provider, vendor, maud, { item: goods('0.5') })
    const txn = await aRequest(vendor, { item: goods() })
    const form = await approvalForm(provider, maud, txn)
    expect(await planned(provider, ines, 'account.block', { account, why: 'unauthorized_use' })).toEqual([
      'account_status open > blocked',
      'why unauthorized_use',
      'members 1',
    ])
    expect(await acted(provider, ines, 'account.block', { account, why: 'unauthorized_use' })).toMatchObject({
      status: 'done',
    })
    expect(await actCode(provider, ines, 'account.block', { account, why: 'debt' })).toBe('account_blocked')

    const page = await press(provider, maud.headers, `/c/${txn}/approve`, form)
    expect(page.statusCode).toBe(403)
    expect(page.body).toContain('Your account is blocked')
    expect(page.body).toContain('Call or write to')
    const shown = await provider.inject({ url: `/c/${txn}`, headers: { ...maud.headers, accept: 'text/html' } })
    expect([shown.statusCode, shown.body.includes('Your account is blocked')]).toEqual([200, true])
    expect(await statusOf(txn)).toBe('requested') // As with any decline that its payer may cure.

    const byMandate = await vendor.post('/v1/purchases', {
      item: goods(),
      order_reference: `mandate-${++count}`,
      return_url: 'https://courier.example/back',
      cancel_url: 'https://courier.example/',
      mandate: mandate.secret,
    })
    expect([byMandate.statusCode, byMandate.json<Answered>().code]).toEqual([401, 'mandate_invalid'])
    expect(byMandate.body).not.toContain('block')

    const expiresAt = provider.deps.clock.now() + seconds(86_400)
    const wanted = { count: 1, amountMicros: 1_000_000n, currency: 'USD', batch: 'test', expiresAt } as const
    const [code = ''] = await createVouchers(provider.deps, wanted)
    const refusals = [
      await posts('/api/wallet/vouchers/redeem', { code }),
      await puts('/api/wallet/limits', { currency: 'USD', period: 'day', max: { amount: '1', currency: 'USD' } }),
      await puts('/api/wallet/time-zone', { time_zone: 'Europe/Berlin' }),
      await posts('/api/wallet/mandates', {
        ceiling: { amount: '1', currency: 'USD' },
        expires_at: '2026-06-02T12:00:00Z',
      }),
    ]
    expect(refusals.map((answer) => [answer.statusCode, answer.json<Answered>().code])).toEqual(
      Array.from({ length: 4 }, () => [403, 'account_blocked']),
    )
    expect((await posts(`/api/wallet/mandates/${mandate.id}/revoke`, {})).statusCode).toBe(200)

    // What was authorized before goes on, and what comes back arrives: 10 - 0.3 - 0.5 + 0.5.
    expect((await vendor.post(`/v1/purchases/${held}/capture`, {})).statusCode).toBe(200)
    expect((await vendor.post(`/v1/purchases/${bought}/refund`, {})).statusCode).toBe(200)
    expect(await wallet()).toMatchObject({ available: { amount: '9.7' }, held: { amount: '0' } })

    await acted(provider, ines, 'account.release', { account })
    expect(await actCode(provider, ines, 'account.release', { account })).toBe('account_not_blocked')
    expect((await posts('/api/wallet/vouchers/redeem', { code })).statusCode).toBe(200)
    await approve(provider, maud, txn)
    expect(await statusOf(txn)).toBe('captured')
  })

  test('R14: a voucher on the approval page of a blocked account is kept, and the page says why', async () => {
    const txn = await aRequest(vendor, { item: goods('100') })
    await acted(provider, ines, 'account.block', { account, why: 'asked_for' })
    const expiresAt = provider.deps.clock.now() + seconds(86_400)
    const wanted = { count: 1, amountMicros: 1_000_000n, currency: 'USD', batch: 'test', expiresAt } as const
    const [code = ''] = await createVouchers(provider.deps, wanted)
    const page = await press(provider, maud.headers, `/c/${txn}/redeem`, { attempt: 'redeem-attempt-77', code })
    expect([page.statusCode, page.body.includes('Your account is blocked')]).toEqual([403, true])
  })

  test('P7: an approval and a block at once: what is approved was approved before the block', async () => {
    const other = await provider.another()
    for (let round = 0; round < 10; round++) {
      const payer = await aBuyer(provider)
      const txn = await aRequest(vendor, { item: goods() })
      const form = await approvalForm(provider, payer, txn)
      const inject: TestProvider['inject'] = (request) => other.app.inject(request)
      const input = { account: toPublic('acc', payer.account), why: 'suspected_fraud' }
      const [page] = await Promise.all([
        press(provider, payer.headers, `/c/${txn}/approve`, form),
        acted({ inject }, ines, 'account.block', input),
      ])
      expect([
        [303, 'captured'],
        [403, 'requested'],
      ]).toContainEqual([page.statusCode, await statusOf(txn)])
      const next = await aRequest(vendor, { item: goods() })
      const shown = await provider.inject({ url: `/c/${next}`, headers: { ...payer.headers, accept: 'text/html' } })
      expect(shown.body).toContain('Your account is blocked')
    }
  })

  test('T24: who has not the permission blocks nothing, and who has not signed in at the desk neither', async () => {
    expect((await acts(provider, rui, 'account.block', { account, why: 'debt' })).statusCode).toBe(403)
    expect((await acts(provider, maud, 'account.block', { account, why: 'debt' })).statusCode).toBe(401)
    expect((await asks('/api/wallet/home')).statusCode).toBe(200)
    await approve(provider, maud, await aRequest(vendor, { item: goods() }))
  })
})

test('T20: signing an account out ends every session of it, and none that begins after', async () => {
  const second = { headers: await signedInHeaders(provider, maud.user) }
  provider.clock.advance(1)
  const [wilfred] = [await aBuyer(provider, { name: 'Wilfred' })]
  expect(await planned(provider, ines, 'account.sign_out', { account })).toEqual(['members_signed_out 1'])
  await acted(provider, ines, 'account.sign_out', { account })
  expect([(await asks('/api/wallet/home')).statusCode, (await asks('/api/wallet/home', second)).statusCode]).toEqual([
    401, 401,
  ])
  expect((await asks('/api/wallet/home', wilfred)).statusCode).toBe(200)
  provider.clock.advance(1)
  maud = { ...maud, headers: await signedInHeaders(provider, maud.user) }
  expect((await asks('/api/wallet/home')).statusCode).toBe(200)
})

test('R23: staff lower a limit and set a first one, and raise none', async () => {
  const input = { account, currency: 'USD', period: 'day' }
  expect(await planned(provider, ines, 'limit.lower', { ...input, max: usd('2') })).toEqual([
    'limit_window day',
    'limit_scope account',
    'limit_max 2 USD',
  ])
  await acted(provider, ines, 'limit.lower', { ...input, max: usd('2') })
  expect(await planned(provider, ines, 'limit.lower', { ...input, max: usd('0.25') })).toContain(
    'limit_max 2 USD > 0.25 USD',
  )
  await acted(provider, ines, 'limit.lower', { ...input, max: usd('0.25') })
  for (const max of ['0.25', '0.26']) {
    expect(await actCode(provider, ines, 'limit.lower', { ...input, max: usd(max) })).toBe('limit_not_lowered')
  }
  const txn = await aRequest(vendor, { item: goods('0.3') })
  const page = await provider.inject({ url: `/c/${txn}`, headers: { ...maud.headers, accept: 'text/html' } })
  expect(page.body).toContain('limit')
  expect(await statusOf(txn)).toBe('requested')
  await expect(approve(provider, maud, txn)).rejects.toThrow('200')
})

describe('account.credit', () => {
  const credit = (amount: string, more: object = {}) => ({ account, amount: { amount, currency: 'USD' }, ...more })

  test('R7: a goodwill credit can be spent anywhere and ends after 90 days', async () => {
    expect(await planned(provider, ines, 'account.credit', credit('1.5'))).toEqual([
      'credit 1.5 USD',
      'title Goodwill credit',
      'days 90',
    ])
    const attempt = 'credit-attempt-1'
    const first = await acted(provider, ines, 'account.credit', credit('1.5'), { attempt })
    expect(await acted(provider, ines, 'account.credit', credit('1.5'), { attempt })).toEqual(first)
    const { grants } = (await asks('/api/wallet/home')).json<{ grants: Answered[] }>()
    expect(grants).toMatchObject([
      {
        title: 'Goodwill credit',
        available: { amount: '1.5' },
        spendable_at: null,
        expires_at: '2026-08-30T12:00:02.000Z',
      },
    ])
  })

  test('T24: above 20 dollars in a day, of one person or for one account, a second person decides', async () => {
    expect(await acted(provider, ines, 'account.credit', credit('20.000001'))).toMatchObject({
      status: 'waiting',
      second_person: 'above_limit',
    })
    // The credit of the test before counts: 1.5 and 18.5 are 20.
    const other = await aStaff(provider, { roles: ['support'], name: 'Ana Reis' })
    expect((await acted(provider, other, 'account.credit', credit('12'))).status).toBe('done')
    expect(await acted(provider, other, 'account.credit', credit('8.000001'))).toMatchObject({
      status: 'waiting',
      second_person: 'above_limit_with_others',
    })
    expect((await acted(provider, ines, 'account.credit', credit('8.1'))).status).toBe('waiting')
    expect((await acted(provider, ines, 'account.credit', credit('8'))).status).toBe('done')
    expect((await asks('/api/wallet/home')).json<{ grants: Answered[] }>().grants.length).toBe(2)
  })
})
