import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aSong, buy } from '../access/fixtures.ts'
import { aBuyer } from '../purchase/http-fixtures.ts'
import type { TestUser } from '../identity/fixtures.ts'
import { signedInHeaders } from '../identity/fixtures.ts'
import type { TestProvider } from '../platform/testing.ts'
import { testProvider } from '../platform/testing.ts'
import type { TestVendor } from '../vendor/fixtures.ts'
import { aVendor } from '../vendor/fixtures.ts'

let provider: TestProvider
let shop: TestVendor
beforeAll(async () => {
  provider = await testProvider()
  shop = await aVendor(provider)
})
afterAll(() => provider.close())

let count = 0
type Use = {
  period: string
  sentence: string
  percent: number
  spent: { amount: string; tokens: string }
  max: { amount: string } | null
}
const put = (user: TestUser, period: string, amount: string | null, changes: Record<string, unknown> = {}) =>
  provider.inject({
    method: 'PUT',
    url: '/api/wallet/limits',
    headers: user.headers,
    payload: {
      attempt: `limit-attempt-${++count}`,
      currency: 'USD',
      period,
      max: amount === null ? null : { amount, currency: 'USD' },
      ...changes,
    },
  })
const limits = async (user: TestUser): Promise<Use[]> =>
  (await provider.inject({ url: '/api/wallet/limits', headers: user.headers })).json<{ limits: Use[] }>().limits
const price = (amount: string) => aSong({ price: { amount, currency: 'USD' } })
const refusal = (bought: Promise<unknown>): Promise<string> =>
  bought.then(
    () => 'bought',
    (error: unknown) => String(error),
  )

