import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aSong, buy } from '../access/fixtures.ts'
import { aBuyer } from '../purchase/http-fixtures.ts'
import type { TestUser } from '../identity/fixtures.ts'
import { aUser, signedInHeaders } from '../identity/fixtures.ts'
import type { TestProvider } from '../platform/testing.ts'
import { runNow, testProvider } from '../platform/testing.ts'
import type { TestVendor } from '../vendor/fixtures.ts'
import { aVendor } from '../vendor/fixtures.ts'
import { expireGrants } from './expire.ts'
import { welcome } from './welcome.ts'

let provider: TestProvider
let shop: TestVendor
beforeAll(async () => {
  provider = await testProvider({ FARTHING_WELCOME_AMOUNT: '0.5', FARTHING_WELCOME_DAYS: '30' })
  shop = await aVendor(provider)
})
afterAll(() => provider.close())

type Grant = {
  title: string
  issuer: string
  available: { amount: string; tokens: string }
  expires_at: string
  spendable_at: string | null
}
type Movement = { kind: string; title: string; amount: { amount: string }; balance: { amount: string } }
const home = async (user: TestUser) => {
  const headers = await signedInHeaders(provider, user.user)
  return (await provider.inject({ url: '/api/wallet/home', headers })).json<{
    grants: Grant[]
    recent: Movement[]
    wallets: { available: { amount: string } }[]
  }>()
}
const price = (amount: string, changes: Record<string, unknown> = {}) =>
  aSong({ price: { amount, currency: 'USD' }, ...changes })

describe('R7: incentive tokens', () => {
  test('welcome a new account once, at the provider’s cost', async () => {
    const user = await aUser(provider)
    await Promise.all(Array.from({ length: 5 }, () => welcome(provider.deps, user.account)))
    expect((await home(user)).grants).toEqual([
      {
        id: expect.stringMatching(/^grn_/) as unknown,
        issuer: 'Farthing',
        title: 'Welcome to Farthing',
        available: { amount: '0.5', currency: 'USD', tokens: '50' },
        spendable_at: null,
        expires_at: '2026-07-01T12:00:00.000Z',
      },
    ])
  })

  test('pay before bought tokens do', async () => {
    const user = await aBuyer(provider, { micros: 1_000_000n })
    await welcome(provider.deps, user.account)
    const { purchase } = await buy(provider, shop, user, price('0.7'))
    const receipt = await provider.inject({ url: `/api/wallet/purchases/${purchase}`, headers: user.headers })
    expect(receipt.json<{ paid_from: { label: string; amount: { amount: string } }[] }>().paid_from).toMatchObject([
      { label: 'Welcome to Farthing', amount: { amount: '0.5' } },
      { label: 'US dollar wallet', amount: { amount: '0.2' } },
    ])
    expect((await home(user)).grants).toEqual([])
  })

  test('go back to whoever gave them when they expire, and pay for nothing from then on', async () => {
    const user = await aUser(provider)
    await welcome(provider.deps, user.account)
    await buy(provider, shop, user, price('0.2'))
    const anotherDay = 30 * 86_400
    provider.clock.advance(anotherDay)
    expect((await home(user)).grants).toEqual([])
    const late = { ...user, headers: await signedInHeaders(provider, user.user) }
    await expect(buy(provider, shop, late, price('0.1'))).rejects.toThrow(/10 too few/)
    await runNow(provider.deps, expireGrants)
    await runNow(provider.deps, expireGrants)
    expect((await home(user)).recent.slice(0, 2)).toMatchObject([
      { kind: 'expiry', title: 'Welcome to Farthing', amount: { amount: '-0.3' }, balance: { amount: '0' } },
      { kind: 'purchase', amount: { amount: '-0.2' }, balance: { amount: '0.3' } },
    ])
  })

  test('that a purchase holds stay its own; a refund brings them back with seven days to spend them', async () => {
    const user = await aUser(provider)
    await welcome(provider.deps, user.account)
    const { purchase } = await buy(provider, shop, user, price('0.5', { terms: {} }), {
      capture: 'manual',
      hold_seconds: 2_592_000,
    })
    provider.clock.advance(30 * 86_400 - 60)
    expect((await shop.post(`/v1/purchases/${purchase}/capture`, {})).statusCode).toBe(200)
    provider.clock.advance(3_600)
    await runNow(provider.deps, expireGrants)
    expect(
      (await shop.post(`/v1/purchases/${purchase}/refund`, { amount: { amount: '0.4', currency: 'USD' } })).statusCode,
    ).toBe(200)
    const back = (await home(user)).grants
    expect(back).toMatchObject([{ available: { amount: '0.4' } }])
    expect(Date.parse(back[0]?.expires_at ?? '')).toBe(Number(provider.clock.now() / 1_000n) + 7 * 86_400_000)
    const late = { ...user, headers: await signedInHeaders(provider, user.user) }
    await buy(provider, shop, late, price('0.4'))
    expect((await home(user)).grants).toEqual([])
  })
})
