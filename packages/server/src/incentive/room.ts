import { defineRoom } from '../platform/room.ts'
import { creditAccount, creditAccounts } from './acts.ts'
import { claims } from './claims.ts'
import { incentiveGranted, incentiveExpired, incentiveEnded } from './events.ts'
import { expireGrants } from './expire.ts'
import { grants } from './tables.ts'

/** What this room offers to the whole. */
export const room = defineRoom({
  name: 'incentive',
  ...claims,
  migrations: new URL('migrations/', import.meta.url),
  tables: [grants],
  events: [incentiveGranted, incentiveExpired, incentiveEnded],
  work: [expireGrants],
  permissions: [creditAccounts],
  acts: [creditAccount],
})
