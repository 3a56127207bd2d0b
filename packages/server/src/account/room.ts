import { defineRoom } from '../platform/room.ts'
import { claims } from './claims.ts'
import { accountOpened } from './events.ts'
import { payers } from './tables.ts'

/** What this room offers to the whole. */
export const room = defineRoom({
  name: 'account',
  ...claims,
  migrations: new URL('migrations/', import.meta.url),
  tables: [payers],
  events: [accountOpened],
})
