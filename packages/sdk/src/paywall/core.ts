import type { PurchaseRequest } from '../api.ts'
import type { Farthing } from '../client.ts'
import type { FarthingError } from '../errors.ts'
import type { Price } from '../price.ts'
import type { Clock, Random } from '../runtime.ts'
import type { FormParameters, FormReader } from './form.ts'
import type { Delivery } from './admissions.ts'
import type { Grant } from './grants.ts'
import type { Notice } from './notices.ts'

/** The part of a request that a paywall reads. A standard `Request` is one. */
export type PaywallRequest = { method: string; url: string; headers: { get(name: string): string | null } }

/** One way to pay for one page. Several offers may open the same page. */
export type Offer = {
  sku: string
  price: Price
  /** Where it is read: a path on this site. The payer comes back here. */
  path: string
  /** The item as the provider knows it: its `itm_…`, or its facts, with this `sku` and `price`. */
  item: PurchaseRequest['item']
  tracking?: Record<string, string>
  /** How long one view of it may take, in seconds, where that is not `PaywallOptions.admissionSeconds`: a film's length. */
  admissionSeconds?: number
}

export type PaywallOptions = {
  client: Farthing
  /** Signs the paywall's cookies. 32 characters or more; several while one is changed, the newest first. */
  secret: string | readonly string[] | undefined
  /** This site as browsers see it, such as `https://courier.example`. Registered with the provider. */
  publicUrl: string
  /** What is sold under a SKU, or undefined where nothing is. */
  offer: (sku: string) => Offer | undefined | Promise<Offer | undefined>
  /** Your own order number: refused while a purchase under it is open, and once one was paid. Default: random. */
  orderReference?: (offer: Offer) => string
  /** How long a licence is believed before the provider is asked again, in seconds. Default 300. */
  recheckSeconds?: number
  /**
   * How long one view may take, in seconds: until then every request of that browser for that item, whole or by
   * ranges, goes by the one view that was counted. 1 to 86,400; default 600.
   */
  admissionSeconds?: number
  /** Told of what the provider refused, for your log. Default: one line on the console's error stream. */
  onError?: (error: FarthingError) => void
  clock?: Clock
  random?: Random
}

/** What the payer holds, as this visit found it. */
export type Access = Pick<Grant, 'sku' | 'entitlement' | 'payer' | 'endsAt' | 'viewsLeft' | 'admission'>

export type HeaderList = [name: string, value: string][]

/**
 * `open`: send the content; where `delivery` is not null, say whether any of it went out. `shut`: send the offer, and `notice` if there is one. `redirect`: send only this.
 */
export type Gate =
  | { kind: 'open'; access: Access; headers: HeaderList; delivery: Delivery | null }
  | { kind: 'shut'; notice: Notice | undefined; headers: HeaderList }
  | Redirect

export type Redirect = { kind: 'redirect'; status: 303; location: string; headers: HeaderList }

export type Begun = Redirect | { kind: 'refused'; status: 403 | 404 | 405; code: string; headers: HeaderList }

export type AdmitOptions = {
  /** false: look whether there is access, but count no view and start no clock. Default true. */
  counts?: boolean
}

export type Paywall = {
  /**
   * Decides about a page that any of these SKUs opens. The first SKU is the page's own: its offer names the path to
   * which a browser that comes from the provider is redirected. A licence that costs no view is used before one that
   * does.
   */
  admit(request: PaywallRequest, skus: string | readonly string[], options?: AdmitOptions): Promise<Gate>
  /**
   * Begins a purchase. Only for a POST from this site's own pages; a GET never buys.
   * `form` is what the payer filled in beside the button, if anything; a function that reads it is called
   * only where the POST is in order. A form that cannot be read or that the provider refuses begins
   * nothing: the payer is sent back with the notice `form_refused`, and `onError` is told which field.
   *
   * @throws FarthingError `offer_mismatch` where the provider's item has another SKU or price.
   */
  begin(request: PaywallRequest, sku: string, form?: FormParameters | FormReader): Promise<Begun>
  /** What this browser held when it was last seen, from its cookie alone: for marks in a list. */
  held(request: PaywallRequest): Promise<Access[]>
  /** Where the pay form posts to. */
  buyPath: (sku: string) => string
}

/** Where an adapter serves the paywall's own routes. */
export const mountPath = '/farthing'

/** @returns The SKU that a pay form posts to, '' where nothing can be sold under it, or undefined for any other path. */
export function skuOfPath(pathname: string): string | undefined {
  const prefix = `${mountPath}/buy/`
  if (!pathname.startsWith(prefix)) return undefined
  try {
    return decodeURIComponent(pathname.slice(prefix.length))
  } catch {
    return ''
  }
}
