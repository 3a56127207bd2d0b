// Money that arrived outside: recorded by staff, taken back where it did not come after all, and listed by age.
import { balanceOf, checkBooks } from '@farthing/ledger'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { aRequest, aSale } from '../console/fixtures.ts'
import { outsideMoney } from '../funding/index.ts'
import type { TestUser } from '../identity/fixtures.ts'
import { aUser } from '../identity/fixtures.ts'
import { toPublic } from '../platform/ids.ts'
import type { TestProvider } from '../platform/testing.ts'
import { testProvider } from '../platform/testing.ts'
import { approve } from '../purchase/http-fixtures.ts'
import type { Answered, TestVendor } from '../vendor/fixtures.ts'
import { aVendor } from '../vendor/fixtures.ts'
import { actCode, acted, acts, approvesAct, planned } from './acts-fixtures.ts'
import type { TestStaff } from './fixtures.ts'
import { aStaff } from './fixtures.ts'

let provider: TestProvider
let vendor: TestVendor
let rui: TestStaff
let ana: TestStaff
let maud: TestUser
let account: string
let count = 0
beforeAll(async () => {
  provider = await testProvider({ FARTHING_RATE_LIMIT_REQUESTS: '0', FARTHING_WELCOME_AMOUNT: '0' })
  vendor = await aVendor(provider)
})
afterAll(async () => {
  expect((await checkBooks(provider.deps.ledger)).problems).toEqual([])
  await provider.close()
})
beforeEach(async () => {
  // Each with limits of their own: what one person records in a day is added up.
  rui = await aStaff(provider, { roles: ['finance'], name: 'Rui Abreu' })
  ana = await aStaff(provider, { roles: ['finance'], name: 'Ana Reis' })
  maud = await aUser(provider, { name: 'Maud Ellery' })
  account = toPublic('acc', maud.account)
})

const check = (amount: string, more: object = {}) => ({
  account,
  kind: 'check',
  reference: `First Fen Bank ${++count}`,
  amount: { amount, currency: 'USD' },
  received_on: '2026-05-30',
  ...more,
})
const asks = async (url: string, who: Pick<TestUser, 'headers'> = maud) =>
  (await provider.inject({ url, headers: who.headers })).json<Answered>()
const available = async () =>
  ((await asks('/api/wallet/home')) as unknown as { wallets: { available: { amount: string } }[] }).wallets.map(
    (wallet) => wallet.available.amount,
  )
const goods = (amount: string) => ({
  sku: `goods-${++count}`,
  title: 'A print',
  kind: 'goods',
  price: { amount, currency: 'USD' },
})

test('R39 R15: a check becomes tokens as a voucher does: wallet, history, signed record', async () => {
  const input = check('50')
  expect(await planned(provider, rui, 'payment.record', input)).toEqual([
    'payment_kind check',
    `payment_reference ${input.reference}`,
    'payment 50 USD',
    `account ${account}`,
    'received_on 2026-05-30',
    'wallet 0 USD > 50 USD',
    'debt 0 USD > 0 USD',
  ])
  const { answer } = await acted(provider, rui, 'payment.record', input)
  expect(answer).toEqual({ payment: expect.stringMatching(/^pay_/) as unknown })
  expect(await available()).toEqual(['50'])
  expect((await asks('/api/wallet/history')).data).toMatchObject([
    { kind: 'funding', title: 'Check', amount: { amount: '50' }, balance: { amount: '50' } },
  ])
  const { data } = await asks('/api/wallet/issues')
  expect(data).toMatchObject([{ method: 'check', amount: { amount: '50' }, reversed_at: null }])
  const { record } = await asks(`/api/wallet/issues/${data[0]?.id}/record`)
  expect(JSON.parse(Buffer.from(String(record).split('.')[1] ?? '', 'base64url').toString())).toMatchObject({
    sub: account,
    method: 'check',
    issued: { amount: '50', currency: 'USD' },
  })
})

test('R39: the wallet of a first currency opens with its first payment', async () => {
  await acted(provider, rui, 'payment.record', {
    ...check('5'),
    kind: 'bank_credit',
    amount: { amount: '5', currency: 'EUR' },
  })
  expect(await available()).toEqual(['0', '5'])
})

test('T2: one check is one payment, however its reference is written and whoever is faster', async () => {
  const input = check('12', { reference: 'First Fen Bank No. 1042' })
  const again = { ...input, reference: 'first fen bank no 10-42', amount: { amount: '9', currency: 'USD' } }
  const [one, two] = await Promise.all([
    acts(provider, rui, 'payment.record', input),
    acts(provider, ana, 'payment.record', { ...input, reference: 'FIRST FEN BANK NO.1042' }),
  ])
  expect([one.statusCode, two.statusCode].sort()).toEqual([200, 409])
  expect(await available()).toEqual(['12'])
  const refused = (await acts(provider, ana, 'payment.record', again)).json<Answered>()
  const paid = [one, two].find(({ statusCode }) => statusCode === 200)?.json<{ answer: { payment: string } }>()
  expect([refused.code, refused['payment']]).toEqual(['payment_recorded', paid?.answer.payment])
  // Another kind has references of its own; nothing but signs is no reference.
  expect((await acted(provider, ana, 'payment.record', { ...again, kind: 'money_order' })).status).toBe('done')
  expect(
    (await acts(provider, ana, 'payment.record', check('1', { reference: '-- / --' }))).json<Answered>(),
  ).toMatchObject({
    code: 'invalid_request',
    param: 'reference',
  })
})

