import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Id } from '@farthing/ledger'
import { userActor } from '../platform/actor.ts'
import { fromPublic } from '../platform/ids.ts'
import type { TestProvider } from '../platform/testing.ts'
import { testProvider } from '../platform/testing.ts'
import { refundPurchase } from '../purchase/index.ts'
import { aBuyer } from '../purchase/http-fixtures.ts'
import { aVendor } from '../vendor/fixtures.ts'
import { byTeam } from '../vendor/index.ts'
import { aSale } from './fixtures.ts'

let provider: TestProvider
beforeAll(async () => {
  provider = await testProvider({ FARTHING_RATE_LIMIT_REQUESTS: '0' })
})
afterAll(() => provider.close())

test('T15: who is not in the team when it is decided refunds nothing, whatever the page was shown before', async () => {
  const vendor = await aVendor(provider)
  const buyer = await aBuyer(provider)
  const sale = await aSale(provider, vendor, buyer, {
    item: { sku: 'tides', title: 'Tides', price: { amount: '0.25', currency: 'USD' } },
  })
  const refund = (by: Id) =>
    provider.deps.ledger.submit(
      byTeam(refundPurchase),
      provider.deps.ids.mint(),
      { purchase: fromPublic('txn', sale) ?? '', vendor: vendor.vendor, amountMicros: null, reason: '', by },
      { actor: userActor(by) },
    )
  expect(await refund(buyer.user)).toMatchObject({ kind: 'refused', answer: { code: 'not_found' } })
  const shown = async () => (await vendor.get(`/v1/purchases/${sale}`)).json<{ refunded: { amount: string } }>()
  expect((await shown()).refunded.amount).toBe('0')
  expect(await refund(vendor.owner.user)).toMatchObject({ kind: 'done' })
  expect((await shown()).refunded.amount).toBe('0.25')
})
