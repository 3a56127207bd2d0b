import { payButtonScript } from '../pay-button/script.gen.ts'
import { mountPath, skuOfPath } from './core.ts'
import type { AdmitOptions, Gate, HeaderList, Paywall, PaywallOptions } from './core.ts'
import { formOf, longestBodyBytes, tooLong } from './form.ts'
import { paywall } from './paywall.ts'
import { shownAtOnce } from './watch.ts'

/** As `Gate`. Where the visitor must go elsewhere first, `response` is the redirect. */
export type FetchGate =
  | (Exclude<Gate, { kind: 'redirect' }> & {
      /**
       * Makes the answer, with the gate's headers. Where `make` throws or answers an error (400 and above), where its
       * body breaks before the first byte, or the visitor has gone by then, the view is given back.
       */
      send: (make: () => Response | Promise<Response>) => Promise<Response>
    })
  | { kind: 'redirect'; response: Response }

export type FetchPaywall = {
  /** Serves `POST /farthing/buy/<sku>` and `GET /farthing/pay.js`. @returns undefined for any other request. */
  handle(request: Request): Promise<Response | undefined>
  /** As `Paywall.admit`. Answer with what `gate.send` makes of your page. */
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
      const form = async () => formOf(request.headers.get('content-type'), await bodyOf(request))
      const begun = await core.begin(request, sku, form)
      if (begun.kind === 'redirect') return redirected(begun)
      return new Response(begun.code, {
        status: begun.status,
        headers: [['content-type', 'text/plain; charset=utf-8'], ...begun.headers],
      })
    },
    async admit(request, skus, how) {
      const gate = await core.admit(request, skus, how)
      if (gate.kind === 'redirect') return { kind: 'redirect', response: redirected(gate) }
      return { ...gate, send: (make) => send(gate, request, make) }
    },
    held: (request) => core.held(request),
    buyPath: core.buyPath,
  }
}

// As request.text(), but it stops reading at the size that a form may have.
async function bodyOf(request: Request): Promise<string> {
  const chunks: Uint8Array<ArrayBuffer>[] = []
  let length = 0
  const reader = request.body?.getReader()
  for (let read = await reader?.read(); read?.done === false; read = await reader?.read()) {
    length += read.value.length
    if (length > longestBodyBytes) {
      await reader?.cancel()
      throw tooLong()
    }
    chunks.push(read.value)
  }
  return new Blob(chunks).text()
}

type Answering = Exclude<Gate, { kind: 'redirect' }>

// Headers are sent before the body is read, so the first bytes of the body are read before them.
async function send(gate: Answering, request: Request, make: () => Response | Promise<Response>): Promise<Response> {
  const delivery = gate.kind === 'open' ? gate.delivery : null
  try {
    const made = await make()
    const body = made.body === null ? null : await begun(made.body)
    if (made.status >= 400 || request.signal.aborted) {
      await delivery?.failed()
      return withHeaders(made, body, shownAtOnce(gate))
    }
    delivery?.sent()
    return withHeaders(made, body, gate.headers)
  } catch (error) {
    await delivery?.failed()
    throw error
  }
}

/** The same stream, once its first bytes have come. @throws Where it breaks before. */
async function begun(body: ReadableStream<Uint8Array>): Promise<ReadableStream<Uint8Array>> {
  const reader = body.getReader()
  let first: ReadableStreamReadResult<Uint8Array> | undefined = await reader.read()
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = first ?? (await reader.read())
      first = undefined
      if (done) controller.close()
      else controller.enqueue(value)
    },
    cancel: (reason) => reader.cancel(reason),
  })
}

function withHeaders(made: Response, body: ReadableStream<Uint8Array> | null, more: HeaderList): Response {
  const headers = new Headers(made.headers)
  for (const [name, value] of more) {
    if (name === 'set-cookie') headers.append(name, value)
    else headers.set(name, value)
  }
  return new Response(body, { status: made.status, statusText: made.statusText, headers })
}

function redirected({ status, location, headers }: Gate & { kind: 'redirect' }): Response {
  return new Response(null, { status, headers: [['location', location], ...headers] })
}
