import type { Entitlement, Purchase, Verification } from '../api.ts'
import { hex, sha256, utf8 } from '../bytes.ts'
import { FarthingError, isAway } from '../errors.ts'
import { samePrice } from '../price.ts'
import { meaningOf, queryParts, withParts } from '../url.ts'
import type { HeaderList, PaywallRequest, Redirect } from './core.ts'
import { pageUrl, redirect, withNotice } from './desk.ts'
import type { Desk } from './desk.ts'
import { grantOf, withGrant } from './grants.ts'
import { forgetOrder, grantHeaders, orderedPurchases, orderHeaders, readGrants, readOrder } from './keep.ts'
import type { Notice } from './notices.ts'
import { isPurchaseId } from './orders.ts'
import type { Order } from './orders.ts'

/**
 * A browser came from the provider: back from approval (with `farthing_purchase` and `farthing_token`), from the
 * library (with the token alone), or without having bought (with the purchase alone). In every case the answer
 * redirects to the page's clean URL, so that no token stays in the address bar, the history or a Referer.
 */
export async function arrive(
  desk: Desk,
  request: PaywallRequest,
  url: URL,
  skus: readonly string[],
): Promise<Redirect> {
  const purchase = url.searchParams.get('farthing_purchase') ?? ''
  const token = url.searchParams.get('farthing_token') ?? ''
  const clean = await cleanUrl(desk, request, skus)
  if (purchase === '' && token !== '') return visit(desk, request, clean, skus, token)
  if (!isPurchaseId(purchase)) return redirect(withNotice(clean, 'token_invalid'), [])
  if (token === '') return redirect(withNotice(clean, 'cancelled'), forgetOrder(desk, purchase))

  const order = await readOrder(desk, request, purchase)
  if (order !== undefined) return settle(desk, request, skus, order, token)
  // This browser has no such order: it came back before (by the back button), or the order was begun elsewhere (T9).
  const held = (await readGrants(desk, request)).some((grant) => skus.includes(grant.sku))
  return redirect(held ? clean : withNotice(clean, 'other_browser'), [])
}

/** Verifies a return with the provider, server to server, and holds the answer against the order (R28, R29). */
export async function settle(
  desk: Desk,
  request: PaywallRequest,
  skus: readonly string[],
  order: Order,
  token: string,
): Promise<Redirect> {
  const clean = await cleanUrl(desk, request, skus)
  const forget = forgetOrder(desk, order.purchase)
  if (!skus.includes(order.sku)) return redirect(withNotice(clean, 'mismatch'), [])
  let answer: Verification
  try {
    // One key for one token: where our first call arrived but its answer was lost, this one gets the same answer. Only
    // the browser that has the order's cookie comes this far.
    const idempotencyKey = `verify_${hex(await sha256(utf8(token)))}`
    const proof = { token, return_url: order.returnUrl, browser_nonce: order.nonce }
    answer = await desk.client.purchases.verify(order.purchase, proof, { idempotencyKey })
  } catch (error) {
    const notice = noticeOf(desk, error)
    // The payer has paid and the provider could not be asked: the token waits in a cookie that scripts cannot read.
    const waiting = { ...order, token, triedAtSeconds: Math.floor(desk.clock() / 1000) }
    const headers = notice === 'unreachable' ? await orderHeaders(desk, waiting) : forget
    return redirect(withNotice(clean, notice), headers)
  }
  const { purchase, entitlement } = answer
  if (!isWhatWasOrdered(purchase, order)) return redirect(withNotice(clean, 'mismatch'), forget)
  if (entitlement === null) return redirect(withNotice(clean, 'no_licence'), forget)
  // It was refunded before the payer came back, or an old return URL was opened again.
  if (entitlement.status === 'ended') return redirect(withNotice(clean, 'licence_ended'), forget)
  return redirect(clean, [...forget, ...(await admitted(desk, request, entitlement, order.sku))])
}

const restSeconds = 5

/**
 * An order whose payer came back while the provider could not be reached. It is not tried again at once: the redirect
 * that says so must first be able to show its page.
 */
export async function pendingOrder(
  desk: Desk,
  request: PaywallRequest,
  skus: readonly string[],
): Promise<{ order: Order; token: string } | undefined> {
  for (const purchase of orderedPurchases(desk, request)) {
    const order = await readOrder(desk, request, purchase)
    if (order?.token === undefined || order.triedAtSeconds === undefined || !skus.includes(order.sku)) continue
    if (desk.clock() / 1000 - order.triedAtSeconds >= restSeconds) return { order, token: order.token }
  }
  return undefined
}

async function visit(
  desk: Desk,
  request: PaywallRequest,
  clean: string,
  skus: readonly string[],
  token: string,
): Promise<Redirect> {
  try {
    // A new key each time, on purpose: nothing ties this token to a browser, so the provider must accept it once and
    // never repeat its answer.
    const { entitlement } = await desk.client.access.verify({ token })
    const item = await desk.client.items.retrieve(entitlement.item)
    if (!skus.includes(item.sku)) return redirect(withNotice(clean, 'mismatch'), [])
    if (entitlement.status === 'ended') return redirect(withNotice(clean, 'licence_ended'), [])
    return redirect(clean, await admitted(desk, request, entitlement, item.sku))
  } catch (error) {
    return redirect(withNotice(clean, noticeOf(desk, error)), [])
  }
}

function isWhatWasOrdered(purchase: Purchase, order: Order): boolean {
  return (
    purchase.id === order.purchase &&
    purchase.order_reference === order.reference &&
    purchase.item.sku === order.sku &&
    samePrice(purchase.price, order.price)
  )
}

async function admitted(
  desk: Desk,
  request: PaywallRequest,
  entitlement: Entitlement,
  sku: string,
): Promise<HeaderList> {
  const grants = await readGrants(desk, request)
  return grantHeaders(desk, withGrant(grants, grantOf(entitlement, sku, desk.clock())))
}

// The page's own path, from the catalogue, with what the vendor had in the query; never the
// path of the request, which anyone can write as `//elsewhere`.
async function cleanUrl(desk: Desk, { url }: PaywallRequest, skus: readonly string[]): Promise<string> {
  const [sku] = skus
  const offer = sku === undefined ? undefined : await desk.offer(sku)
  const page = offer === undefined ? `${desk.site.origin}/` : pageUrl(desk, offer)
  const known = new Set(queryParts(page).map((part) => meaningOf(part).join('=')))
  const parts = queryParts(url).filter((part) => {
    const [name, value] = meaningOf(part)
    return !name.startsWith('farthing_') && !known.has(`${name}=${value}`)
  })
  return withParts(page, parts)
}

function noticeOf(desk: Desk, error: unknown): Notice {
  if (!(error instanceof FarthingError)) throw error
  desk.onError(error)
  switch (error.code) {
    case 'token_expired':
    case 'token_used':
    case 'token_invalid':
    case 'licence_ended':
      return error.code
    case 'browser_mismatch':
      return 'other_browser'
    case 'not_found':
    case 'invalid_request':
      return 'token_invalid'
    default:
      return isAway(error) ? 'unreachable' : 'declined'
  }
}
