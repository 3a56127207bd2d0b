/** What a shop needs to know: from its environment, or in a worker from its bindings. */
export type ShopFacts = {
  apiKey: string
  apiUrl: string
  publicUrl: string
  cookieSecret: string
  webhookSecret: string
}

/** A vendor's shop, as one would write it for any runtime that answers a `Request`. */
export const shopModule = `
import { FarthingError, farthing, payButton, verifyWebhook } from '@farthing/sdk'
import { fetchPaywall } from '@farthing/sdk/fetch'

export function shop({ apiKey, apiUrl, publicUrl, cookieSecret, webhookSecret }) {
  const client = farthing({ apiKey, apiUrl })
  const price = { amount: '0.12', currency: 'USD' }
  const item = { sku: 'eels', title: 'The last eel catcher', price }
  const offer = (sku) => (sku === 'eels' ? { sku, price, path: '/eels', item } : undefined)
  const wall = fetchPaywall({ client, secret: cookieSecret, offer, publicUrl })

  async function page(request) {
    const gate = await wall.admit(request, 'eels')
    if (gate.kind === 'redirect') return gate.response
    const text = gate.kind === 'open' ? 'The whole article.' : payButton({ price, action: wall.buyPath('eels') })
    return gate.send(() => new Response(text, { headers: { 'content-type': 'text/html; charset=utf-8' } }))
  }
  async function webhook(request) {
    try {
      const body = await request.text()
      const { event } = await verifyWebhook({ secrets: webhookSecret, headers: request.headers, body })
      return new Response(event.type)
    } catch (error) {
      return new Response(error.message, { status: 400 })
    }
  }
  const calls = {
    '/vendor': () => client.vendor.retrieve(),
    '/publish': () => client.items.publish(item),
    '/aborted': () => client.vendor.retrieve({ signal: AbortSignal.abort() }),
    '/away': () => farthing({ apiKey, apiUrl: 'http://127.0.0.1:1', retries: 1 }).vendor.retrieve(),
  }
  return async function answer(request) {
    const served = await wall.handle(request)
    if (served !== undefined) return served
    const { pathname } = new URL(request.url)
    if (pathname === '/eels') return page(request)
    if (pathname === '/webhook') return webhook(request)
    if (pathname === '/') return new Response('open')
    return Response.json(await calls[pathname]().catch((error) => {
      if (error instanceof FarthingError) return { ...error, message: error.message }
      throw error
    }))
  }
}
`

/** How a runtime is told to serve the shop, and the files that it needs beside it. @param modules The SDK's, as paths. */
export function commandOf(
  name: string,
  port: number,
  facts: ShopFacts,
  modules: readonly string[],
): { args: string[]; files: Record<string, string> } {
  const place = `{ hostname: '127.0.0.1', port: ${port} }`
  const told = JSON.stringify(facts)
  switch (name) {
    case 'deno':
      return {
        args: ['run', '--no-prompt', '--allow-net=127.0.0.1', '--node-modules-dir=manual', 'deno.js'],
        files: { 'deno.js': `import { shop } from './shop.js'\nDeno.serve(${place}, shop(${told}))\n` },
      }
    case 'bun':
      return {
        args: ['run', '--no-install', 'bun.js'],
        files: { 'bun.js': `import { shop } from './shop.js'\nBun.serve({ ...${place}, fetch: shop(${told}) })\n` },
      }
    default:
      return { args: ['serve', 'worker.capnp'], files: worker(port, facts, modules) }
  }
}

// workerd looks into no node_modules: what a bundler would do, the list of modules does here.
function worker(port: number, facts: ShopFacts, modules: readonly string[]): Record<string, string> {
  const sdk = './node_modules/@farthing/sdk/dist'
  const main = `import { shop } from './worker-shop.js'
let answer
export default {
  fetch(request, env) {
    answer ??= shop(env)
    return answer(request)
  },
}
`
  const listed = ['worker.js', 'worker-shop.js', ...modules]
  const config = `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "shop", worker = .shop),
    (name = "internet", network = (allow = ["private", "public"])),
  ],
  sockets = [(name = "http", address = "127.0.0.1:${port}", http = (), service = "shop")],
);
const shop :Workerd.Worker = (
  modules = [${listed.map((path) => `(name = "${path}", esModule = embed "${path}")`).join(', ')}],
  bindings = [${Object.entries(facts)
    .map(([name, text]) => `(name = "${name}", text = "${text}")`)
    .join(', ')}],
  compatibilityDate = "2026-11-01",
);
`
  return {
    'worker.capnp': config,
    'worker.js': main,
    'worker-shop.js': shopModule
      .replace("'@farthing/sdk/fetch'", `'${sdk}/paywall/fetch.js'`)
      .replace("'@farthing/sdk'", `'${sdk}/index.js'`),
  }
}
