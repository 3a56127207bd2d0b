// What the contract calls of this room's operations.
import type { Calls } from '../contract/calls-fixtures.ts'
import { made } from '../contract/made-fixtures.ts'

const calls: Calls = {
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
