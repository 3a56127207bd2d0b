import type { IncomingMessage, ServerResponse } from 'node:http'
import { payButtonScript } from '../pay-button/script.gen.ts'
import { mountPath } from './core.ts'
import type { AdmitOptions, Begun, Gate, HeaderList, Paywall, PaywallOptions, PaywallRequest } from './core.ts'
import { formParametersOf } from './form.ts'
import { paywall } from './paywall.ts'

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

const longestFormBytes = 16_384

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
      const sku = skuOf(pathname)
      if (sku === undefined) return false
      const form = request.method === 'POST' ? await readForm(request) : {}
      if (form === undefined) response.writeHead(413, { connection: 'close' }).end()
      else writeBegun(response, await core.begin(readable(request), sku, form))
      return true
    },
    async admit(request, response, skus, how) {
      const gate = await core.admit(readable(request), skus, how)
      writeHeaders(response, gate.headers)
      if (gate.kind === 'redirect') response.writeHead(303, { location: gate.location }).end()
      return gate
    },
    held: (request) => core.held(readable(request)),
    buyPath: core.buyPath,
  }
}

function skuOf(pathname: string): string | undefined {
  const prefix = `${mountPath}/buy/`
  if (!pathname.startsWith(prefix)) return undefined
  try {
    return decodeURIComponent(pathname.slice(prefix.length))
  } catch {
    return '' // Nothing is sold under it.
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

async function readForm(request: IncomingMessage): Promise<Record<string, string> | undefined> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of request) {
    const bytes = chunk as Buffer // No encoding is set, so that is what a request gives.
    length += bytes.length
    if (length > longestFormBytes) return undefined
    chunks.push(bytes)
  }
  const type = request.headers['content-type'] ?? ''
  if (!type.startsWith('application/x-www-form-urlencoded')) return {}
  return formParametersOf(Buffer.concat(chunks).toString('utf8'))
}
