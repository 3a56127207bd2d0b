// URLs that others gave: read strictly, compared as a browser reads them, passed on as they were written. No I/O.

const longest = 2_048

/**
 * Reads an absolute URL strictly: what is compared is what a browser makes of the text that it is sent.
 * Beyond the WHATWG parser, which mends too much, it refuses what servers and browsers are known to
 * read differently: userinfo, encoded hosts, backslashes, missing slashes, white space and controls, dot segments
 * written or encoded, encoded slashes and controls in the path, more than 2,048 characters.
 * `http:` is read for loopback hosts alone.
 *
 * @param options.plain `http:` is read for every host.
 */
export function strictUrl(text: string, options: { readonly plain?: boolean } = {}): URL | undefined {
  if (text.length > longest || /[\u0000-\u0020\u007f\\]/.test(text)) return undefined
  const form = /^https?:\/\/([^/?#]+)([^?#]*)/i.exec(text)
  const [, authority = '', path = ''] = form ?? []
  if (authority === '' || /[@%]/.test(authority)) return undefined
  if (/%(25)*(2e|2f|5c|[01][0-9a-f]|7f)/i.test(path)) return undefined
  if (path.split('/').some((segment) => segment === '.' || segment === '..') || path.startsWith('//')) return undefined
  const url = URL.parse(text)
  if (url === null || (url.protocol === 'http:' && !options.plain && !isLoopback(url.hostname))) return undefined
  return url.href.length > longest ? undefined : url
}

/** Whether a host names this very machine: RFC 6761's `localhost`, 127.0.0.0/8, `::1`, in brackets or without. */
export const isLoopback = (host: string): boolean =>
  host === 'localhost' ||
  host.endsWith('.localhost') ||
  /^127(\.\d{1,3}){3}$/.test(host) ||
  host === '[::1]' ||
  host === '::1'

/**
 * Whether two absolute URLs ask a server for the same thing, as a browser reads them (WHATWG URL): the case of scheme
 * and host, a default port and an empty path make no difference, nor does a fragment, which no server is sent.
 * Percent-encoding does: `%7E` and `~` are two URLs, since servers may tell them apart and signatures do.
 * What `strictUrl` does not read is the same as nothing.
 */
export function sameUrl(one: string, other: string): boolean {
  const [first, second] = [strictUrl(one), strictUrl(other)]
  return first !== undefined && second !== undefined && asked(first) === asked(second)
}

const asked = (url: URL): string => url.origin + url.pathname + url.search

/**
 * Adds to a URL's query, after what is there and before a fragment. Not one ASCII character of the URL is changed:
 * a signature over it holds.
 *
 * @param url As `strictUrl` reads it.
 * @param values By name; names of letters, digits and `_`.
 */
export function withQuery(url: string, values: Readonly<Record<string, string>>): string {
  const sent = inAscii(url)
  const end = sent.includes('#') ? sent.indexOf('#') : sent.length
  let text = sent.slice(0, end)
  for (const name in values)
    text += `${text.includes('?') ? '&' : '?'}${name}=${encodeURIComponent(values[name] ?? '')}`
  return text + sent.slice(end)
}

const foreign = /[^\u0021-\u007e]/

/**
 * A URL as a header can carry it: what is not ASCII is written as the URL standard has browsers send it, a host in
 * Punycode, all else as percent-encoded UTF-8; ASCII stays as it is.
 */
function inAscii(url: string): string {
  if (!foreign.test(url)) return url
  const [, scheme = '', authority = '', rest = ''] = /^(https?:\/\/)([^/?#]*)([^]*)$/i.exec(url) ?? []
  const host = foreign.test(authority) ? new URL(url).host : authority
  return scheme + host + rest.toWellFormed().replace(/[^\u0021-\u007e]+/g, encodeURIComponent)
}

/** What a request for a URL asks for in its first line (RFC 9112 3.2.1), in the URL's own characters. */
export function requestTarget(url: string): string {
  const target = inAscii(url)
    .replace(/^https?:\/\/[^/?#]*/i, '')
    .replace(/#[^]*$/, '')
  return target.startsWith('/') ? target : `/${target}`
}
