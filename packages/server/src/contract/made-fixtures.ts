// What calls of several rooms begin with: something that was made, bought, held or sold just now.
import { aSong, buy } from '../access/fixtures.ts'
import { aSale } from '../console/fixtures.ts'
import { signedInHeaders } from '../identity/fixtures.ts'
import { bearer, usd } from './calls-fixtures.ts'
import type { World } from './world-fixtures.ts'

/** The attempt of a form. */
export const attempt = (world: World) => ({ attempt: world.unique('attempt') })

/** The facts of an item that nobody has. */
export const facts = (world: World, change: object = {}) => ({
  sku: world.unique('sku'),
  title: 'Eels of the Ouse',
  price: usd('0.12'),
  ...change,
})

/** An answer's `id` or other text, of something made to begin with. */
export async function made(world: World, url: string, body: object, field = 'id'): Promise<string> {
  const answer = await world.provider.inject({
    method: 'POST',
    url,
    headers: { ...bearer(world.vendor.secret), 'idempotency-key': world.unique('made') },
    payload: body,
  })
  if (answer.statusCode >= 300) throw new Error(`${answer.statusCode}: ${answer.body}`)
  return String(answer.json<Record<string, unknown>>()[field])
}

/** The identifiers of a song that was bought just now, with the proof that the browser brings back. */
export async function bought(world: World, terms: object = { times_to_view: 3 }) {
  const { provider, vendor, buyer } = world
  const fresh = { ...buyer, headers: await signedInHeaders(provider, buyer.user) }
  const { purchase, token, returnUrl } = await buy(provider, vendor, fresh, aSong({ terms }))
  const first = await vendor.post(`/v1/purchases/${purchase}/verify`, { token, return_url: returnUrl })
  const { payer, entitlement } = first.json<{ payer: string; entitlement: { id: string } }>()
  return { purchase, payer, entitlement: entitlement.id, used: { token, return_url: returnUrl } }
}

export const goods = (world: World, capture: 'automatic' | 'manual' = 'automatic') => ({
  item: facts(world, { kind: 'goods' }),
  capture,
  reference: world.unique('sale'),
})
export async function held(world: World): Promise<string> {
  return aSale(world.provider, world.vendor, world.buyer, goods(world, 'manual'))
}
export const sold = (world: World) => aSale(world.provider, world.vendor, world.buyer, goods(world))

/** What the buyer made at the wallet to begin with. */
export async function madeInWallet(
  { provider, buyer }: World,
  url: string,
  body: object,
): Promise<Record<string, unknown>> {
  const answer = await provider.inject({ method: 'POST', url, headers: buyer.headers, payload: body })
  if (answer.statusCode >= 300) throw new Error(`${answer.statusCode}: ${answer.body}`)
  return answer.json()
}
