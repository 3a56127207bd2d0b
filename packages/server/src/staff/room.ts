import { defineRoom } from '../platform/room.ts'
import { claims } from './claims.ts'
import * as events from './events.ts'
import { staffPermissions } from './permissions.ts'
import { staffMembers, staffRecord, staffRoles } from './tables.ts'

/** What this room offers to the whole. */
export const room = defineRoom({
  name: 'staff',
  ...claims,
  migrations: new URL('migrations/', import.meta.url),
  tables: [staffMembers, staffRoles, staffRecord],
  events: Object.values(events),
  permissions: staffPermissions,
})
