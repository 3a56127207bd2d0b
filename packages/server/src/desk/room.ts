import { defineRoom } from '../platform/room.ts'
import { staffSearched } from './events.ts'
import { staffRoutes } from './routes.ts'
import { workRoutes } from './work-routes.ts'

/** What this room offers to the whole. */
export const room = defineRoom({ name: 'desk', events: [staffSearched], routes: [staffRoutes, workRoutes] })
