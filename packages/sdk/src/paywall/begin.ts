import type { Purchase } from '../api.ts'
import { base64url, crockford32, hex, sha256, utf8 } from '../bytes.ts'
import { FarthingError, isAway } from '../errors.ts'
import { samePrice } from '../price.ts'
import type { Begun, Offer, PaywallRequest } from './core.ts'
import { pageUrl, redirect, withNotice } from './desk.ts'
import type { Desk } from './desk.ts'
import type { FormParameters, FormReader } from './form.ts'
import { forgetOldOrders, orderHeaders } from './keep.ts'
import type { Notice } from './notices.ts'
import type { Order } from './orders.ts'

/** Asks the provider for a purchase, ties it to this browser, and sends the browser to approve it. */
export async function begin(
  desk: Desk,
  request: PaywallRequest,
  sku: string,
  form: FormParameters | FormReader = {},
): Promise<Begun> {
  if (request.method !== 'POST') return { ...refusal(405, 'method_not_allowed'), headers: [['allow', 'POST']] }
  if (!fromOwnPage(desk, request)) {
    desk.onError(new FarthingError({ code: 'wrong_origin', status: 403, detail: strangeOrigin(desk, request) }))
    return refusal(403, 'wrong_origin')
  }
  const offer = await desk.offer(sku)
  if (offer === undefined) return refusal(404, 'not_found')

  const nonce = base64url(desk.random(32))
  const page = pageUrl(desk, offer)
  const reference = desk.orderReference?.(offer) ?? `ord_${crockford32(desk.random(16))}`
  let purchase: Purchase
  try {
    const fields = typeof form === 'function' ? await form() : form
    purchase = await desk.client.purchases.request({
      item: offer.item,
      return_url: page,
      cancel_url: page,
      order_reference: reference,
      browser_nonce_hash: hex(await sha256(utf8(nonce))),
      ...(offer.tracking === undefined ? {} : { tracking: offer.tracking }),
      ...(Object.keys(fields).length === 0 ? {} : { form_parameters: fields }),
    })
  } catch (error) {
    if (!(error instanceof FarthingError)) throw error
    desk.onError(error)
    return redirect(withNotice(page, noticeOf(error)), [])
  }
  checkOffer(purchase, offer)
  const order: Order = {
    purchase: purchase.id,
    nonce,
    reference,
    sku: offer.sku,
    price: offer.price,
    returnUrl: page,
    // An hour longer than the payer has to approve, so that who approves at the last moment can still come back.
    expiresAtSeconds: Math.floor(Date.parse(purchase.expires_at) / 1000) + 3600,
  }
  return redirect(purchase.approval_url, [...forgetOldOrders(desk, request), ...(await orderHeaders(desk, order))])
}

// Only the payer can correct what they filled in, and an order without it would be another order.
function noticeOf(error: FarthingError): Notice {
  if (error.code === 'form_unreadable' || error.param?.startsWith('form_parameters') === true) return 'form_refused'
  return isAway(error) ? 'unreachable' : 'refused'
}

function refusal(status: 403 | 404 | 405, code: string): Begun & { kind: 'refused' } {
  return { kind: 'refused', status, code, headers: [['cache-control', 'no-store']] }
}

// Every current browser sends Origin with a POST. Sec-Fetch-Site says the same where a proxy drops Origin.
function fromOwnPage(desk: Desk, request: PaywallRequest): boolean {
  const origin = request.headers.get('origin')
  if (origin !== null) return origin === desk.site.origin
  return request.headers.get('sec-fetch-site') === 'same-origin'
}

// The vendor is told too, because most people who see this are not attackers: they opened `localhost` instead of
// 127.0.0.1.
function strangeOrigin(desk: Desk, request: PaywallRequest): string {
  const origin = request.headers.get('origin')
  if (origin !== null && origin !== 'null') {
    return `a pay form was posted from ${origin}, and publicUrl is ${desk.site.origin}: if both are you, make them one`
  }
  return 'a pay form was posted without its Origin: if the page is yours, send it with Referrer-Policy: same-origin'
}

function checkOffer(purchase: Purchase, offer: Offer): void {
  if (purchase.item.sku === offer.sku && samePrice(purchase.price, offer.price)) return
  throw new FarthingError({
    code: 'offer_mismatch',
    status: 0,
    detail: `the provider sells ${purchase.item.sku} at ${purchase.price.amount} ${purchase.price.currency}, this site offers ${offer.sku} at ${offer.price.amount} ${offer.price.currency}: publish the item anew`,
  })
}
