export type Visit = { status: number; url: string; headers: Headers; text: string; bytes: Uint8Array }

/** As much of a browser as a paywall needs: cookies by host, redirects followed one by one, no script. */
export type TestBrowser = {
  get(url: string, headers?: Record<string, string>): Promise<Visit>
  /** Posts a form as a page of the same site would; `origin` otherwise. Pairs, where a name comes twice. */
  post(url: string, form?: Record<string, string> | [name: string, value: string][], origin?: string): Promise<Visit>
  /** Every URL that was asked for, in order, redirects too. */
  trail: string[]
  cookies(url: string): Map<string, string>
}

type Asked = { method: string; body?: URLSearchParams; headers?: Record<string, string> }

export function testBrowser(): TestBrowser {
  const jars = new Map<string, Map<string, string>>()
  const trail: string[] = []

  function jar(url: string): Map<string, string> {
    const { host } = new URL(url)
    const kept = jars.get(host) ?? new Map<string, string>()
    jars.set(host, kept)
    return kept
  }

  async function go(url: string, init: Asked, hops = 0): Promise<Visit> {
    trail.push(url)
    const kept = jar(url)
    const cookie = [...kept].map(([name, value]) => `${name}=${value}`).join('; ')
    const response = await fetch(url, {
      ...init,
      redirect: 'manual',
      headers: { ...init.headers, ...(cookie === '' ? {} : { cookie }) },
    })
    for (const line of response.headers.getSetCookie()) keep(kept, line)
    const location = response.headers.get('location')
    if (response.status >= 300 && response.status < 400 && location !== null && hops < 10) {
      await response.arrayBuffer()
      return go(new URL(location, url).href, { method: 'GET' }, hops + 1)
    }
    const bytes = new Uint8Array(await response.arrayBuffer())
    return { status: response.status, url, headers: response.headers, text: new TextDecoder().decode(bytes), bytes }
  }

  return {
    get: (url, headers = {}) => go(url, { method: 'GET', headers }),
    post: (url, form = {}, origin = new URL(url).origin) =>
      go(url, { method: 'POST', body: new URLSearchParams(form), headers: { origin } }),
    trail,
    cookies: jar,
  }
}

function keep(kept: Map<string, string>, line: string): void {
  const [pair = ''] = line.split(';')
  const at = pair.indexOf('=')
  const name = pair.slice(0, at)
  if (/;\s*max-age=0/i.test(line)) kept.delete(name)
  else kept.set(name, pair.slice(at + 1))
}
