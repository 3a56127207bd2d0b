import { defineRoom } from '../platform/room.ts'
import { claims } from './claims.ts'
import { itemAssigned, itemClaimed, itemEnded, itemNoted, itemOpened, itemReleased } from './events.ts'
import { workItems, workNotes } from './tables.ts'

/** What this room offers to the whole. */
export const room = defineRoom({
  name: 'queue',
  ...claims,
  migrations: new URL('migrations/', import.meta.url),
  tables: [workItems, workNotes],
  events: [itemOpened, itemEnded, itemClaimed, itemReleased, itemAssigned, itemNoted],
})
