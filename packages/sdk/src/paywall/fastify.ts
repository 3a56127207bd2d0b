import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { payButtonScript } from '../pay-button/script.gen.ts'
import { mountPath } from './core.ts'
import type { AdmitOptions, Gate, HeaderList, Paywall, PaywallOptions, PaywallRequest } from './core.ts'
import { formOf, longestBodyBytes } from './form.ts'
import { paywall } from './paywall.ts'
import { cookiesIn, shownAtOnce, watch } from './watch.ts'

export type FastifyPaywall = {
  /** Register it: `POST /farthing/buy/:sku` and `GET /farthing/pay.js`. */
  (app: FastifyInstance): Promise<void>
  /** As `Paywall.admit`. Where it answers `redirect` the reply is sent already: return it. */
  admit(
    request: FastifyRequest,
    reply: FastifyReply,
    skus: string | readonly string[],
    options?: AdmitOptions,
  ): Promise<Gate>
  held(request: FastifyRequest): ReturnType<Paywall['held']>
  buyPath: (sku: string) => string
}

/** The paywall for Fastify 5. */
export function fastifyPaywall(options: PaywallOptions): FastifyPaywall {
  const core = paywall(options)
  async function plugin(app: FastifyInstance): Promise<void> {
    // Within this plugin alone, whatever parsers the app has: a pay form may carry fields of the vendor's own (R43).
    app.removeAllContentTypeParsers()
    app.addContentTypeParser('*', { parseAs: 'string', bodyLimit: longestBodyBytes }, (_, body, done) =>
      done(null, body),
    )
    app.route<{ Params: { sku: string }; Body: string | undefined }>({
      method: ['GET', 'POST'],
      url: `${mountPath}/buy/:sku`,
      async handler(request, reply) {
        const form = () => formOf(request.headers['content-type'], request.body ?? '')
        const begun = await core.begin(readable(request), request.params.sku, form)
        writeHeaders(reply, begun.headers)
        if (begun.kind === 'redirect') return reply.code(303).header('location', begun.location).send()
        return reply.code(begun.status).type('text/plain; charset=utf-8').send(begun.code)
      },
    })
    app.get(`${mountPath}/pay.js`, (_, reply) =>
      reply
        .type('text/javascript; charset=utf-8')
        .header('cache-control', 'public, max-age=3600')
        .send(payButtonScript),
    )
  }
  return Object.assign(plugin, {
    async admit(request: FastifyRequest, reply: FastifyReply, skus: string | readonly string[], how?: AdmitOptions) {
      const gate = await core.admit(readable(request), skus, how)
      writeHeaders(reply, shownAtOnce(gate))
      if (gate.kind === 'open' && gate.delivery !== null) watch(reply.raw, cookiesIn(gate.headers), gate.delivery)
      if (gate.kind === 'redirect') await reply.code(303).header('location', gate.location).send()
      return gate
    },
    held: (request: FastifyRequest) => core.held(readable(request)),
    buyPath: core.buyPath,
  })
}

function readable(request: FastifyRequest): PaywallRequest {
  const { method, url, headers } = request
  return { method, url, headers: { get: (name) => headers[name]?.toString() ?? null } }
}

function writeHeaders(reply: FastifyReply, headers: HeaderList): void {
  for (const [name, value] of headers) reply.header(name, value) // Set-Cookie adds up in Fastify, others replace.
}
