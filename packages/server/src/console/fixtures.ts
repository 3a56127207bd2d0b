import { createVouchers, redeemVoucher } from '../funding/index.ts'
import type { TestUser } from '../identity/fixtures.ts'
import { aUser, signedInHeaders } from '../identity/fixtures.ts'
import { seconds } from '../platform/clock.ts'
import { doneOr } from '../platform/http/submit.ts'
import type { TestProvider } from '../platform/testing.ts'
import type { TestVendor } from '../vendor/fixtures.ts'

type Provider = Pick<TestProvider, 'deps' | 'inject'>
let count = 0

/** A user with a balance of USD from a voucher. */
export async function aBuyer(provider: Provider, micros = 10_000_000n): Promise<TestUser> {
  const { deps } = provider
  const buyer = await aUser(provider, { name: 'Maud Ellery' })
  const expiresAt = deps.clock.now() + seconds(86_400)
  const [code = ''] = await createVouchers(deps, {
    count: 1,
    amountMicros: micros,
    currency: 'USD',
    batch: 'test',
    expiresAt,
  })
  doneOr(await redeemVoucher(deps, buyer, `voucher-${++count}`, code, '127.0.0.1'))
  return buyer
}

export type Wish = {
  readonly item: string | object
  readonly capture?: 'automatic' | 'manual'
  readonly reference?: string
  readonly site?: string
}

/** Has a vendor's server ask for a purchase. @returns Its identifier, `txn_…`. */
export async function aRequest(vendor: TestVendor, wish: Wish): Promise<string> {
  const { item, capture = 'automatic', reference = `order-${++count}`, site = 'https://courier.example' } = wish
  const answer = await vendor.post('/v1/purchases', {
    item,
    capture,
    order_reference: reference,
    return_url: `${site}/back`,
    cancel_url: `${site}/`,
    tracking: { campaign: 'spring' },
  })
  if (answer.statusCode !== 201) throw new Error(`${answer.statusCode}: ${answer.body}`)
  return answer.json<{ id: string }>().id
}

/** Approves a purchase as a browser does: signs in, opens its page, presses its one button. */
async function approve({ deps, inject }: Provider, buyer: TestUser, purchase: string): Promise<void> {
  const signedIn = await signedInHeaders({ deps }, buyer.user)
  const page = await inject({ url: `/c/${purchase}`, headers: { ...signedIn, accept: 'text/html' } })
  const hidden = (name: string) => new RegExp(`name="?${name}"? value="?([^" >]+)`).exec(page.body)?.[1] ?? ''
  const payload = new URLSearchParams({ attempt: hidden('attempt'), quote: hidden('quote') }).toString()
  const headers = { ...signedIn, 'content-type': 'application/x-www-form-urlencoded' }
  const answer = await inject({ method: 'POST', url: `/c/${purchase}/approve`, headers, payload })
  if (answer.statusCode !== 303) throw new Error(`${answer.statusCode}: ${answer.body}`)
}

/** A purchase that was asked for and approved. */
export async function aSale(provider: Provider, vendor: TestVendor, buyer: TestUser, wish: Wish): Promise<string> {
  const purchase = await aRequest(vendor, wish)
  await approve(provider, buyer, purchase)
  return purchase
}
