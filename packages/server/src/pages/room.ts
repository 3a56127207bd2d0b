import { defineRoom } from '../platform/room.ts'
import { pageRoutes } from './routes.ts'

/** What this room offers to the whole. */
export const room = defineRoom({ name: 'pages', routes: [pageRoutes] })
