import { defineRoom } from '../platform/room.ts'
import { blockAccount, blockAccounts, releaseAccount } from './acts.ts'
import { claims } from './claims.ts'
import { accountBlocked, accountOpened, accountReleased } from './events.ts'
import { payers } from './tables.ts'

/** What this room offers to the whole. */
export const room = defineRoom({
  name: 'account',
  ...claims,
  migrations: new URL('migrations/', import.meta.url),
  tables: [payers],
  permissions: [blockAccounts],
  acts: [blockAccount, releaseAccount],
  events: [accountOpened, accountBlocked, accountReleased],
})
