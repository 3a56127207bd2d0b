import { defineRoom } from '../platform/room.ts'
import { historyRoutes } from './routes.ts'

/** What this room offers to the whole. */
export const room = defineRoom({ name: 'history', routes: [historyRoutes] })
