import type { TestUser } from '../identity/fixtures.ts'
import type { TestProvider } from '../platform/testing.ts'
import { approve } from '../purchase/http-fixtures.ts'
import type { TestVendor } from '../vendor/fixtures.ts'

type Provider = Pick<TestProvider, 'deps' | 'inject'>

export type Returned = {
  /** `txn_…` */
  readonly purchase: string
  readonly returnUrl: string
  /** Where the browser was sent. */
  readonly location: string
  readonly token: string
}

let count = 0

/** What a vendor's server asks for: a song that may be opened three times, unless changed. */
export const aSong = (changes: Readonly<Record<string, unknown>> = {}) => ({
  sku: `song-${++count}`,
  title: 'Eel Catcher',
  price: { amount: '0.045', currency: 'USD' },
  content_url: 'https://courier.example/songs/eel-catcher',
  terms: { times_to_view: 3 },
  ...changes,
})

/** Has a purchase asked for and approved, and follows the browser back to the vendor. */
export async function buy(
  provider: Provider,
  vendor: TestVendor,
  buyer: TestUser,
  item: object = aSong(),
  changes: Readonly<Record<string, unknown>> = {},
): Promise<Returned> {
  const returnUrl = `https://courier.example/back?order=${++count}`
  const asked = await vendor.post('/v1/purchases', {
    item,
    order_reference: `order of access ${count}`,
    return_url: returnUrl,
    cancel_url: 'https://courier.example/',
    ...changes,
  })
  if (asked.statusCode !== 201) throw new Error(`${asked.statusCode}: ${asked.body}`)
  const purchase = asked.json<{ id: string }>().id
  const { location, token } = await approve(provider, buyer, purchase)
  return { purchase, returnUrl, location, token }
}
