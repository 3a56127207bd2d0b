import type { FastifyRequest, onRequestHookHandler } from 'fastify'
import { isLoopback } from '../urls.ts'
import type { Deps } from '../deps.ts'
import { Problem } from './problems.ts'
import type { App } from './routing.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** What it does is allowed by a proof in its address alone: it reads no cookie, and may be asked from anywhere. */
    readonly signedLink?: true
  }
}

/**
 * Makes every route that follows and that can change something accept requests from our own pages alone (T20), so that
 * no room can forget it. `/v1` is for vendors' servers: it reads a key, never a cookie that a browser adds by itself.
 * So is a route with `config: { signedLink: true }`: it reads the proof in its own address.
 */
export function guardOrigin(app: App, deps: Deps): void {
  const detail = `The form came from another page than ours, so nothing was done. Open ${deps.config.publicUrl} and try there.`
  const guard: onRequestHookHandler = (request, _reply, done) => {
    if (comesFromUs(deps, request)) done()
    else done(new Problem('wrong_origin', { detail }))
  }
  app.addHook('onRoute', (route) => {
    const changes = [route.method].flat().some((method) => !['GET', 'HEAD', 'OPTIONS'].includes(method))
    const isOpen = route.url.startsWith('/v1/') || route.config?.signedLink === true
    if (changes && !isOpen) route.onRequest = [guard, ...[route.onRequest ?? []].flat()]
  })
}

/**
 * Whether its `Origin` is ours, or it has none and the browser says `Sec-Fetch-Site: same-origin`. Software that sends
 * neither has no cookie that could be abused.
 */
function comesFromUs(deps: Deps, request: FastifyRequest): boolean {
  const { origin } = request.headers
  return origin === undefined ? request.headers['sec-fetch-site'] === 'same-origin' : origin === deps.config.publicUrl
}

/**
 * Where to open a page that was asked for under another name of this machine, such as `127.0.0.1` instead of
 * `wallet.localhost`: there its forms would come from another site, and its cookies would not be sent.
 *
 * @returns `undefined` where the page is right here, or where we cannot know that the other address leads to us.
 */
export function betterAddress(deps: Deps, request: FastifyRequest): string | undefined {
  const { method, url, headers } = request
  if ((method !== 'GET' && method !== 'HEAD') || !url.startsWith('/') || !wantsPage(request)) return undefined
  const ours = new URL(deps.config.publicUrl)
  const asked = URL.parse(`${ours.protocol}//${headers.host ?? ''}`)
  const same = asked === null || asked.host === ours.host || asked.port !== ours.port
  return same || !isLoopback(bare(asked)) || !isLoopback(bare(ours)) ? undefined : deps.config.publicUrl + url
}

const bare = ({ hostname }: URL): string => hostname.replace(/^\[|\]$/g, '')

/** Whether a person looks at the answer: then a problem is a page. */
export const wantsPage = (request: FastifyRequest): boolean =>
  !/^\/(v1|api)(\/|$)/.test(request.url) && (request.headers.accept ?? '').includes('text/html')

/**
 * A path of this server to go on to, made safe: never another host (T13).
 *
 * @param next What came with the request: `//evil`, `/\evil`, `https://evil`, control characters are no paths of ours.
 * @returns `undefined` where it is none.
 */
export function safeNext(deps: Deps, next: string | undefined): string | undefined {
  if (next === undefined || next.length > 2_000 || !/^\/(?![/\\])[!-~]*$/.test(next) || next.includes('\\'))
    return undefined
  const url = URL.parse(next, deps.config.publicUrl)
  if (url === null || url.origin !== deps.config.publicUrl) return undefined
  // `/.//evil` is read as the path `//evil`: what is passed on must stay safe when it is read again.
  return url.pathname.startsWith('//') ? undefined : url.pathname + url.search + url.hash
}
