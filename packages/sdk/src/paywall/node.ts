import type { IncomingMessage, ServerResponse } from 'node:http'
import { nodeBody } from '../node-body.ts'
import { payButtonScript } from '../pay-button/script.gen.ts'
import { mountPath, skuOfPath } from './core.ts'
import type { AdmitOptions, Begun, Gate, HeaderList, Paywall, PaywallOptions, PaywallRequest } from './core.ts'
import { formOf, longestBodyBytes, parsedForm, tooLong, unreadable } from './form.ts'
import type { FormParameters } from './form.ts'
import { paywall } from './paywall.ts'
import { cookiesIn, shownAtOnce, watch } from './watch.ts'

export type NodePaywall = {
  /** Serves `POST /farthing/buy/<sku>` and `GET /farthing/pay.js`. @returns Whether the request was one of these. */
  handle(request: IncomingMessage, response: ServerResponse): Promise<boolean>
  /** As `Paywall.admit`. Where it answers `redirect` the response is ended already. */
  admit(
    request: IncomingMessage,
    response: ServerResponse,
    skus: string | readonly string[],
    options?: AdmitOptions,
  ): Promise<Gate>
  held(request: IncomingMessage): ReturnType<Paywall['held']>
  buyPath: (sku: string) => string
}

/** The paywall for a bare `node:http` server. */
export function nodePaywall(options: PaywallOptions): NodePaywall {
  const core = paywall(options)
  return {
    async handle(request, response) {
      const pathname = (request.url ?? '/').split('?', 1)[0] ?? '/'
      if (pathname === `${mountPath}/pay.js`) {
        response.writeHead(200, {
          'content-type': 'text/javascript; charset=utf-8',
          'cache-control': 'public, max-age=3600',
        })
        response.end(payButtonScript)
        return true
      }
      const sku = skuOfPath(pathname)
      if (sku === undefined) return false
      const begun = await core.begin(readable(request), sku, () => readForm(request))
      if (!request.complete) response.setHeader('connection', 'close') // The rest of a long body is not awaited.
      writeBegun(response, begun)
      return true
    },
    async admit(request, response, skus, how) {
      const gate = await core.admit(readable(request), skus, how)
      writeHeaders(response, shownAtOnce(gate))
      if (gate.kind === 'open' && gate.delivery !== null) watch(response, cookiesIn(gate.headers), gate.delivery)
      if (gate.kind === 'redirect') response.writeHead(303, { location: gate.location }).end()
      return gate
    },
    held: (request) => core.held(readable(request)),
    buyPath: core.buyPath,
  }
}

function writeBegun(response: ServerResponse, begun: Begun): void {
  writeHeaders(response, begun.headers)
  if (begun.kind === 'redirect') response.writeHead(303, { location: begun.location }).end()
  else response.writeHead(begun.status, { 'content-type': 'text/plain; charset=utf-8' }).end(begun.code)
}

function readable(request: IncomingMessage): PaywallRequest {
  const { method = 'GET', url = '/', headers } = request
  return { method, url, headers: { get: (name) => headers[name]?.toString() ?? null } }
}

function writeHeaders(response: ServerResponse, headers: HeaderList): void {
  for (const [name, value] of headers) {
    if (name === 'set-cookie') response.appendHeader(name, value)
    else response.setHeader(name, value)
  }
}

async function readForm(request: IncomingMessage): Promise<FormParameters> {
  const body = await nodeBody(request, longestBodyBytes)
  if ('bytes' in body) return formOf(request.headers['content-type'], body.bytes.toString('utf8'))
  if ('tooLong' in body) throw tooLong()
  if (typeof body.parsed === 'object' && body.parsed !== null) return parsedForm({ ...body.parsed })
  throw unreadable('the pay form was read before the paywall saw it: let wall.handle come before what reads bodies')
}