describe('R23: spending limits', () => {
  test('are set, shown in words, and count what is bought', async () => {
    const user = await aBuyer(provider)
    expect(await limits(user)).toEqual([])
    expect((await put(user, 'day', '0.5')).statusCode).toBe(200)
    await put(user, 'transaction', '7')
    await buy(provider, shop, user, price('0.2'))
    expect(await limits(user)).toMatchObject([
      { period: 'transaction', sentence: 'Nothing over 700 tokens goes through at once.', percent: 0 },
      {
        period: 'day',
        sentence: 'At most 50 tokens a day. 20 tokens spent today, 30 tokens left.',
        percent: 40,
        spent: { amount: '0.2', tokens: '20' },
      },
    ])
  })

  test('R24a: count what is bought at all vendors together', async () => {
    const user = await aBuyer(provider)
    const other = await aVendor(provider, { name: 'Halfstep Records' })
    await put(user, 'day', '0.5')
    await buy(provider, shop, user, price('0.3'))
    expect(await refusal(buy(provider, other, user, price('0.3')))).toContain('limit')
    await buy(provider, other, user, price('0.2'))
    expect(await limits(user)).toMatchObject([{ period: 'day', percent: 100, spent: { amount: '0.5' } }])
  })

  test('stop a purchase that would pass them, and let it through when they are raised', async () => {
    const user = await aBuyer(provider)
    await put(user, 'day', '0.5')
    await buy(provider, shop, user, price('0.3'))
    expect(await refusal(buy(provider, shop, user, price('0.3')))).toMatch(/limit/)
    expect((await limits(user))[0]).toMatchObject({ spent: { amount: '0.3' }, percent: 60 })
    expect((await put(user, 'day', '0.6')).statusCode).toBe(200)
    await buy(provider, shop, user, price('0.3'))
    expect((await limits(user))[0]).toMatchObject({
      sentence: 'At most 60 tokens a day. 60 tokens spent today, nothing left.',
    })
  })

  test('R23b: of the day begin anew at midnight where the account lives', async () => {
    const user = await aBuyer(provider)
    await put(user, 'day', '0.5')
    const zone = { attempt: 'move-to-tokyo', time_zone: 'Asia/Tokyo' }
    const moved = await provider.inject({
      method: 'PUT',
      url: '/api/wallet/time-zone',
      headers: user.headers,
      payload: zone,
    })
    expect(moved.json()).toEqual({ time_zone: 'Asia/Tokyo' })
    await buy(provider, shop, user, price('0.5'))
    expect(await refusal(buy(provider, shop, user, price('0.1')))).toMatch(/limit/)
    provider.clock.advance(86_400)
    const later = { ...user, headers: await signedInHeaders(provider, user.user) }
    expect((await limits(later))[0]).toMatchObject({ spent: { amount: '0' } })
    await buy(provider, shop, later, price('0.5'))
  })

  test('R23a: of one purchase stop a dear one and leave cheap ones alone', async () => {
    const user = await aBuyer(provider)
    await put(user, 'transaction', '0.25')
    expect(await refusal(buy(provider, shop, user, price('0.250001')))).toMatch(/limit/)
    for (let i = 0; i < 3; i++) await buy(provider, shop, user, price('0.25'))
  })

  // It is Monday the first of June at the start of each: a week, and a month, are over after 7 and 30 days.
  test.each([
    ['R23c', 'week', 6, 7],
    ['R23d', 'month', 29, 30],
  ] as const)('%s: of the %s hold until it is over', async (_, period, lastDay, nextDay) => {
    const own = await testProvider()
    try {
      const vendor = await aVendor(own)
      const user = await aBuyer(own)
      const signIn = async () => ({ ...user, headers: await signedInHeaders(own, user.user) })
      const payload = {
        attempt: `limit-of-the-${period}`,
        currency: 'USD',
        period,
        max: { amount: '0.5', currency: 'USD' },
      }
      await own.inject({ method: 'PUT', url: '/api/wallet/limits', headers: user.headers, payload })
      await buy(own, vendor, user, price('0.5'))
      own.clock.advance(lastDay * 86_400)
      expect(await refusal(buy(own, vendor, await signIn(), price('0.1')))).toMatch(/limit/)
      own.clock.advance((nextDay - lastDay) * 86_400)
      await buy(own, vendor, await signIn(), price('0.5'))
    } finally {
      await own.close()
    }
  })

  test('lowered under what was spent leave nothing; taken away, nothing stops', async () => {
    const user = await aBuyer(provider)
    await put(user, 'day', '1')
    await buy(provider, shop, user, price('0.5'))
    expect((await put(user, 'day', '0.2')).json<{ limits: Use[] }>().limits).toMatchObject([
      { sentence: 'At most 20 tokens a day. 50 tokens spent today, nothing left.', percent: 100 },
    ])
    expect(await refusal(buy(provider, shop, user, price('0.01')))).toMatch(/limit/)
    expect((await put(user, 'day', null)).json()).toEqual({ limits: [] })
    await buy(provider, shop, user, price('0.5'))
  })

  test('raising one needs a fresh login, lowering does not (R26)', async () => {
    const user = await aBuyer(provider)
    await put(user, 'week', '5')
    provider.clock.advance(31 * 60)
    expect((await put(user, 'week', '6')).json()).toMatchObject({ status: 401, code: 'window_closed' })
    expect((await put(user, 'week', null)).json()).toMatchObject({ code: 'window_closed' })
    expect((await put(user, 'week', '4')).statusCode).toBe(200)
    expect((await put(user, 'month', '4')).statusCode).toBe(200)
  })

  test('T3: amounts are exact decimal text, above zero, of the limit’s currency', async () => {
    const user = await aBuyer(provider)
    for (const amount of ['-1', '0', '1e3', '1,5', '0.0000001', '99999999999999999999', 'NaN', ' 1', '01']) {
      const answer = await put(user, 'day', amount)
      expect(answer.json(), amount).toMatchObject({ status: 422, code: 'invalid_request', param: 'max.amount' })
    }
    expect((await put(user, 'day', null, { max: { amount: 5, currency: 'USD' } })).statusCode).toBe(422)
    expect((await put(user, 'day', null, { max: { amount: '5', currency: 'EUR' } })).json()).toMatchObject({
      param: 'max.currency',
    })
    expect((await put(user, 'year', '5')).json()).toMatchObject({ param: 'period' })
    expect((await put(user, 'day', '5', { everything: true })).json()).toMatchObject({ param: 'everything' })
    expect(await limits(user)).toEqual([])
  })

  test('a zone that does not exist is refused', async () => {
    const user = await aBuyer(provider)
    const payload = { attempt: 'move-to-mars', time_zone: 'Mars/Olympus' }
    const answer = await provider.inject({
      method: 'PUT',
      url: '/api/wallet/time-zone',
      headers: user.headers,
      payload,
    })
    expect(answer.json()).toMatchObject({ status: 422, param: 'time_zone' })
  })

  test('T1: of twenty purchases at once through two servers, no more go through than the limit has room for', async () => {
    const user = await aBuyer(provider)
    await put(user, 'day', '0.5')
    const another = await provider.another()
    const servers = [provider, { ...provider, inject: another.app.inject.bind(another.app) as TestProvider['inject'] }]
    const tries = await Promise.all(
      Array.from({ length: 20 }, (_, i) => refusal(buy(servers[i % 2] ?? provider, shop, user, price('0.1')))),
    )
    expect(tries.filter((each) => each === 'bought')).toHaveLength(5)
    expect((await limits(user))[0]).toMatchObject({ spent: { amount: '0.5' } })
  })
})
