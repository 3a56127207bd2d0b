import { createHash } from 'node:crypto'
import type {
  Admission,
  Entitlement,
  Item,
  ItemFacts,
  NewWebhookEndpoint,
  OpenedEntitlement,
  Purchase,
  PurchaseRequest,
  Rightsholder,
  WebhookEventType,
} from '../api.ts'
import type { Clock } from '../runtime.ts'
import { sameUrl, withQuery } from '../url.ts'
import { checkForm } from './stand-in-form.ts'
import { StandInAdmissions } from './stand-in-admissions.ts'
import { StandInRefusal } from './stand-in-refusal.ts'

type Ticket = { purchase?: string; entitlement?: string; returnUrl?: string; expiresAt: number; used: boolean }

/** The state of the stand-in: everything in memory and no money moved, but the real rules of tokens and licences. */
export class StandInBook {
  readonly items = new Map<string, Item>()
  readonly purchases = new Map<string, Purchase>()
  readonly entitlements = new Map<string, Entitlement>()
  readonly rightsholders = new Map<string, Rightsholder>()
  readonly endpoints = new Map<string, NewWebhookEndpoint>()
  readonly sites = new Set<string>()
  readonly admissions: StandInAdmissions
  readonly #nonceHashes = new Map<string, string>()
  readonly #tickets = new Map<string, Ticket>()
  readonly #clock: Clock
  readonly #url: () => string
  readonly #tell: (type: WebhookEventType, purchase: Purchase) => void
  #count = 0

  constructor(clock: Clock, url: () => string, tell: (type: WebhookEventType, purchase: Purchase) => void) {
    this.#clock = clock
    this.#url = url
    this.#tell = tell
    this.admissions = new StandInAdmissions(clock, () => this.id('adm'))
  }

  id(prefix: string): string {
    this.#count += 1
    return `${prefix}_01k9vq3m2r8tqd4s0c${String(this.#count).padStart(8, '0')}`
  }

  publish(facts: ItemFacts): Item {
    const old = [...this.items.values()].find((item) => item.sku === facts.sku)
    const defaults = {
      description: '',
      kind: 'content' as const,
      content_url: null,
      terms: {},
      shares: [],
      incentive_ids: [],
    }
    const next = { ...defaults, ...facts }
    const { id = this.id('itm'), version = 0, created_at = this.now() } = old ?? {}
    const item: Item = { id, object: 'item', mode: 'test', version: version + 1, created_at, ...next }
    const same = old !== undefined && JSON.stringify({ ...item, version }) === JSON.stringify(old)
    if (same) return old
    this.items.set(id, item)
    return item
  }

  request(facts: PurchaseRequest): Purchase {
    for (const field of ['return_url', 'cancel_url'] as const) {
      const site = [...this.sites].find((known) => new URL(known).origin === new URL(facts[field]).origin)
      if (site === undefined) throw new StandInRefusal('url_not_registered', 422, field)
    }
    const unpaid = ['voided', 'expired', 'declined']
    const named = [...this.purchases.values()].filter((other) => other.order_reference === facts.order_reference)
    if (named.some((other) => !unpaid.includes(other.status))) {
      throw new StandInRefusal('order_reference_used', 409, 'order_reference')
    }
    checkForm(facts.form_parameters ?? {})
    const item = typeof facts.item === 'string' ? this.items.get(facts.item) : this.publish(facts.item)
    if (item === undefined) throw new StandInRefusal('item_unknown', 422, 'item')
    const { id: itemId, version, sku, title, description, kind, price } = item
    const id = this.id('txn')
    const none = { amount: '0', currency: price.currency }
    const purchase: Purchase = {
      id,
      object: 'purchase',
      mode: 'test',
      status: 'requested',
      order_reference: facts.order_reference,
      item: { id: itemId, version, sku, title, description, kind },
      price,
      captured: none,
      refunded: none,
      payer: facts.payer ?? null,
      entitlement: null,
      approval_url: `${this.#url()}/c/${id}`,
      return_url: facts.return_url,
      cancel_url: facts.cancel_url,
      requested_at: this.now(),
      expires_at: this.now(facts.expires_in_seconds ?? 900),
      authorized_at: null,
      hold_expires_at: null,
      decline: null,
      royalty_transactions: [],
      tracking: facts.tracking ?? {},
      form_parameters: facts.form_parameters ?? {},
      vendor_login: facts.vendor_login ?? null,
    }
    this.purchases.set(id, purchase)
    if (facts.browser_nonce_hash !== undefined) this.#nonceHashes.set(id, facts.browser_nonce_hash)
    return purchase
  }

