// What the contract calls of this room's operations.
import type { Calls, MakeInput } from '../contract/calls-fixtures.ts'
import { made, sold } from '../contract/made-fixtures.ts'
import type { World } from '../contract/world-fixtures.ts'
import { enqueueWebhooks } from './fixtures.ts'

/** A webhook that waits to be sent. */
async function delivery(world: World): Promise<string> {
  await made(world, '/v1/webhook-endpoints', { url: `https://courier.example/${world.unique('hook')}` })
  await sold(world)
  await enqueueWebhooks(world.provider)
  const listed = await world.vendor.get('/v1/webhook-deliveries?limit=1')
  return listed.json<{ data: readonly [{ id: string }] }>().data[0].id
}
const ofDelivery =
  (body?: Readonly<Record<string, unknown>>): MakeInput =>
  async (world) => ({ params: { delivery: await delivery(world) }, ...(body && { body }) })

const calls: Calls = {
  listWebhookDeliveries: {
    async good(world) {
      await delivery(world)
      return { query: { limit: '2' } }
    },
  },
  retrieveWebhookDelivery: { good: ofDelivery() },
  resendWebhookDelivery: { good: ofDelivery({}), ownKeys: true },
}

export default calls
