import { Readable } from 'node:stream'
import cookie from '@fastify/cookie'
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import fastify from 'fastify'
import type { TSchema } from 'typebox'
import type { Deps } from '../deps.ts'
import { randomText } from '../random.ts'
import { addAdmission } from './admission.ts'
import type { Capacity } from './admission.ts'
import { addDocs } from './docs.ts'
import { onBehalfOf } from './done.ts'
import { asProblem, refuseOnSocket, sendProblem, truthful } from './errors.ts'
import { parseFormBody } from './form-body.ts'
import { parseJsonBody } from './json-body.ts'
import { addOpenApi } from './openapi.ts'
import { betterAddress, guardOrigin } from './origin.ts'
import { Problem } from './problems.ts'
import { isProxy } from './proxies.ts'
import { rateLimit } from './rate-limit.ts'
import type { App, Routes } from './routing.ts'
import { addWebApps } from './static.ts'
import { queryProblem } from './utf8.ts'
import { validators } from './validation.ts'

export type { App, Routes } from './routing.ts'

export type AppOptions = {
  /** Where the built web apps lie; absent or empty: not served. */
  readonly webFolder?: string
  /** What problems may carry beside the members of RFC 9457, by name. */
  readonly problemMembers?: Readonly<Record<string, TSchema>>
  /** Default: 256 requests at work, 4,096 waiting. */
  readonly capacity?: Capacity
}

/**
 * The provider's HTTP server, not listening yet. Bodies are strict, everything has a time limit and a size limit, and
 * whatever goes wrong is answered with a problem (RFC 9457).
 */
export async function buildApp(deps: Deps, routes: readonly Routes[], options: AppOptions = {}): Promise<App> {
  const app = instance(deps)
  app.setValidatorCompiler(validators())
  app.setErrorHandler((error, request, reply) => {
    const problem = truthful(asProblem(error, deps), request)
    sendProblem(limit.onProblem(problem, request, reply), deps, request, reply)
    return reply
  })
  app.setNotFoundHandler((request, reply) => {
    sendProblem(limit.onProblem(new Problem('not_found'), request, reply), deps, request, reply)
    return reply
  })
  const limit = rateLimit(deps.config.rateLimit, deps.clock, deps.problems)
  const headers = commonHeaders(deps)
  app.addHook('onRequest', (request, reply, done) => {
    reply.headers(headers).header('request-id', request.id)
    const refusal = limit.onRequest(request, reply) ?? queryProblem(request.url)
    const better = refusal === undefined ? betterAddress(deps, request) : undefined
    if (better === undefined) done(refusal)
    else reply.redirect(better, 302)
  })
  app.addHook('onResponse', (request, reply, done) => {
    limit.onResponse(request, reply.statusCode)
    done()
  })
  addBodies(app)
  addAdmission(app, options.capacity ?? { atWork: 256, waiting: 4_096 }, deps.bounds)
  app.addHook('preHandler', (request, _reply, done) => onBehalfOf(request, done))
  guardOrigin(app, deps)
  app.addHook('onSend', (request, reply, payload, done) => {
    // Fastify answers HEAD as GET, and would read a stream to its end to drop its body: a long list shall not be read
    // for nothing.
    if (request.method === 'HEAD' && payload instanceof Readable) payload.destroy()
    if (reply.statusCode === 401) reply.header('www-authenticate', challengeOf(request.url))
    done(null, payload)
  })
  await app.register(cookie)
  await addOpenApi(app, deps, options.problemMembers ?? {})
  await app.register(async (scope) => {
    const typed = scope.withTypeProvider<TypeBoxTypeProvider>()
    for (const add of routes) add(typed, deps)
  })
  addDocs(app)
  await addWebApps(app, options.webFolder)
  await app.ready()
  return app
}

/** The two media types that are read, both strictly. */
function addBodies(app: App): void {
  app.removeContentTypeParser(['application/json', 'text/plain'])
  const parsers = { 'application/json': parseJsonBody, 'application/x-www-form-urlencoded': parseFormBody }
  for (const [type, parse] of Object.entries(parsers)) {
    app.addContentTypeParser(type, { parseAs: 'buffer' }, (_request, bytes: Buffer, done) => {
      try {
        done(null, parse(bytes))
      } catch (error) {
        done(error as Error)
      }
    })
  }
}

function instance(deps: Deps): App {
  const { arrival, socket } = deps.bounds
  const prefix = randomText(deps.random, 8)
  let count = 0
  return fastify({
    logger: false,
    bodyLimit: 64 * 1024,
    // Both have no limit by default: a slow sender would keep its connection for ever (T27).
    requestTimeout: arrival,
    connectionTimeout: socket,
    keepAliveTimeout: 72_000,
    http: { maxHeaderSize: 16 * 1024, headersTimeout: arrival, connectionsCheckingInterval: arrival / 5 },
    trustProxy: isProxy(deps.config.trustProxy),
    genReqId: () => `req_${prefix}${(count++).toString(36)}`,
    routerOptions: { maxParamLength: 200, ignoreTrailingSlash: false },
    forceCloseConnections: 'idle',
    clientErrorHandler: (error, socket) => refuseOnSocket(deps, error, socket),
    frameworkErrors: (error, request, reply) => {
      sendProblem(error, deps, request, reply)
    },
  }).withTypeProvider<TypeBoxTypeProvider>()
}

/** How to show who one is (RFC 9110, 11.6.1): a key under `/v1`, elsewhere the cookie that signing in gives. */
const challengeOf = (url: string): string =>
  url.startsWith('/v1/') ? 'Bearer realm="farthing"' : 'Cookie realm="farthing", form-action="/sign-in"'

/** Set on every answer; pages and files set their own policy instead. */
function commonHeaders(deps: Deps): Record<string, string> {
  return {
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'same-origin',
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    'x-frame-options': 'DENY',
    'cross-origin-resource-policy': 'same-origin',
    'cache-control': 'no-store',
    ...(deps.config.publicUrl.startsWith('https:') && {
      'strict-transport-security': 'max-age=31536000; includeSubDomains',
    }),
  }
}
