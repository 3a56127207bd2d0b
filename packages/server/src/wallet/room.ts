import { defineRoom } from '../platform/room.ts'
import { claims } from './claims.ts'
import { walletRoutes } from './routes.ts'

/** What this room offers to the whole. */
export const room = defineRoom({
  name: 'wallet',
  ...claims,
  routes: [walletRoutes],
})
