// What the contract calls of this room's operations.
import { aSong, buy } from '../access/fixtures.ts'
import { aRequest } from '../console/fixtures.ts'
import type { CallInput, Calls, MakeInput } from '../contract/calls-fixtures.ts'
import { nothing, usd } from '../contract/calls-fixtures.ts'
import { bought, facts, goods, held, made, sold } from '../contract/made-fixtures.ts'
import { callsOfAct, did, doing } from '../desk/calls-fixtures.ts'
import { aVendor } from '../vendor/fixtures.ts'
import type { World } from '../contract/world-fixtures.ts'
import { purchaseBody } from './http-fixtures.ts'

const asks = (world: World, change: object = {}): CallInput => ({
  body: { ...purchaseBody({ item: facts(world), order_reference: world.unique('asked'), ...change }) },
})

const requested = (world: World) => aRequest(world.vendor, goods(world))

const ofPurchase =
  (make: (world: World) => Promise<string>, body?: Readonly<Record<string, unknown>>): MakeInput =>
  async (world) => ({ params: { purchase: await make(world) }, ...(body && { body }) })

const suspend = (vendor: string) => ({ vendor, why: 'complaints' })

const staffActs: Calls = {
  ...callsOfAct(
    'PurchaseRefund',
    async (world) => ({ purchase: await sold(world), amount: usd('0.05'), note: 'torn' }),
    {
      refused: {
        not_found: (world) => doing(world, { purchase: nothing('txn') }),
        invalid_request: async (world) =>
          doing(world, { purchase: await sold(world), amount: { amount: '0.05', currency: 'EUR' } }),
        amount_above_captured: async (world) => doing(world, { purchase: await sold(world), amount: usd('0.13') }),
      },
    },
  ),
  ...callsOfAct('PurchaseVoid', async (world) => ({ purchase: await held(world) }), {
    refused: {
      not_found: (world) => doing(world, { purchase: nothing('txn') }),
      not_authorized: async (world) => doing(world, { purchase: await sold(world) }),
    },
  }),
  ...callsOfAct('VendorSuspend', async ({ provider }) => suspend((await aVendor(provider)).ven), {
    refused: {
      not_found: (world) => doing(world, suspend(nothing('ven'))),
      async vendor_suspended(world) {
        const { ven } = await aVendor(world.provider)
        await did(world, 'vendor.suspend', suspend(ven))
        return doing(world, suspend(ven))
      },
    },
  }),
}

const calls: Calls = {
  ...staffActs,
  requestPurchase: {
    good: (world) => asks(world),
    // The facts of an item are kept before the purchase of it is decided.
    keeps: ['items', 'item_versions'],
    refused: {
      url_not_registered: (world) => asks(world, { return_url: 'https://elsewhere.example/' }),
      order_reference_used: async (world) => {
        const orderReference = world.unique('order')
        await made(world, '/v1/purchases', asks(world, { order_reference: orderReference }).body ?? {})
        return asks(world, { order_reference: orderReference })
      },
      item_unknown: (world) => asks(world, { item: nothing('itm') }),
      rightsholder_unknown: (world) =>
        asks(world, { item: facts(world, { shares: [{ rightsholder: nothing('rsh'), role: 'a', basis_points: 1 }] }) }),
      mandate_invalid: (world) => asks(world, { mandate: 'mandate_live_none' }),
    },
  },
  listPurchases: { good: () => ({ query: { status: 'captured', limit: '2' } }) },
  retrievePurchase: { good: ofPurchase(sold) },
  capturePurchase: {
    good: ofPurchase(held, { amount: usd('0.05') }),
    refused: {
      not_authorized: ofPurchase(requested, {}),
      amount_above_hold: ofPurchase(held, { amount: usd('0.13') }),
    },
  },
  voidPurchase: { good: ofPurchase(held, {}), refused: { already_ended: ofPurchase(sold, {}) } },
  refundPurchase: {
    good: ofPurchase(sold, { amount: usd('0.05'), reason: 'torn' }),
    refused: { amount_above_captured: ofPurchase(sold, { amount: usd('0.13') }) },
  },
  verifyReturn: {
    async good(world) {
      const { provider, vendor, buyer } = world
      const { purchase, token, returnUrl } = await buy(provider, vendor, buyer, aSong())
      return { params: { purchase }, body: { token, return_url: returnUrl } }
    },
    refused: {
      async token_invalid(world) {
        const { purchase, used } = await bought(world)
        return { params: { purchase }, body: { ...used, token: 'nonsense' } }
      },
      async token_used(world) {
        const { purchase, used } = await bought(world)
        return { params: { purchase }, body: used }
      },
      async browser_mismatch(world) {
        const { provider, vendor, buyer } = world
        const hash = 'ab'.repeat(32)
        const { purchase, token, returnUrl } = await buy(provider, vendor, buyer, aSong(), { browser_nonce_hash: hash })
        return { params: { purchase }, body: { token, return_url: returnUrl, browser_nonce: 'another' } }
      },
    },
  },
  listRoyaltyTransactions: {
    good: async (world) => {
      await sold(world)
      return {}
    },
  },
}

export default calls