  /** The payer says yes. @returns Where the browser goes then. */
  approve(id: string): string {
    const purchase = this.purchase(id)
    if (purchase.status === 'requested') {
      const entitlement = this.#grant(purchase)
      purchase.status = 'captured'
      purchase.captured = purchase.price
      purchase.authorized_at = this.now()
      purchase.payer = entitlement.payer
      purchase.entitlement = entitlement.id
      purchase.royalty_transactions = [this.#royalty(purchase)]
      this.#tell('purchase.captured', structuredClone(purchase))
    }
    const token = this.#ticket({ purchase: id, returnUrl: purchase.return_url })
    return withQuery(purchase.return_url, { farthing_purchase: id, farthing_token: token })
  }

  verify(id: string, proof: { token: string; return_url: string; browser_nonce?: string }) {
    const purchase = this.purchase(id)
    const fits = (found: Ticket) => found.purchase === id && sameUrl(found.returnUrl ?? '', proof.return_url)
    const ticket = this.#use(proof.token, fits, this.#isBrowserOf(id, proof.browser_nonce))
    const entitlement = this.entitlements.get(purchase.entitlement ?? '') ?? null
    return { purchase: this.purchase(ticket.purchase ?? ''), payer: purchase.payer, entitlement }
  }

  /** The payer opens what they hold from their library. @returns Where the browser goes. */
  openFromLibrary(entitlementId: string, contentUrl: string): string {
    return withQuery(contentUrl, { farthing_token: this.#ticket({ entitlement: entitlementId }) })
  }

  visit(token: string) {
    const ticket = this.#use(token, (found) => found.entitlement !== undefined)
    const entitlement = this.entitlement(ticket.entitlement ?? '')
    return { payer: entitlement.payer, entitlement, purchase_id: entitlement.purchase }
  }

  open(id: string, lastsSeconds?: number): OpenedEntitlement {
    return this.admissions.open(this.entitlement(id), lastsSeconds)
  }

  /** Voids an admission: its view is back, once. */
  void(id: string): Admission {
    return this.admissions.void(id, this.entitlement(this.admissions.find(id).entitlement))
  }

  refund(id: string): Purchase {
    const purchase = this.purchase(id)
    if (purchase.status !== 'captured') throw new StandInRefusal('not_authorized', 409)
    purchase.refunded = purchase.captured
    const entitlement = this.entitlements.get(purchase.entitlement ?? '')
    if (entitlement !== undefined) {
      entitlement.status = 'ended'
      this.admissions.revoked.add(entitlement.id)
    }
    this.#tell('purchase.refunded', structuredClone(purchase))
    return purchase
  }

  purchase(id: string): Purchase {
    const purchase = this.purchases.get(id)
    if (purchase === undefined) throw new StandInRefusal('not_found', 404)
    return purchase
  }

  entitlement(id: string): Entitlement {
    const entitlement = this.entitlements.get(id)
    if (entitlement === undefined) throw new StandInRefusal('not_found', 404)
    if (entitlement.ends_at !== null && Date.parse(entitlement.ends_at) <= this.#clock()) entitlement.status = 'ended'
    return entitlement
  }

  now(laterSeconds = 0): string {
    return new Date(this.#clock() + laterSeconds * 1000).toISOString()
  }

  #grant(purchase: Purchase): Entitlement {
    const terms = this.items.get(purchase.item.id)?.terms ?? {}
    const entitlement: Entitlement = {
      id: this.id('ent'),
      object: 'entitlement',
      item: purchase.item.id,
      item_title: purchase.item.title,
      payer: 'psn_01k9vq3m2r8tqd4s0c5w7x9y2z',
      purchase: purchase.id,
      status: 'live',
      views_left: terms.times_to_view ?? null,
      first_opened_at: null,
      ends_at: terms.expires_at ?? null,
      granted_at: this.now(),
      terms,
    }
    this.entitlements.set(entitlement.id, entitlement)
    return entitlement
  }

  // No arithmetic here: the stand-in names the shares, the provider computes them.
  #royalty(purchase: Purchase) {
    const none = { amount: '0', currency: purchase.price.currency }
    const shares = this.items.get(purchase.item.id)?.shares ?? []
    return {
      id: this.id('cap'),
      object: 'royalty_transaction' as const,
      type: 'capture' as const,
      at: this.now(),
      purchase: purchase.id,
      amount: purchase.price,
      fee: none,
      vendor: purchase.price,
      shares: shares.map((share) => ({ ...share, amount: none })),
    }
  }

  #ticket(ticket: Omit<Ticket, 'used' | 'expiresAt'>): string {
    const token = this.id('tok')
    this.#tickets.set(token, { ...ticket, used: false, expiresAt: this.#clock() + 300_000 })
    return token
  }

  // Where the request carried the hash of a nonce, only the browser that has the nonce began.
  #isBrowserOf(purchase: string, nonce = ''): boolean {
    const hash = this.#nonceHashes.get(purchase)
    return hash === undefined || hash === createHash('sha256').update(nonce).digest('hex')
  }

  // Checked in the provider's order, so that a test sees the code that the provider would answer.
  #use(token: string, fits: (ticket: Ticket) => boolean, sameBrowser = true): Ticket {
    const ticket = this.#tickets.get(token)
    if (ticket === undefined || !fits(ticket)) throw new StandInRefusal('token_invalid', 422, 'token')
    if (ticket.expiresAt < this.#clock()) throw new StandInRefusal('token_expired', 422, 'token')
    if (!sameBrowser) throw new StandInRefusal('browser_mismatch', 403, 'browser_nonce')
    if (ticket.used) throw new StandInRefusal('token_used', 409, 'token')
    ticket.used = true
    return ticket
  }
}
