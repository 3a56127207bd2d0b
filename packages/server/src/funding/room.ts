import { defineRoom } from '../platform/room.ts'
import { claims } from './claims.ts'
import { vouchersIssued, fundingRedeemed } from './events.ts'
import { fundingRoutes } from './routes.ts'
import { tokenIssues, vouchers } from './tables.ts'

/** What this room offers to the whole. */
export const room = defineRoom({
  name: 'funding',
  ...claims,
  migrations: new URL('migrations/', import.meta.url),
  tables: [tokenIssues, vouchers],
  events: [vouchersIssued, fundingRedeemed],
  routes: [fundingRoutes],
})
