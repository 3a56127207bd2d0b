// What the contract calls of this room's operations.
import type { Calls } from '../contract/calls-fixtures.ts'
import { bought, made } from '../contract/made-fixtures.ts'
import type { World } from '../contract/world-fixtures.ts'

/** The token of a browser that opens a licence from the Library. */
async function libraryToken({ provider, buyer }: World, entitlement: string): Promise<string> {
  const url = `/api/wallet/library/${entitlement}/open`
  const opened = await provider.inject({ method: 'POST', url, headers: buyer.headers })
  return new URL(opened.json<{ url: string }>().url).searchParams.get('farthing_token') ?? ''
}

/** An admission that was made just now. */
async function admitted(world: World): Promise<string> {
  const { entitlement } = await bought(world)
  const opened = await world.vendor.post(`/v1/entitlements/${entitlement}/open`, {})
  return opened.json<{ admission: { id: string } }>().admission.id
}

const calls: Calls = {
  retrieveAdmission: { good: async (world) => ({ params: { id: await admitted(world) } }) },
  voidAdmission: { good: async (world) => ({ params: { id: await admitted(world) }, body: {} }) },
  retrieveEntitlement: { good: async (world) => ({ params: { id: (await bought(world)).entitlement } }) },
  listEntitlements: { good: async (world) => ({ query: { payer: (await bought(world)).payer } }) },
  openEntitlement: {
    good: async (world) => ({ params: { id: (await bought(world)).entitlement }, body: {} }),
    refused: {
      async licence_ended(world) {
        const { entitlement } = await bought(world, { times_to_view: 1 })
        await made(world, `/v1/entitlements/${entitlement}/open`, {})
        return { params: { id: entitlement }, body: {} }
      },
    },
  },
  verifyAccess: {
    good: async (world) => ({ body: { token: await libraryToken(world, (await bought(world)).entitlement) } }),
    refused: {
      token_invalid: () => ({ body: { token: 'nonsense' } }),
      async token_used(world) {
        const token = await libraryToken(world, (await bought(world)).entitlement)
        await made(world, '/v1/access/verify', { token }, 'payer')
        return { body: { token } }
      },
    },
  },
  walletLibrary: { good: () => ({ query: { q: 'Eel' } }) },
  openFromLibrary: {
    good: async (world) => ({ params: { ent: (await bought(world)).entitlement } }),
    refused: {
      async licence_ended(world) {
        const { entitlement } = await bought(world, { times_to_view: 1 })
        await world.vendor.post(`/v1/entitlements/${entitlement}/open`, {})
        return { params: { ent: entitlement } }
      },
    },
  },
}

export default calls
