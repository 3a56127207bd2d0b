// What the contract calls of this room's operations.
import type { Calls } from '../contract/calls-fixtures.ts'
import { nothing } from '../contract/calls-fixtures.ts'
import { made } from '../contract/made-fixtures.ts'
import { callsOfAct, did, doing } from '../desk/calls-fixtures.ts'
import { aVendor } from './fixtures.ts'

const fee = (vendor: string, more: object = {}) => ({ vendor, basis_points: 300, fixed: '0.01', ...more })

const calls: Calls = {
  ...callsOfAct('VendorSetFee', async ({ provider }) => fee((await aVendor(provider)).ven), {
    refused: {
      not_found: (world) => doing(world, fee(nothing('ven'))),
      invalid_request: (world) => doing(world, fee(world.vendor.ven, { from: '2020-01-01T00:00:00Z' })),
    },
  }),
  ...callsOfAct(
    'VendorRelease',
    async (world) => {
      const { ven } = await aVendor(world.provider)
      await did(world, 'vendor.suspend', { vendor: ven, why: 'legal' })
      return { vendor: ven }
    },
    {
      refused: {
        not_found: (world) => doing(world, { vendor: nothing('ven') }),
        vendor_not_suspended: (world) => doing(world, { vendor: world.vendor.ven }),
      },
    },
  ),
  retrieveVendor: { good: () => ({}) },
  listSites: { good: () => ({}) },
  addSite: { good: () => ({ body: { url: 'https://shop.example' } }) },
  removeSite: {
    good: async (world) => {
      await made(world, '/v1/sites', { url: 'https://gone.example' })
      return { body: { url: 'https://gone.example' } }
    },
    refused: { not_found: () => ({ body: { url: 'https://never.example' } }) },
  },
  addWebhookEndpoint: { good: () => ({ body: { url: 'https://courier.example/hooks' } }) },
  listWebhookEndpoints: { good: () => ({}) },
  removeWebhookEndpoint: {
    good: async (world) => ({
      params: { endpoint: await made(world, '/v1/webhook-endpoints', { url: 'https://courier.example/gone' }) },
      body: {},
    }),
  },
}

export default calls
