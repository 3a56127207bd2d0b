// What staff do to purchases in their vendors' place.
import { checkBooks } from '@farthing/ledger'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { aRequest, aSale } from '../console/fixtures.ts'
import type { TestUser } from '../identity/fixtures.ts'
import { toPublic } from '../platform/ids.ts'
import type { TestProvider } from '../platform/testing.ts'
import { testProvider } from '../platform/testing.ts'
import { aBuyer } from '../purchase/http-fixtures.ts'
import type { Answered, TestVendor } from '../vendor/fixtures.ts'
import { aVendor } from '../vendor/fixtures.ts'
import { actCode, acted, acts, approvesAct, goods, planned, usd } from './acts-fixtures.ts'
import type { TestStaff } from './fixtures.ts'
import { aStaff } from './fixtures.ts'

let provider: TestProvider
let vendor: TestVendor
let ines: TestStaff
let maud: TestUser
beforeAll(async () => {
  provider = await testProvider({ FARTHING_RATE_LIMIT_REQUESTS: '0', FARTHING_WELCOME_AMOUNT: '0' })
})
afterAll(async () => {
  expect((await checkBooks(provider.deps.ledger)).problems).toEqual([])
  await provider.close()
})
beforeEach(async () => {
  vendor = await aVendor(provider)
  ines = await aStaff(provider, { roles: ['support'], name: 'Ines Correia' })
  maud = await aBuyer(provider, { micros: 100_000_000n })
})

const free = async () => {
  const answer = await provider.inject({ url: '/api/wallet/home', headers: maud.headers })
  return answer.json<{ wallets: { available: { amount: string } }[] }>().wallets[0]?.available.amount
}
const payable = async () =>
  (await vendor.get('/v1/vendor')).json<{ balances: { payable: { amount: string } }[] }>().balances[0]?.payable.amount
async function told(txn: string): Promise<string[]> {
  const url = `/api/console/${vendor.ven}/sales/${txn}`
  const answer = await provider.inject({ url, headers: vendor.owner.headers })
  return answer.json<{ timeline: { what: string }[] }>().timeline.map(({ what }) => what)
}

test('R14: a refund in the vendor’s place is the vendor’s own, and names no person to it', async () => {
  const txn = await aSale(provider, vendor, maud, { item: goods('0.3') })
  expect([await free(), await payable()]).toEqual(['99.7', '0.285']) // After the fee of 5 %.
  const input = { purchase: txn, amount: usd('0.1'), note: 'It was torn' }
  expect(await planned(provider, ines, 'purchase.refund', input)).toEqual([
    'refunded 0 USD > 0.1 USD',
    `purchase ${txn}`,
    'note It was torn',
    'wallet 99.7 USD > 99.8 USD',
    'vendor_payable 0.285 USD > 0.19 USD',
  ])
  await acted(provider, ines, 'purchase.refund', input, { reason: 'She called, ticket 1042' })
  expect([await free(), await payable()]).toEqual(['99.8', '0.19'])
  await acted(provider, ines, 'purchase.refund', { purchase: txn })
  expect([await free(), await payable()]).toEqual(['100', '0'])
  expect(await told(txn)).toEqual([
    'Your server asked for 30 tokens (0.3 USD)',
    'The payer approved',
    'Captured 30 tokens (0.3 USD)',
    'Refunded 10 tokens (0.1 USD) by the provider: It was torn',
    'Refunded 20 tokens (0.2 USD) by the provider',
  ])
  const shown = await vendor.get(`/v1/purchases/${txn}`)
  expect(shown.body).not.toMatch(/Ines|1042|staff/)
  expect(shown.json()).toMatchObject({ refunded: { amount: '0.3' } })
  expect(await actCode(provider, ines, 'purchase.refund', { purchase: txn })).toBe('amount_above_captured')
})

