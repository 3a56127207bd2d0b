// A payer's browser and a vendor's server, for tests over HTTP.
import type { LightMyRequestResponse } from 'fastify'
import { createVouchers, redeemVoucher } from '../funding/index.ts'
import type { TestUser } from '../identity/fixtures.ts'
import { aUser } from '../identity/fixtures.ts'
import { seconds, toRfc3339 } from '../platform/clock.ts'
import { doneOr } from '../platform/http/submit.ts'
import type { Currency } from '../platform/money.ts'
import type { TestProvider } from '../platform/testing.ts'

type Provider = Pick<TestProvider, 'deps' | 'inject'>
let count = 0

/** A user with a balance from a voucher: 10 units of USD unless said otherwise. */
export async function aBuyer(
  provider: Provider,
  options: { readonly micros?: bigint; readonly currency?: Currency; readonly name?: string } = {},
): Promise<TestUser> {
  const { micros = 10_000_000n, currency = 'USD', name = 'Maud Ellery' } = options
  const { deps } = provider
  const user = await aUser(provider, { name })
  const expiresAt = deps.clock.now() + seconds(86_400)
  const wanted = { count: 1, amountMicros: micros, currency, batch: 'test', expiresAt }
  const [code = ''] = await createVouchers(deps, wanted)
  doneOr(await redeemVoucher(deps, user, `funding-${++count}`, code, '127.0.0.1'))
  return user
}

/** Facts of an item that nobody has bought before, with a new order reference. */
export const purchaseBody = (change: object = {}): object => ({
  item: { sku: `article-${++count}`, title: 'An article', price: { amount: '0.12', currency: 'USD' } },
  return_url: 'https://courier.example/back',
  cancel_url: 'https://courier.example/',
  order_reference: `order-${count}`,
  ...change,
})

/** Posts a form as a browser does. */
export const press = (
  { inject }: Provider,
  headers: Readonly<Record<string, string>>,
  url: string,
  fields: Readonly<Record<string, string>>,
): Promise<LightMyRequestResponse> =>
  inject({
    method: 'POST',
    url,
    headers: { accept: 'text/html', ...headers, 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams(fields).toString(),
  })

const approvalPageFor = ({ inject }: Provider, user: TestUser, purchase: string) =>
  inject({ url: `/c/${purchase}`, headers: { ...user.headers, accept: 'text/html' } })

function formIn(page: LightMyRequestResponse): { attempt: string; quote: string } {
  const hidden = (name: string) => new RegExp(`name="${name}" value="([^"]+)"`).exec(page.body)?.[1] ?? ''
  return { attempt: hidden('attempt'), quote: hidden('quote') }
}

/** The hidden fields of the approval page; empty where it has none. */
export const approvalForm = async (provider: Provider, user: TestUser, purchase: string) =>
  formIn(await approvalPageFor(provider, user, purchase))

/** What a page says, without its markup: for the error of a test whose payer may not buy. */
const textOf = (html: string): string =>
  html
    .replaceAll(/<style>[^]*?<\/style>|<[^>]+>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()

export type ComeBack = {
  /** The registered URL. */
  readonly url: string
  readonly purchase: string
  readonly token: string
  /** Where the browser was sent: the URL with the purchase and the token. */
  readonly location: string
}

/**
 * Opens the page, presses its one button, and gives what the browser brings back to the vendor.
 *
 * @throws Error with what the page says, where the payer may not buy.
 */
export async function approve(provider: Provider, user: TestUser, purchase: string): Promise<ComeBack> {
  const page = await approvalPageFor(provider, user, purchase)
  const form = formIn(page)
  if (form.quote === '') throw new Error(`${page.statusCode}: ${textOf(page.body)}`)
  return backOf(await press(provider, user.headers, `/c/${purchase}/approve`, form))
}

/** Goes back once more, from the page of a purchase that is bought. */
export const comeBack = async (provider: Provider, user: TestUser, purchase: string): Promise<ComeBack> =>
  backOf(await press(provider, user.headers, `/c/${purchase}/return`, {}))

function backOf(answer: LightMyRequestResponse): ComeBack {
  const { location } = answer.headers
  if (answer.statusCode !== 303 || typeof location !== 'string')
    throw new Error(`${answer.statusCode}: ${textOf(answer.body)}`)
  const url = new URL(location)
  const [purchase, token] = ['farthing_purchase', 'farthing_token'].map((name) => {
    const value = url.searchParams.get(name) ?? ''
    url.searchParams.delete(name)
    return value
  })
  return { url: url.href, purchase: purchase ?? '', token: token ?? '', location }
}

/** A mandate that ends in a day, over HTTP as its giver makes it: of 1,000 units of USD unless said otherwise. */
export async function aMandateOf(
  { deps, inject }: Provider,
  user: TestUser,
  options: { readonly ceiling?: string; readonly currency?: Currency } = {},
): Promise<{ readonly id: string; readonly secret: string }> {
  const { ceiling = '1000', currency = 'USD' } = options
  const answer = await inject({
    method: 'POST',
    url: '/api/wallet/mandates',
    headers: user.headers,
    payload: {
      attempt: `mandate-fixture-${++count}`,
      ceiling: { amount: ceiling, currency },
      expires_at: toRfc3339(deps.clock.now() + seconds(86_400)),
    },
  })
  if (answer.statusCode !== 201) throw new Error(answer.body)
  return answer.json<{ id: string; secret: string }>()
}