test('T24: above 100 dollars two people record a payment, and nobody approves their own', async () => {
  expect((await acted(provider, rui, 'payment.record', check('60'))).status).toBe('done')
  const waits = await acted(provider, rui, 'payment.record', check('40.000001'))
  expect([waits.status, waits.second_person]).toEqual(['waiting', 'above_limit_with_others'])
  expect(await available()).toEqual(['60'])
  expect((await approvesAct(provider, rui, waits.act)).statusCode).toBe(403)
  expect((await approvesAct(provider, ana, waits.act)).statusCode).toBe(200)
  expect((await approvesAct(provider, ana, waits.act)).statusCode).toBe(409)
  expect(await available()).toEqual(['100.000001'])
})

test('R15 R37: of a check that bounced, the payer owes what they spent; its vendor loses nothing', async () => {
  const { answer } = await acted(provider, rui, 'payment.record', check('50'))
  const payment = answer?.['payment'] ?? ''
  await aSale(provider, vendor, maud, { item: goods('30') })
  const hold = await aSale(provider, vendor, maud, { item: goods('15'), capture: 'manual' })
  const sold = async () => (await vendor.get('/v1/vendor')).json<Answered>()['balances']
  const before = await sold()
  expect(await planned(provider, ana, 'payment.reverse', { payment, why: 'returned_unpaid' })).toEqual([
    `account ${account}`,
    'payment_kind check',
    expect.stringMatching(/^payment_reference First Fen Bank \d+$/),
    'why returned_unpaid',
    'payment 50 USD > ',
    'wallet 20 USD > 15 USD',
    'debt 0 USD > 45 USD',
  ])
  await acted(provider, ana, 'payment.reverse', { payment, why: 'returned_unpaid' })
  expect(await actCode(provider, ana, 'payment.reverse', { payment, why: 'returned_unpaid' })).toBe('payment_reversed')
  expect(await sold()).toEqual(before)
  expect(await available()).toEqual(['-45'])
  expect((await asks('/api/wallet/history')).data[0]).toMatchObject({
    kind: 'reversal',
    title: 'Check returned unpaid',
    amount: { amount: '-50' },
    balance: { amount: '-45' },
  })
  expect((await asks('/api/wallet/issues')).data).toMatchObject([{ reversed_at: '2026-06-01T12:00:00.000Z' }])

  // The hold was made before, so it can be captured; given back, it is no more to be spent.
  expect((await vendor.post(`/v1/purchases/${hold}/void`, {})).statusCode).toBe(200)
  expect(await available()).toEqual(['-30'])
  const txn = await aRequest(vendor, { item: goods('0.01') })
  await expect(approve(provider, maud, txn)).rejects.toThrow('too few')

  // The next funds repay it first.
  await acted(provider, rui, 'payment.record', check('40'))
  expect(await available()).toEqual(['10'])
  await approve(provider, maud, txn)
  expect(await available()).toEqual(['9.99'])
})

test('R39: a payment that was entered by mistake is taken back, and its reference can be used again', async () => {
  const input = check('5')
  const { answer } = await acted(provider, rui, 'payment.record', input)
  await acted(provider, rui, 'payment.reverse', { payment: answer?.['payment'], why: 'entered_wrongly' })
  expect(await available()).toEqual(['0'])
  const wilfred = await aUser(provider, { name: 'Wilfred' })
  await acted(provider, rui, 'payment.record', { ...input, account: toPublic('acc', wilfred.account) })
  expect(await actCode(provider, rui, 'payment.record', input)).toBe('payment_recorded')
})

test('LEDGER: what is outside is listed by its age, and sums to the clearing accounts', async () => {
  await acted(provider, rui, 'payment.record', check('1.25', { kind: 'phone', received_on: '2026-05-31' }))
  await acted(provider, rui, 'payment.record', check('2', { kind: 'phone', received_on: '2026-05-20' }))
  await acted(provider, rui, 'payment.record', check('4', { kind: 'phone', received_on: '2026-02-20' }))
  const { data } = await asks('/api/desk/outside-money', rui)
  expect(data.find(({ kind }) => kind === 'phone')).toEqual({
    kind: 'phone',
    currency: 'USD',
    payments: 3,
    amount: { amount: '7.25', currency: 'USD' },
    oldest: '2026-02-20',
    by_age: [
      { days: 7, amount: { amount: '1.25', currency: 'USD' } },
      { days: 30, amount: { amount: '2', currency: 'USD' } },
      { days: 90, amount: { amount: '0', currency: 'USD' } },
      { days: null, amount: { amount: '4', currency: 'USD' } },
    ],
  })
  const { ledger } = provider.deps
  for (const { kind, currency, amount } of data as unknown as OutsideRow[]) {
    const id = outsideMoney(kind, currency)
    const account = (await ledger.look({ accounts: [id] })).account(id)
    expect([kind, currency, account && balanceOf(account)]).toEqual([kind, currency, -micros(amount.amount)])
  }
})

type OutsideRow = { kind: 'check' | 'phone'; currency: string; amount: { amount: string } }
const micros = (amount: string): bigint => {
  const [major = '0', minor = ''] = amount.split('.')
  return BigInt(major) * 1_000_000n + BigInt(minor.padEnd(6, '0'))
}

test('a day to come is no day on which money arrived: it would never be old', async () => {
  // It is 1 June in UTC; where the day begins first, the second has come by ten in the morning.
  const answer = await acts(provider, rui, 'payment.record', check('1', { received_on: '2027-01-01' }))
  expect(answer.json()).toMatchObject({ code: 'invalid_request', param: 'received_on' })
  expect(await available()).toEqual(['0'])
})