test('T11: what is wrong with a refund changes nothing', async () => {
  const txn = await aSale(provider, vendor, maud, { item: goods('0.3') })
  const tries = [
    { purchase: txn, amount: usd('0.300001') },
    { purchase: txn, amount: usd('0') },
    { purchase: txn, amount: { amount: '0.1', currency: 'EUR' } },
    { purchase: 'txn_00000000000000000000000000' },
  ]
  const answers = await Promise.all(tries.map((input) => acts(provider, ines, 'purchase.refund', input)))
  expect(answers.map((answer) => [answer.statusCode, answer.json<Answered>().code])).toEqual([
    [422, 'amount_above_captured'],
    [422, 'invalid_request'],
    [422, 'invalid_request'],
    [404, 'not_found'],
  ])
  expect([await free(), await payable()]).toEqual(['99.7', '0.285'])
})

test('T24: above 20 dollars a second person decides; where the vendor refunds meanwhile, the act lapses', async () => {
  const rui = await aStaff(provider, { roles: ['finance'], name: 'Rui Abreu' })
  const txn = await aSale(provider, vendor, maud, { item: goods('25') })
  const waits = await acted(provider, ines, 'purchase.refund', { purchase: txn })
  expect([waits.status, waits.second_person, await free()]).toEqual(['waiting', 'above_limit', '75'])
  expect((await approvesAct(provider, rui, waits.act)).statusCode).toBe(200)
  expect(await free()).toBe('100')
  const next = await aSale(provider, vendor, maud, { item: goods('25') })
  const again = await acted(provider, ines, 'purchase.refund', { purchase: next, amount: usd('21') })
  await vendor.post(`/v1/purchases/${next}/refund`, { amount: usd('20') })
  const late = await approvesAct(provider, rui, again.act)
  expect(late.statusCode).not.toBe(200)
  expect(await free()).toBe('95')
})

test('T24: what one payer is given by a refund and by a credit is added up', async () => {
  const olga = await aBuyer(provider, { micros: 100_000_000n })
  const txn = await aSale(provider, vendor, olga, { item: goods('25') })
  const ana = await aStaff(provider, { roles: ['support'] })
  const refund = { purchase: txn, amount: usd('15') }
  expect((await acted(provider, ana, 'purchase.refund', refund)).status).toBe('done')
  const credit = { account: toPublic('acc', olga.account), amount: usd('5.000001') }
  expect(await acted(provider, await aStaff(provider), 'account.credit', credit)).toMatchObject({
    status: 'waiting',
    second_person: 'above_limit_with_others',
  })
})

test('R1f: a hold is voided in the vendor’s place; what nobody approved, and what was captured, is not', async () => {
  const txn = await aSale(provider, vendor, maud, { item: goods('0.3'), capture: 'manual' })
  await vendor.post(`/v1/purchases/${txn}/capture`, { amount: usd('0.1'), final: false })
  expect(await planned(provider, ines, 'purchase.void', { purchase: txn })).toEqual([
    'held 0.2 USD > 0 USD',
    'captured 0.1 USD > 0.1 USD',
    'wallet 99.7 USD > 99.9 USD',
    'vendor_payable 0.095 USD > 0.095 USD',
  ])
  await acted(provider, ines, 'purchase.void', { purchase: txn })
  expect(await free()).toBe('99.9')
  expect((await told(txn)).at(-1)).toBe('The rest of the hold was voided by the provider')
  expect(await actCode(provider, ines, 'purchase.void', { purchase: txn })).toBe('not_authorized')
  const open = await aRequest(vendor, { item: goods() })
  expect(await actCode(provider, ines, 'purchase.void', { purchase: open })).toBe('not_authorized')
})

test('a receipt is sent again, three times a day; of what was not paid there is none', async () => {
  const txn = await aSale(provider, vendor, maud, { item: goods() })
  expect(await planned(provider, ines, 'receipt.resend', { purchase: txn })).toEqual([`receipt ${txn}`])
  for (let i = 0; i < 3; i++) await acted(provider, ines, 'receipt.resend', { purchase: txn })
  expect(await actCode(provider, ines, 'receipt.resend', { purchase: txn })).toBe('receipt_resent')
  const hold = await aSale(provider, vendor, maud, { item: goods(), capture: 'manual' })
  expect(await actCode(provider, ines, 'receipt.resend', { purchase: hold })).toBe('no_receipt')
})
