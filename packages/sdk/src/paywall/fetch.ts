import { payButtonScript } from '../pay-button/script.gen.ts'
import { mountPath, skuOfPath } from './core.ts'
import type { AdmitOptions, Gate, Paywall, PaywallOptions } from './core.ts'
import { formOf } from './form.ts'
import { paywall } from './paywall.ts'

/** As `Gate`; where the visitor must go elsewhere first, `response` is what sends them there. */
export type FetchGate = Exclude<Gate, { kind: 'redirect' }> | { kind: 'redirect'; response: Response }

export type FetchPaywall = {
  /** Serves `POST /farthing/buy/<sku>` and `GET /farthing/pay.js`. @returns undefined for any other request. */
  handle(request: Request): Promise<Response | undefined>
  /** As `Paywall.admit`. Give `gate.headers` to the page that you answer with. */
  admit(request: Request, skus: string | readonly string[], options?: AdmitOptions): Promise<FetchGate>
  held(request: Request): ReturnType<Paywall['held']>
  buyPath: (sku: string) => string
}

/** The paywall for servers that answer a standard `Request` with a `Response`: Cloudflare's workers, Deno, Bun, Hono. */
export function fetchPaywall(options: PaywallOptions): FetchPaywall {
  const core = paywall(options)
  return {
    async handle(request) {
      const { pathname } = new URL(request.url)
      if (pathname === `${mountPath}/pay.js`) {
        const type = 'text/javascript; charset=utf-8'
        return new Response(payButtonScript, {
          headers: { 'content-type': type, 'cache-control': 'public, max-age=3600' },
        })
      }
      const sku = skuOfPath(pathname)
      if (sku === undefined) return undefined
      const form = async () => formOf(request.headers.get('content-type'), await request.text())
      const begun = await core.begin(request, sku, form)
      if (begun.kind === 'redirect') return redirected(begun)
      return new Response(begun.code, {
        status: begun.status,
        headers: [['content-type', 'text/plain; charset=utf-8'], ...begun.headers],
      })
    },
    async admit(request, skus, how) {
      const gate = await core.admit(request, skus, how)
      return gate.kind === 'redirect' ? { kind: 'redirect', response: redirected(gate) } : gate
    },
    held: (request) => core.held(request),
    buyPath: core.buyPath,
  }
}

function redirected({ status, location, headers }: Gate & { kind: 'redirect' }): Response {
  return new Response(null, { status, headers: [['location', location], ...headers] })
}
