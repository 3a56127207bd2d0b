import type { FastifyRequest } from 'fastify'
import type { Deps } from '../deps.ts'
import { Problem } from './problems.ts'

/**
 * Lets a request with a cookie through only where it comes from a page of ours (T20): its `Origin` is ours,
 * or it has none and the browser says `Sec-Fetch-Site: same-origin`. Software that sends neither has no cookie to lose.
 *
 * @throws {Problem} wrong_origin
 */
export function requireSameOrigin(deps: Deps, request: FastifyRequest): void {
  const { origin } = request.headers
  const ours =
    origin === undefined ? request.headers['sec-fetch-site'] === 'same-origin' : origin === deps.config.publicUrl
  if (!ours) throw new Problem('wrong_origin', { detail: 'Nothing was done. Open the page again and try once more.' })
}

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
  // `/.//evil` is read as the path `//evil`: what is handed on must survive being read again.
  return url.pathname.startsWith('//') ? undefined : url.pathname + url.search + url.hash
}
