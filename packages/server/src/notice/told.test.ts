// Who is told of what, beside receipts.
import { done, refused } from '@farthing/ledger'
import type { Decider, Id, Json } from '@farthing/ledger'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { block } from '../account/index.ts'
import { buy } from '../access/fixtures.ts'
import type { TestUser } from '../identity/fixtures.ts'
import { aUser } from '../identity/fixtures.ts'
import { welcome } from '../incentive/index.ts'
import { providerActor } from '../platform/actor.ts'
import type { Refusal } from '../platform/http/submit.ts'
import { fromPublic } from '../platform/ids.ts'
import type { TestProvider } from '../platform/testing.ts'
import { testProvider } from '../platform/testing.ts'
import { aBuyer, aMandateOf } from '../purchase/http-fixtures.ts'
import type { TestVendor } from '../vendor/fixtures.ts'
import { aVendor } from '../vendor/fixtures.ts'
import { mailsTo, noticesNow } from './fixtures.ts'
import { noticesOf, reachedOf, resendReceipt } from './index.ts'

let provider: TestProvider
let vendor: TestVendor
let buyer: TestUser
beforeAll(async () => {
  provider = await testProvider()
})
afterAll(() => provider.close())
beforeEach(async () => {
  vendor = await aVendor(provider)
  buyer = await aBuyer(provider)
})

/** Subjects of what somebody was sent, in the order of the alphabet: mails of one instant have no order. */
async function told(who: TestUser): Promise<string[]> {
  await noticesNow(provider)
  return (await mailsTo(provider, who.email)).map(({ subject }) => subject).sort()
}
const textTo = async (who: TestUser, subject: string): Promise<string> => {
  await noticesNow(provider)
  return (await mailsTo(provider, who.email)).find((mail) => mail.subject === subject)?.text ?? ''
}

test('a voucher, a limit and mandates are told to the account’s member, whatever receipts they chose', async () => {
  const { headers } = buyer
  await provider.inject({ method: 'PUT', url: '/api/wallet/notices', headers, payload: { receipts: 'none' } })
  const limit = { attempt: 'limit-of-a-day', currency: 'USD', scope: 'account', period: 'day' }
  const max = { amount: '2.5', currency: 'USD' }
  await provider.inject({ method: 'PUT', url: '/api/wallet/limits', headers, payload: { ...limit, max } })
  const { id } = await aMandateOf(provider, buyer, { ceiling: '20' })
  await provider.inject({
    method: 'POST',
    url: `/api/wallet/mandates/${id}/revoke`,
    headers,
    payload: { attempt: 'revoke-mandate' },
  })
  expect(await told(buyer)).toEqual([
    '$10 added to your wallet',
    'A mandate was taken back',
    'A spending limit was changed',
    'Software may buy for you: up to $20',
  ])
  expect(await textTo(buyer, 'A spending limit was changed')).toContain('was set to $2.50 on 1 June 2026, 12:00.')
})

test('a vendor’s whole team is told of keys, sites and endpoints, and nobody else', async () => {
  const { owner, ven } = vendor
  await noticesNow(provider)
  const change = (method: 'POST' | 'DELETE', path: string, payload: object) =>
    provider.inject({ method, url: `/api/console/${ven}${path}`, headers: owner.headers, payload })
  expect((await change('POST', '/keys', { attempt: 'another-key-1', mode: 'live', label: 'two' })).statusCode).toBe(200)
  await change('POST', '/keys', { attempt: 'another-key-2', mode: 'test', label: 'play' })
  const endpoint = await vendor.post('/v1/webhook-endpoints', { url: 'https://courier.example/hooks' })
  expect(endpoint.statusCode).toBe(201)
  expect(await told(owner)).toEqual([
    'The Fenland Courier: a secret key was made',
    'The Fenland Courier: a secret key was made',
    'The Fenland Courier: a site was registered',
    'The Fenland Courier: a webhook endpoint was added',
  ])
  expect((await told(buyer)).filter((subject) => subject.startsWith('The Fenland'))).toEqual([])
})

