import type { TestUser } from '../identity/fixtures.ts'
import { signedInHeaders } from '../identity/fixtures.ts'
import type { TestProvider } from '../platform/testing.ts'
import { approve } from '../purchase/http-fixtures.ts'
import type { TestVendor } from '../vendor/fixtures.ts'

type Provider = Pick<TestProvider, 'deps' | 'inject'>
let count = 0

export type SaleOptions = {
  readonly item: string | object
  readonly capture?: 'automatic' | 'manual'
  readonly reference?: string
  readonly site?: string
}

/** Has a vendor's server ask for a purchase. @returns Its identifier, `txn_…`. */
export async function aRequest(vendor: TestVendor, options: SaleOptions): Promise<string> {
  const { item, capture = 'automatic', reference = `order-${++count}`, site = 'https://courier.example' } = options
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

/** A purchase that was asked for and approved, in a purchase window just opened: tests move the clock. */
export async function aSale(
  provider: Provider,
  vendor: TestVendor,
  buyer: TestUser,
  options: SaleOptions,
): Promise<string> {
  const purchase = await aRequest(vendor, options)
  await approve(provider, { ...buyer, headers: await signedInHeaders(provider, buyer.user) }, purchase)
  return purchase
}
