// What became of each webhook, and sending it again.
import { Type } from 'typebox'
import { toRfc3339 } from '../platform/clock.ts'
import type { Deps } from '../platform/deps.ts'
import type { App, Routes } from '../platform/http/app.ts'
import { fromCursor, pageOf } from '../platform/http/cursors.ts'
import { Problem } from '../platform/http/problems.ts'
import { answers, idempotencyHeaders, Page, pageQuery, PublicId, withKey } from '../platform/http/schemas.ts'
import { keyHeader } from '../platform/http/submit.ts'
import { fromPublic, keyOf, toPublic } from '../platform/ids.ts'
import type { VendorCaller } from '../vendor/index.ts'
import { scopeOf, vendorCaller, webhookEndpoints } from '../vendor/index.ts'
import type { Delivery, DeliveryWhole } from './delivery-store.ts'
import { deliveriesOf, deliveryOf, sendAgain } from './delivery-store.ts'
import { DeliverySchema, DeliveryStatusSchema, DeliveryWholeSchema } from './schemas.ts'

const common = { tags: ['vendor'], security: withKey }
const byId = Type.Object({ delivery: PublicId('whd') })

export const deliveryRoutes: Routes = (app, deps) => {
  listRoute(app, deps)
  app.get(
    '/v1/webhook-deliveries/:delivery',
    {
      schema: {
        ...common,
        operationId: 'retrieveWebhookDelivery',
        summary: 'A webhook, with its body and its tries',
        params: byId,
        response: answers({ 200: DeliveryWholeSchema }),
      },
    },
    async (request) => wholeJson(await find(deps, await vendorCaller(deps, request), request.params.delivery)),
  )
  resendRoute(app, deps)
}

function listRoute(app: App, deps: Deps): void {
  app.get(
    '/v1/webhook-deliveries',
    {
      schema: {
        ...common,
        operationId: 'listWebhookDeliveries',
        summary: 'Webhooks of the last 30 days, newest first',
        querystring: Type.Object(
          {
            ...pageQuery,
            endpoint: Type.Optional(PublicId('whe')),
            status: Type.Optional(DeliveryStatusSchema),
          },
          { additionalProperties: false },
        ),
        response: answers({ 200: Page(DeliverySchema) }),
      },
    },
    async (request) => {
      const caller = await vendorCaller(deps, request)
      const { limit = 25, cursor, endpoint, status } = request.query
      const wanted = {
        endpoint: endpoint === undefined ? undefined : fromPublic('whe', endpoint),
        status,
        after: fromCursor(cursor),
        limit: limit + 1,
      }
      const rows = await deliveriesOf(deps, caller, wanted)
      return pageOf(rows, limit, deliveryJson, ({ createdAt, id }) => ({ at: createdAt, id }))
    },
  )
}

function resendRoute(app: App, deps: Deps): void {
  app.post(
    '/v1/webhook-deliveries/:delivery/resend',
    {
      schema: {
        ...common,
        operationId: 'resendWebhookDelivery',
        summary: 'Send a webhook again, at once',
        description:
          'Whatever became of it. It keeps its `webhook-id`. Where it is not accepted, the tries that it has left go on: one that was given up is tried once.',
        params: byId,
        headers: idempotencyHeaders,
        body: Type.Object({}, { additionalProperties: false }),
        response: answers({ 200: DeliveryWholeSchema }),
      },
    },
    async (request) => {
      const caller = await vendorCaller(deps, request)
      const { id, endpoint } = await find(deps, caller, request.params.delivery)
      const seen = await deps.ledger.look({ accounts: [], rows: [[webhookEndpoints, endpoint]] })
      if (seen.row(webhookEndpoints, endpoint)?.removedAt !== null)
        throw new Problem('not_found', { detail: 'The endpoint was removed: nothing is sent there any more.' })
      const key = keyOf('resend', scopeOf(caller).name, keyHeader(request))
      await sendAgain(deps, { delivery: id, key, now: deps.clock.now() })
      return wholeJson(await find(deps, caller, request.params.delivery))
    },
  )
}

async function find(deps: Deps, caller: VendorCaller, text: string): Promise<DeliveryWhole> {
  const id = fromPublic('whd', text)
  const delivery = id === undefined ? undefined : await deliveryOf(deps, caller, id)
  if (delivery === undefined) throw new Problem('not_found')
  return delivery
}

const when = (at: bigint | null): string | null => (at === null ? null : toRfc3339(at))

const deliveryJson = (delivery: Delivery) => ({
  id: toPublic('whd', delivery.id),
  object: 'webhook_delivery' as const,
  endpoint: toPublic('whe', delivery.endpoint),
  event: toPublic('evt', delivery.event),
  type: delivery.type,
  status: delivery.status,
  tries: delivery.tries,
  created_at: toRfc3339(delivery.createdAt),
  next_try_at: when(delivery.nextTryAt),
  delivered_at: when(delivery.deliveredAt),
  failed_at: when(delivery.failedAt),
  last_error: delivery.status === 'delivered' ? null : delivery.lastError,
})

const wholeJson = (delivery: DeliveryWhole) => ({
  ...deliveryJson(delivery),
  body: delivery.body,
  attempts: delivery.attempts.map(({ number, at, status, error }) => ({ number, at: toRfc3339(at), status, error })),
})
