import { defineRoom, fewRows } from '../platform/room.ts'
import { claims } from './claims.ts'
import { mandateCreated, mandateRevoked } from './events.ts'
import { mandateRoutes } from './routes.ts'
import { mandates } from './tables.ts'

/** What this room offers to the whole. */
export const room = defineRoom({
  name: 'mandate',
  ...claims,
  migrations: new URL('migrations/', import.meta.url),
  tables: [mandates],
  rowsKept: { [mandates.name]: fewRows },
  events: [mandateCreated, mandateRevoked],
  routes: [mandateRoutes],
})
