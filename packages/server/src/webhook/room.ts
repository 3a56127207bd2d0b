import { defineRoom } from '../platform/room.ts'
import { claims } from './claims.ts'
import { deliverWebhooks, forgetWebhooks } from './deliver.ts'
import { deliveryRoutes } from './delivery-routes.ts'
import { followForWebhooks } from './events.ts'

/** What this room offers to the whole. */
export const room = defineRoom({
  name: 'webhook',
  ...claims,
  migrations: new URL('migrations/', import.meta.url),
  routes: [deliveryRoutes],
  work: [followForWebhooks, deliverWebhooks, forgetWebhooks],
})
