// Registered sites, and which URLs lie under them (R28). No I/O.
import { isLoopback, strictUrl } from '../platform/urls.ts'

/**
 * Reads a site that a vendor registers: an origin with an optional path, without query or fragment.
 *
 * @param options.loopback Whether `http:` and this very machine may be registered: in development only.
 * @returns As it is kept: `https://courier.example` or `https://pages.example/~courier`, no slash at the end.
 */
export function parseSite(text: string, options: { readonly loopback: boolean }): string | undefined {
  const url = strictUrl(text)
  if (url === undefined || text.includes('?') || text.includes('#')) return undefined
  if (isLoopback(url.hostname) && !options.loopback) return undefined
  return url.origin + url.pathname.replace(/\/+$/, '')
}

/**
 * A URL that lies under one of the sites, character for character as it was written; otherwise
 * `undefined`. Under: the same origin, and the site's path or one below it, segment by segment.
 *
 * @param sites As `parseSite` gave them.
 */
export function underSite(url: string, sites: readonly string[]): string | undefined {
  const parsed = strictUrl(url)
  if (parsed === undefined) return undefined
  const place = parsed.origin + parsed.pathname
  return sites.some((site) => place === site || place.startsWith(`${site}/`)) ? url : undefined
}
