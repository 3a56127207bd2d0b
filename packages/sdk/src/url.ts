// URLs are compared as a browser reads them and passed on as they were written: a signature over one must hold.

/** As `URL.parse`, which Node 20 lacks. */
export function urlFrom(text: string, base?: URL): URL | undefined {
  return URL.canParse(text, base) ? new URL(text, base) : undefined
}

/** Whether two absolute URLs ask a server for the same thing, as browsers parse them; a fragment is never sent. */
export function sameUrl(one: string, other: string): boolean {
  const [first, second] = [urlFrom(one), urlFrom(other)]
  return first !== undefined && second !== undefined && asked(first) === asked(second)
}

function asked(url: URL): string {
  return `${url.protocol}//${url.username}:${url.password}@${url.host}${url.pathname}${url.search}`
}

/** Adds to the query of a URL, after what is there and before a fragment, and changes nothing else. */
export function withQuery(url: string, values: Record<string, string>): string {
  const added = Object.entries(values).map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
  return withParts(url, added)
}

/** As `withQuery`, with parts (`name=value`) that are encoded already. */
export function withParts(url: string, parts: readonly string[]): string {
  const [, before = '', fragment = ''] = /^([^#]*)([^]*)$/.exec(url) ?? []
  return parts.reduce((text, part) => `${text}${text.includes('?') ? '&' : '?'}${part}`, before) + fragment
}

/** The parts (`name=value`) of a URL's query, each as it was written. */
export function queryParts(url: string): string[] {
  const query = /^[^?#]*\?([^#]*)/.exec(url)?.[1] ?? ''
  return query.split('&').filter((part) => part !== '')
}

/** What a part of a query means: its name, and its value. */
export function meaningOf(part: string): [name: string, value: string] {
  const [pair = ['', '']] = new URLSearchParams(`&${part}`) // A question mark in front would be dropped.
  return pair
}

/** A URL as a header can carry it: all that is not ASCII as percent-encoded UTF-8, or Punycode in a host. */
export function inAscii(url: string): string {
  if (/^[\u0021-\u007e]*$/.test(url)) return url
  const [, before = '', rest = ''] = /^([a-z]+:\/\/[^/?#]*)?([^]*)$/i.exec(url) ?? []
  const origin = /[^\u0021-\u007e]/.test(before) ? (urlFrom(before)?.origin ?? '') : before
  return origin + rest.toWellFormed().replace(/[^\u0021-\u007e]+/g, encodeURIComponent)
}
