import { afterAll, beforeAll, expect, test } from 'vitest'
import type { InjectOptions } from 'fastify'
import { anApp, codeOf } from '../identity/factor-fixtures.ts'
import { aBuyer } from '../purchase/http-fixtures.ts'
import type { TestProvider } from '../platform/testing.ts'
import { testProvider } from '../platform/testing.ts'
import type { Answered, TestVendor } from '../vendor/fixtures.ts'
import { aVendor } from '../vendor/fixtures.ts'
import { aSale } from './fixtures.ts'

let provider: TestProvider
beforeAll(async () => (provider = await testProvider()))
afterAll(() => provider.close())

const song = { sku: 'eels', title: 'Eels', price: { amount: '0.01', currency: 'USD' } }
let count = 0
const press = ({ owner }: TestVendor, url: string, body: object = {}) =>
  provider.inject({
    method: 'POST',
    url,
    headers: owner.headers,
    payload: { attempt: `attempt-${++count}`, ...body },
  })

/** A key made, the same key revoked, a sale refunded: the status of each, and what was refused. */
async function threeThings(vendor: TestVendor) {
  const sale = await aSale(provider, vendor, await aBuyer(provider), { item: song, reference: `order-${++count}` })
  const listed = await provider.inject({ url: `/api/console/${vendor.ven}/keys`, headers: vendor.owner.headers })
  const [key] = listed.json<Answered>().data
  return async () => {
    const answers = [
      await press(vendor, `/api/console/${vendor.ven}/sales/${sale}/refund`, { amount: song.price }),
      await press(vendor, `/api/console/${vendor.ven}/keys`, { mode: 'test', label: 'laptop' }),
      await press(vendor, `/api/console/${vendor.ven}/keys/${key?.id ?? ''}/revoke`),
    ]
    return answers.map((each) => (each.statusCode === 200 ? 200 : `${each.statusCode} ${each.json<Answered>().code}`))
  }
}

test('T21: refunds and secret keys need a fresh login of whoever has a second factor', async () => {
  const vendor = await aVendor(provider)
  const press3 = await threeThings(vendor)
  const secret = await anApp(provider, vendor.owner.user)
  provider.clock.advance(600)
  const stale = '403 fresh_login_needed'
  expect(await press3()).toEqual([stale, stale, stale])
  const code = await codeOf(provider, secret)
  const fresh = { method: 'POST', url: '/api/wallet/fresh-login', headers: vendor.owner.headers, payload: { code } }
  expect((await provider.inject(fresh as InjectOptions)).statusCode).toBe(200)
  expect(await press3()).toEqual([200, 200, 200])
})

test('who has none goes on as before', async () => {
  const press3 = await threeThings(await aVendor(provider))
  provider.clock.advance(600)
  expect(await press3()).toEqual([200, 200, 200])
})
