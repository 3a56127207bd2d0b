import { defineRoom } from '../platform/room.ts'
import { claims } from './claims.ts'
import { rightsholderAdded, rightsholderRenamed } from './events.ts'
import { royaltyRoutes } from './routes.ts'
import { rightsholders } from './tables.ts'

/** What this room offers to the whole. */
export const room = defineRoom({
  name: 'royalty',
  ...claims,
  migrations: new URL('migrations/', import.meta.url),
  tables: [rightsholders],
  events: [rightsholderAdded, rightsholderRenamed],
  routes: [royaltyRoutes],
})
