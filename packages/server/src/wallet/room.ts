import { defineRoom } from '../platform/room.ts'
import { lowerLimitAct, lowerLimits } from './acts.ts'
import { claims } from './claims.ts'
import { limitSet, timeZoneSet } from './events.ts'
import { walletRoutes } from './routes.ts'
import { limitDays } from './tables.ts'

/** What this room offers to the whole. */
export const room = defineRoom({
  name: 'wallet',
  ...claims,
  migrations: new URL('migrations/', import.meta.url),
  tables: [limitDays],
  events: [timeZoneSet, limitSet],
  routes: [walletRoutes],
  permissions: [lowerLimits],
  acts: [lowerLimitAct],
})
