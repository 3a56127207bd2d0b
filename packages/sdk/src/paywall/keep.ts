import { hex, sha256, utf8 } from '../bytes.ts'
import { cookiesOf, setCookie } from './cookies.ts'
import type { HeaderList, PaywallRequest } from './core.ts'
import type { Desk } from './desk.ts'
import { isAdmitted, packGrants, unpackGrants } from './grants.ts'
import type { Grant } from './grants.ts'
import { orderOf } from './orders.ts'
import type { Order } from './orders.ts'

// What a browser keeps for the vendor: one cookie of grants, and one for each order under way.

const accessCookieSeconds = 400 * 86_400 // The longest that browsers keep a cookie.
const mostOrdersKept = 4

export async function readGrants(desk: Desk, request: PaywallRequest): Promise<Grant[]> {
  const name = cookieName(desk, 'farthing_access')
  return unpackGrants(await desk.seal.open(name, cookiesOf(request.headers.get('cookie')).get(name)))
}

export async function grantHeaders(desk: Desk, grants: readonly Grant[]): Promise<HeaderList> {
  const name = cookieName(desk, 'farthing_access')
  if (grants.length === 0) return [['set-cookie', setCookie(name, '', 0, desk.secure)]]
  const now = desk.clock()
  const kept = grants.map((grant) => (isAdmitted(grant, now) ? grant : { ...grant, admission: null }))
  const value = await desk.seal.close(name, packGrants(kept))
  return [['set-cookie', setCookie(name, value, accessCookieSeconds, desk.secure)]]
}

/** Tells browsers apart without keeping what they hold: theirs is another access cookie, and a new one each time. */
export async function browserOf(desk: Desk, request: PaywallRequest): Promise<string> {
  const cookie = cookiesOf(request.headers.get('cookie')).get(cookieName(desk, 'farthing_access')) ?? ''
  return hex(await sha256(utf8(cookie)))
}

export async function readOrder(desk: Desk, request: PaywallRequest, purchase: string): Promise<Order | undefined> {
  const name = orderCookieName(desk, purchase)
  const content = await desk.seal.open(name, cookiesOf(request.headers.get('cookie')).get(name))
  const order = orderOf(content, desk.clock())
  return order?.purchase === purchase ? order : undefined
}

export async function orderHeaders(desk: Desk, order: Order): Promise<HeaderList> {
  const name = orderCookieName(desk, order.purchase)
  const ageSeconds = Math.max(1, order.expiresAtSeconds - Math.floor(desk.clock() / 1000))
  return [['set-cookie', setCookie(name, await desk.seal.close(name, order), ageSeconds, desk.secure)]]
}

export function forgetOrder(desk: Desk, purchase: string): HeaderList {
  return [['set-cookie', setCookie(orderCookieName(desk, purchase), '', 0, desk.secure)]]
}

/** The purchases under way in this browser, oldest first: identifiers grow with time. */
export function orderedPurchases(desk: Desk, request: PaywallRequest): string[] {
  const prefix = orderCookieName(desk, '')
  const names = [...cookiesOf(request.headers.get('cookie')).keys()]
  return names.flatMap((name) => (name.startsWith(prefix) ? [name.slice(prefix.length)] : [])).sort()
}

/** Makes room for one more order: a browser that begins many and ends none must still fit its header. */
export function forgetOldOrders(desk: Desk, request: PaywallRequest): HeaderList {
  const purchases = orderedPurchases(desk, request)
  const surplus = Math.max(0, purchases.length - mostOrdersKept + 1)
  return purchases.slice(0, surplus).flatMap((purchase) => forgetOrder(desk, purchase))
}

function orderCookieName(desk: Desk, purchase: string): string {
  return cookieName(desk, `farthing_order_${purchase}`)
}

// Over TLS the browser itself then refuses the cookie from any other host.
function cookieName(desk: Desk, name: string): string {
  return desk.secure ? `__Host-${name}` : name
}
