import type { FarthingError } from '../errors.ts'
import type { Clock, Random } from '../runtime.ts'
import { inAscii, urlFrom, withQuery } from '../url.ts'
import type { Admissions } from './admissions.ts'
import type { HeaderList, Offer, PaywallOptions, PaywallRequest, Redirect } from './core.ts'
import type { Seal } from './cookies.ts'
import type { Notice } from './notices.ts'

/** What all steps of a paywall use: the options with their defaults, and the site. */
export type Desk = PaywallOptions & {
  site: URL
  secure: boolean
  seal: Seal
  clock: Clock
  random: Random
  recheckSeconds: number
  onError: (error: FarthingError) => void
  admissionSeconds: number
  admissions: Admissions
}

// `//x` is a path here, not a host; and nothing that a browser sends may make this throw.
export function urlOf(desk: Desk, { url }: PaywallRequest): URL {
  return urlFrom(url.startsWith('/') ? desk.site.origin + url : url) ?? desk.site
}

// What a URL cannot hold, or what servers read differently.
const mended = /[\s\\\u0000-\u001f\u007f]|\/(\.|%2e){1,2}(?=[/?#]|$)/i

/**
 * Where an offer is read, as an absolute URL on this site, its path as the catalogue writes it. Paths come from the
 * vendor's own catalogue, never from a request; one that would lead elsewhere (`//evil`, `/\evil`) is a bug there.
 */
export function pageUrl(desk: Pick<Desk, 'site'>, offer: Pick<Offer, 'path'>): string {
  const url = urlFrom(offer.path, desk.site)
  if (!offer.path.startsWith('/') || url === undefined || url.origin !== desk.site.origin || url.username !== '') {
    throw new TypeError(`the path of an offer must lie on this site, and begin with one slash, as /eels: ${offer.path}`)
  }
  return mended.test(offer.path) ? url.href : desk.site.origin + offer.path
}

/** A redirect after a POST, or away from a URL that must not stay: no URL of ours is sent in Referer. */
export function redirect(location: string, headers: HeaderList): Redirect {
  const kept: HeaderList = [
    ['cache-control', 'no-store'],
    ['referrer-policy', 'no-referrer'],
  ]
  return { kind: 'redirect', status: 303, location: inAscii(location), headers: [...kept, ...headers] }
}

export function withNotice(page: string, notice: Notice): string {
  return withQuery(page, { farthing_notice: notice })
}
