import { defineRoom } from '../platform/room.ts'
import { claims } from './claims.ts'
import { itemPublished } from './events.ts'
import { catalogRoutes } from './routes.ts'
import { items, itemVersions } from './tables.ts'

/** What this room offers to the whole. */
export const room = defineRoom({
  name: 'catalog',
  ...claims,
  migrations: new URL('migrations/', import.meta.url),
  tables: [items, itemVersions],
  events: [itemPublished],
  routes: [catalogRoutes],
})
