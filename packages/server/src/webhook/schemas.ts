// The shapes of deliveries at the edge.
import { Type } from 'typebox'
import { Nullable, PublicId, Timestamp } from '../platform/http/schemas.ts'

const closed = { additionalProperties: false } as const

export const DeliveryStatusSchema = Type.Union(
  [Type.Literal('waiting'), Type.Literal('delivered'), Type.Literal('failed')],
  { description: '`waiting`: not sent yet, or to be tried again. `failed`: given up.' },
)

const delivery = {
  id: PublicId('whd'),
  object: Type.Literal('webhook_delivery'),
  endpoint: PublicId('whe'),
  event: Type.String({ description: 'The `webhook-id` header: the same in every try.' }),
  type: Type.String({ examples: ['purchase.captured'] }),
  status: DeliveryStatusSchema,
  tries: Type.Integer({ minimum: 0 }),
  created_at: Timestamp,
  next_try_at: Nullable(Timestamp),
  delivered_at: Nullable(Timestamp),
  failed_at: Nullable(Timestamp),
  last_error: Nullable(Type.String({ description: 'Why the last try was not accepted.' })),
}

export const DeliverySchema = Type.Object(delivery, { ...closed, title: 'WebhookDelivery' })

export const DeliveryWholeSchema = Type.Object(
  {
    ...delivery,
    body: Type.String({ description: 'What is sent, byte for byte.' }),
    attempts: Type.Array(
      Type.Object(
        {
          number: Type.Integer({ minimum: 1 }),
          at: Timestamp,
          status: Nullable(Type.Integer({ description: 'HTTP status; `null`: there was no answer.' })),
          error: Nullable(Type.String()),
        },
        closed,
      ),
      { description: 'The latest 50 tries, the latest first.' },
    ),
  },
  { ...closed, title: 'WebhookDeliveryWithAttempts' },
)
