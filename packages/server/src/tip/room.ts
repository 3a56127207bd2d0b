import { defineRoom } from '../platform/room.ts'
import { claims } from './claims.ts'
import { tipAccepted, tipExpired, tipGiven, tipRefunded } from './events.ts'
import { expireTips } from './expire.ts'
import { tipRoutes } from './routes.ts'
import { tips } from './tables.ts'

/** What this room offers to the whole. */
export const room = defineRoom({
  name: 'tip',
  ...claims,
  migrations: new URL('migrations/', import.meta.url),
  tables: [tips],
  events: [tipGiven, tipAccepted, tipExpired, tipRefunded],
  routes: [tipRoutes],
  work: [expireTips],
})
