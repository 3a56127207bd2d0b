// What the contract calls of this room's operations.
import type { CallInput, Calls, MakeInput } from '../contract/calls-fixtures.ts'
import { usd } from '../contract/calls-fixtures.ts'
import { attempt, held, sold } from '../contract/made-fixtures.ts'
import type { World } from '../contract/world-fixtures.ts'
import { aUser } from '../identity/fixtures.ts'

const here =
  (makeInput: (world: World) => CallInput | Promise<CallInput> = () => ({})): MakeInput =>
  async (world) => {
    const { params, ...rest } = await makeInput(world)
    return { ...rest, params: { ven: world.vendor.ven, ...params } }
  }
const ofSale = (make: (world: World) => Promise<string>, body: object = {}) =>
  here(async (world) => ({ params: { txn: await make(world) }, body: { ...attempt(world), ...body } }))

async function aKey(world: World): Promise<string> {
  const { provider, vendor } = world
  const answer = await provider.inject({
    method: 'POST',
    url: `/api/console/${vendor.ven}/keys`,
    headers: vendor.owner.headers,
    payload: { ...attempt(world), mode: 'test', label: 'Old' },
  })
  return answer.json<{ id: string }>().id
}

const calls: Calls = {
  listVendors: { good: () => ({}) },
  openVendor: {
    good: (world) => ({ body: { ...attempt(world), name: 'Fen Records' } }),
    refused: {
      async email_unverified(world) {
        const { headers } = await aUser(world.provider, { emailVerified: false })
        return { headers, body: { ...attempt(world), name: 'Fen Records' } }
      },
    },
  },
  retrieveOverview: { good: here(() => ({ query: { days: '7', time_zone: 'Europe/London' } })) },
  listKeys: { good: here() },
  createKey: { good: here((world) => ({ body: { ...attempt(world), mode: 'test', label: 'New' } })) },
  revokeKey: { good: here(async (world) => ({ params: { key: await aKey(world) }, body: attempt(world) })) },
  listConsoleSites: { good: here() },
  addConsoleSite: { good: here((world) => ({ body: { ...attempt(world), url: 'https://kiosk.example' } })) },
  removeConsoleSite: {
    good: here(async (world) => {
      await world.vendor.post('/v1/sites', { url: 'https://left.example' })
      return { body: { ...attempt(world), url: 'https://left.example' } }
    }),
    refused: { not_found: here((world) => ({ body: { ...attempt(world), url: 'https://never.example' } })) },
  },
  listSales: { good: here(() => ({ query: { status: 'captured', sort: '-price', limit: '2' } })) },
  exportSales: { good: here(() => ({ query: { mode: 'live' } })) },
  retrieveSale: { good: here(async (world) => ({ params: { txn: await sold(world) } })) },
  refundSale: {
    good: ofSale(sold, { amount: usd('0.05'), reason: 'torn' }),
    refused: { amount_above_captured: ofSale(sold, { amount: usd('0.13') }) },
  },
  captureSale: {
    good: ofSale(held, { final: true }),
    refused: {
      not_authorized: ofSale(sold),
      amount_above_hold: ofSale(held, { amount: usd('0.13') }),
    },
  },
  voidSale: { good: ofSale(held), refused: { already_ended: ofSale(sold) } },
}

export default calls
