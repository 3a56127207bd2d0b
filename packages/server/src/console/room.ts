import { defineRoom } from '../platform/room.ts'
import { consoleRoutes } from './routes.ts'

/** What this room offers to the whole. */
export const room = defineRoom({ name: 'console', routes: [consoleRoutes] })
