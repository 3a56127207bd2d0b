// Registered sites, and which URLs lie under them (R28). No I/O.

const longest = 2_048

/**
 * Reads an absolute URL strictly: what is compared is what a browser makes of the text that it is sent.
 * Beyond the WHATWG parser, which mends too much, it refuses what servers and browsers are known to
 * read differently: userinfo, encoded hosts, backslashes, missing slashes, white space and controls, dot segments
 * written or encoded, encoded slashes and controls in the path, more than 2,048 characters.
 * `http:` is read for loopback hosts alone.
 */
export function strictUrl(text: string): URL | undefined {
  if (text.length > longest || /[\u0000-\u0020\u007f\\]/.test(text)) return undefined
  const form = /^https?:\/\/([^/?#]+)([^?#]*)/i.exec(text)
  const [, authority = '', path = ''] = form ?? []
  if (authority === '' || /[@%]/.test(authority)) return undefined
  if (/%(25)*(2e|2f|5c|[01][0-9a-f]|7f)/i.test(path)) return undefined
  if (path.split('/').some((segment) => segment === '.' || segment === '..') || path.startsWith('//')) return undefined
  const url = URL.parse(text)
  if (url === null || (url.protocol === 'http:' && !isLoopback(url.hostname))) return undefined
  return url.href.length > longest ? undefined : url
}

/** Whether a host names this very machine: RFC 6761's `localhost`, 127.0.0.0/8, `::1`. */
export const isLoopback = (host: string): boolean =>
  host === 'localhost' || host.endsWith('.localhost') || /^127(\.\d{1,3}){3}$/.test(host) || host === '[::1]'

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
