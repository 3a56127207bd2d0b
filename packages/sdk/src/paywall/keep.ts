import { hex, sha256, utf8 } from '../bytes.ts'
import { cookiesOf, setCookie } from './cookies.ts'
import type { HeaderList, PaywallRequest } from './core.ts'
import type { Desk } from './desk.ts'
import { packGrants, unpackGrants } from './grants.ts'
import type { Admitted, Grant } from './grants.ts'
import { orderOf } from './orders.ts'
import type { Order } from './orders.ts'

// What a browser keeps for the vendor: one cookie of grants, one for each order under way, and one for each admission.
// They are apart because answers that are sent at the same time, for two songs on one page, must not overwrite each
// other's cookies.

const accessCookieSeconds = 400 * 86_400 // The longest that browsers keep a cookie.
const maxOrdersKept = 4
const maxAdmissionsKept = 8

export async function readGrants(desk: Desk, request: PaywallRequest): Promise<Grant[]> {
  const name = cookieName(desk, 'farthing_access')
  const cookies = cookiesOf(request.headers.get('cookie'))
  const grants = unpackGrants(await desk.seal.open(name, cookies.get(name)))
  return Promise.all(grants.map((grant) => withAdmission(desk, cookies, grant)))
}

// What is left is taken as it was at the admission: the answer to another request may since have written the older
// grant again.
async function withAdmission(desk: Desk, cookies: ReadonlyMap<string, string>, grant: Grant): Promise<Grant> {
  const kept = await readAdmission(desk, cookies, admissionName(desk, grant.entitlement))
  if (kept === undefined || Date.parse(kept.endsAt) <= desk.clock()) return grant
  const { viewsLeft, ...admission } = kept
  return { ...grant, viewsLeft, admission }
}

export async function grantHeaders(desk: Desk, grants: readonly Grant[]): Promise<HeaderList> {
  const name = cookieName(desk, 'farthing_access')
  if (grants.length === 0) return [forgotten(desk, name)]
  const value = await desk.seal.close(name, packGrants(grants))
  return [['set-cookie', setCookie(name, value, accessCookieSeconds, desk.secure)]]
}

async function readAdmission(
  desk: Desk,
  cookies: ReadonlyMap<string, string>,
  name: string,
): Promise<(Admitted & { viewsLeft: number }) | undefined> {
  const value = cookies.get(name)
  const content = value === undefined ? undefined : await desk.seal.open(name, value)
  if (!Array.isArray(content)) return undefined
  const [id, endsAt, viewsLeft] = content as readonly unknown[]
  if (typeof id !== 'string' || typeof endsAt !== 'string' || typeof viewsLeft !== 'number') return undefined
  return { id, endsAt, viewsLeft }
}

/** Keeps a grant's admission until it ends. Where there are more than eight, those that end first are dropped. */
export async function admissionHeaders(
  desk: Desk,
  request: PaywallRequest,
  { entitlement, viewsLeft, admission }: Grant,
): Promise<HeaderList> {
  if (admission === null) return []
  const { id, endsAt } = admission
  const own = admissionName(desk, entitlement)
  const cookies = cookiesOf(request.headers.get('cookie'))
  const names = [...cookies.keys()].filter((name) => name.startsWith(admissionName(desk, '')) && name !== own)
  const ends = await Promise.all(names.map(async (name) => (await readAdmission(desk, cookies, name))?.endsAt ?? ''))
  const surplus = names
    .map((name, index) => [ends[index] ?? '', name] as const)
    .sort(([one], [other]) => one.localeCompare(other))
    .slice(0, Math.max(0, names.length - maxAdmissionsKept + 1))
  const ageSeconds = Math.max(1, Math.ceil((Date.parse(endsAt) - desk.clock()) / 1000))
  const value = await desk.seal.close(own, [id, endsAt, viewsLeft])
  return [
    ...surplus.map(([, name]) => forgotten(desk, name)),
    ['set-cookie', setCookie(own, value, ageSeconds, desk.secure)],
  ]
}

/** Forgets the admissions of licences that have ended. */
export function forgetAdmissions(desk: Desk, request: PaywallRequest, entitlements: readonly string[]): HeaderList {
  const cookies = cookiesOf(request.headers.get('cookie'))
  const names = entitlements.map((entitlement) => admissionName(desk, entitlement))
  return names.filter((name) => cookies.has(name)).map((name) => forgotten(desk, name))
}

function admissionName(desk: Desk, entitlement: string): string {
  return cookieName(desk, `farthing_admission_${entitlement}`)
}

function forgotten(desk: Desk, name: string): [string, string] {
  return ['set-cookie', setCookie(name, '', 0, desk.secure)]
}

/**
 * Tells browsers apart without storing what they hold: each has another access cookie, and gets a new one each time.
 */
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
  return [forgotten(desk, orderCookieName(desk, purchase))]
}

/** The purchases under way in this browser, oldest first: identifiers grow with time. */
export function orderedPurchases(desk: Desk, request: PaywallRequest): string[] {
  const prefix = orderCookieName(desk, '')
  const names = [...cookiesOf(request.headers.get('cookie')).keys()]
  return names.flatMap((name) => (name.startsWith(prefix) ? [name.slice(prefix.length)] : [])).sort()
}

/**
 * Makes room for one more order: the cookies of a browser that begins many and finishes none must still fit into a
 * header.
 */
export function forgetOldOrders(desk: Desk, request: PaywallRequest): HeaderList {
  const purchases = orderedPurchases(desk, request)
  const surplus = Math.max(0, purchases.length - maxOrdersKept + 1)
  return purchases.slice(0, surplus).flatMap((purchase) => forgetOrder(desk, purchase))
}

function orderCookieName(desk: Desk, purchase: string): string {
  return cookieName(desk, `farthing_order_${purchase}`)
}

// Over TLS the browser itself then refuses this cookie from any other host.
function cookieName(desk: Desk, name: string): string {
  return desk.secure ? `__Host-${name}` : name
}
