import { hash } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import fastify from 'fastify'
import type { App } from './routing.ts'

/**
 * `/docs` renders the OpenAPI document. Its program is five megabytes in memory, so it is loaded when somebody asks,
 * into an app of its own.
 */
export function addDocs(app: App): void {
  let docs: Promise<FastifyInstance> | undefined
  for (const path of ['/docs', '/docs/*']) {
    app.get(path, { schema: { hide: true } }, async (request, reply) => {
      docs ??= buildDocs()
      const answer = await (await docs).inject({ method: 'GET', url: request.url })
      const type = answer.headers['content-type'] ?? 'text/plain'
      reply.code(answer.statusCode).type(type)
      if (answer.headers.location !== undefined) reply.header('location', answer.headers.location)
      if (type.startsWith('text/html')) reply.header('content-security-policy', policyFor(answer.body))
      else reply.header('cache-control', 'public, max-age=3600')
      return reply.send(answer.rawPayload)
    })
  }
}

async function buildDocs(): Promise<FastifyInstance> {
  const { default: reference } = await import('@scalar/fastify-api-reference')
  const docs = fastify({ logger: false })
  await docs.register(reference, {
    routePrefix: '/docs',
    configuration: {
      url: '/openapi.json',
      pageTitle: 'Farthing API',
      withDefaultFonts: false,
      telemetry: false,
      // What would contact other servers, or advertises something.
      hideClientButton: true,
      showDeveloperTools: 'never',
      agent: { disabled: true },
      mcp: { disabled: true },
      favicon: '/favicon.ico',
      customCss: `.light-mode { --scalar-color-accent: #b4562f } .dark-mode { --scalar-color-accent: #e08a5b }`,
    },
  })
  return docs
}

/** Only its own scripts run, inline ones by their hash. Styles are made while it runs. */
function policyFor(page: string): string {
  const inPlace = [...page.matchAll(/<script[^>]*>([\s\S]*?)<\/script>/g)].flatMap(([, script]) =>
    script === undefined || script.trim() === '' ? [] : [`'sha256-${hash('sha256', script, 'base64')}'`],
  )
  return [
    "default-src 'none'",
    `script-src 'self' ${inPlace.join(' ')}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self' data:",
    "connect-src 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ')
}
