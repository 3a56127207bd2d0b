// Webhook endpoints over the vendor API.
import type { Id } from '@farthing/ledger'
import { Type } from 'typebox'
import { webhookTypes } from '../event/index.ts'
import { toRfc3339 } from '../platform/clock.ts'
import type { Deps } from '../platform/deps.ts'
import type { App } from '../platform/http/app.ts'
import { Problem } from '../platform/http/problems.ts'
import { answers, idempotencyHeaders, PublicId, withKey } from '../platform/http/schemas.ts'
import { doneOr, submitKeyed } from '../platform/http/submit.ts'
import { fromPublic, toPublic } from '../platform/ids.ts'
import { endpointBody, EndpointSchema, NewEndpointSchema } from './schemas.ts'
import { scopeOf, vendorCaller } from './secret-keys.ts'
import { endpointsOf } from './store.ts'
import { webhookEndpoints } from './tables.ts'
import {
  addWebhookEndpoint,
  newWebhookSecret,
  openWebhookSecret,
  removeWebhookEndpoint,
  sealWebhookSecret,
  whyNoEndpoint,
} from './webhook-endpoints.ts'

const common = { tags: ['vendor'], security: withKey }

export function endpointRoutes(app: App, deps: Deps): void {
  addRoute(app, deps)
  app.get(
    '/v1/webhook-endpoints',
    {
      schema: {
        ...common,
        operationId: 'listWebhookEndpoints',
        summary: 'Your webhook endpoints',
        response: answers({ 200: Type.Object({ data: Type.Array(EndpointSchema) }, { additionalProperties: false }) }),
      },
    },
    async (request) => {
      const { vendor, mode } = await vendorCaller(deps, request)
      const rows = await endpointsOf(deps, vendor, mode)
      return { data: rows.map((row) => endpointJson(row.id, row)) }
    },
  )
  app.post(
    '/v1/webhook-endpoints/:endpoint/remove',
    {
      schema: {
        ...common,
        operationId: 'removeWebhookEndpoint',
        summary: 'Stop telling an endpoint',
        params: Type.Object({ endpoint: PublicId('whe') }),
        headers: idempotencyHeaders,
        body: Type.Object({}, { additionalProperties: false }),
        response: answers({ 200: EndpointSchema }),
      },
    },
    async (request) => {
      const caller = await vendorCaller(deps, request)
      const endpoint = fromPublic('whe', request.params.endpoint)
      if (endpoint === undefined) throw new Problem('not_found')
      const input = { vendor: caller.vendor, mode: caller.mode, endpoint }
      doneOr(await submitKeyed(deps, request, scopeOf(caller), removeWebhookEndpoint, input))
      return endpointJson(endpoint, await endpointRow(deps, endpoint))
    },
  )
}

function addRoute(app: App, deps: Deps): void {
  app.post(
    '/v1/webhook-endpoints',
    {
      schema: {
        ...common,
        operationId: 'addWebhookEndpoint',
        summary: 'Be told of purchases at a URL',
        headers: idempotencyHeaders,
        body: endpointBody(webhookTypes(deps)),
        response: answers({ 201: NewEndpointSchema }),
      },
    },
    async (request, reply) => {
      const caller = await vendorCaller(deps, request)
      const { url } = request.body
      const detail = await whyNoEndpoint(url, deps.outbound)
      if (detail !== undefined) throw new Problem('invalid_request', { param: 'url', detail })
      const endpoint = deps.ids.mint()
      const input = {
        vendor: caller.vendor,
        mode: caller.mode,
        endpoint,
        url,
        events: request.body.events ?? null,
        secretSealed: sealWebhookSecret(deps, endpoint, newWebhookSecret(deps)).toString('hex'),
      }
      const answer = doneOr(await submitKeyed(deps, request, scopeOf(caller), addWebhookEndpoint, input))
      // From the row, so that the same request again gets the same secret.
      const row = await endpointRow(deps, answer.endpoint)
      const secret = openWebhookSecret(deps, answer.endpoint, row.secretSealed)
      return reply.code(201).send({ ...endpointJson(answer.endpoint, row), secret })
    },
  )
}

async function endpointRow(deps: Deps, endpoint: Id) {
  const row = (await deps.ledger.look({ accounts: [], rows: [[webhookEndpoints, endpoint]] })).row(
    webhookEndpoints,
    endpoint,
  )
  if (row === undefined) throw new Error(`there is no webhook endpoint ${endpoint}`)
  return row
}

const endpointJson = (
  endpoint: Id,
  row: { readonly url: string; readonly events: readonly string[] | null; readonly createdAt: bigint },
) => ({
  id: toPublic('whe', endpoint),
  object: 'webhook_endpoint' as const,
  url: row.url,
  events: row.events === null ? null : [...row.events],
  created_at: toRfc3339(row.createdAt),
})