test('welcome tokens are told with their end', async () => {
  const { deps } = provider
  await welcome(deps, buyer.account)
  expect(await textTo(buyer, 'A gift: $0.50')).toContain('Spend it until 1 July 2026, 12:00')
})

test('whose account is blocked is told, whatever they chose', async () => {
  const { ids, ledger } = provider.deps
  const blocking: Decider<{ readonly payer: Id }, unknown> = {
    name: 'test.block',
    decide: ({ payer }, draft, at) => block(draft, { payer, why: 'asked_for' }, at),
  }
  await ledger.submit(blocking as Decider<{ readonly payer: Id }, Json>, ids.mint(), { payer: buyer.account }, by)
  expect(await textTo(buyer, 'Your account at Farthing is blocked')).toContain('on 1 June 2026, 12:00')
})

const by = { actor: providerActor('test') }
const again: Decider<{ readonly purchase: Id }, { readonly payer: Id } | Refusal> = {
  name: 'test.resend',
  decide({ purchase }, draft, at) {
    const sent = resendReceipt(draft, purchase, at)
    return 'refusal' in sent ? refused(sent.refusal) : done(sent)
  },
}
async function resend(purchase: string): Promise<unknown> {
  const { ids, ledger } = provider.deps
  const input = { purchase: fromPublic('txn', purchase) ?? '' }
  const outcome = await ledger.submit(again, ids.mint(), input, by)
  return 'answer' in outcome ? outcome.answer : outcome
}

test('a receipt is sent again to the account’s own address, three times a day', async () => {
  const { purchase } = await buy(provider, vendor, buyer)
  const held = await buy(provider, vendor, buyer, undefined, { capture: 'manual' })
  for (let i = 0; i < 3; i++) expect(await resend(purchase)).toEqual({ payer: buyer.account })
  expect(await resend(purchase)).toEqual({ code: 'receipt_resent' })
  expect(await resend(held.purchase)).toEqual({ code: 'no_receipt' })
  expect(await resend('txn_01k9vq3m2r8tqd4s0c5w7x9y2z')).toEqual({ code: 'not_found' })
  const receipts = (await told(buyer)).filter((subject) => subject.startsWith('Receipt'))
  expect(receipts).toEqual(Array(3).fill('Receipt: Eel Catcher, $0.045 (4.5 tokens)'))
  provider.clock.advance(86_400)
  expect(await resend(purchase)).toEqual({ payer: buyer.account })
})

test('the desk sees what an account and a vendor were told, page by page', async () => {
  const { headers } = buyer
  await provider.inject({ method: 'PUT', url: '/api/wallet/notices', headers, payload: { receipts: 'each' } })
  await buy(provider, vendor, buyer)
  await noticesNow(provider)
  const first = await noticesOf(provider.deps, { payer: buyer.account }, { after: undefined, limit: 1 })
  const [newest] = first
  const after = newest && { at: newest.createdAt, id: newest.id }
  const rest = await noticesOf(provider.deps, { payer: buyer.account }, { after, limit: 10 })
  expect([...first, ...rest].map(({ subject, state, user }) => [subject, state, user]).sort()).toEqual([
    ['$10 added to your wallet', 'sent', buyer.user],
    ['Receipt: Eel Catcher, $0.045 (4.5 tokens)', 'sent', buyer.user],
  ])
  const team = await noticesOf(provider.deps, { vendor: vendor.vendor }, { after: undefined, limit: 10 })
  expect(team.map(({ user }) => user)).toEqual([vendor.owner.user, vendor.owner.user])
  expect(await reachedOf(provider.deps, buyer.user)).toMatchObject({ receipts: 'each', reached: true, withheld: false })
})

test('nobody is written to at an address that they did not prove', async () => {
  const user = await aUser(provider, { emailVerified: false })
  await welcome(provider.deps, user.account)
  expect(await told(user)).toEqual([])
  const [notice] = await noticesOf(provider.deps, { user: user.user }, { after: undefined, limit: 10 })
  expect(notice).toMatchObject({ state: 'withheld', reason: 'address not confirmed' })
})
