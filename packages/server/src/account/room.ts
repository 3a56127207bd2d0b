import { defineRoom } from '../platform/room.ts'
import { blockAccount, blockAccounts, releaseAccount } from './acts.ts'
import { claims } from './claims.ts'
import { accountBlocked, accountOpened, accountReleased, walletOpened } from './events.ts'
import { openAccounts, openWallet } from './open-wallet.ts'
import { payers } from './tables.ts'

/** What this room offers to the whole. */
export const room = defineRoom({
  name: 'account',
  ...claims,
  migrations: new URL('migrations/', import.meta.url),
  tables: [payers],
  permissions: [blockAccounts, openAccounts],
  acts: [blockAccount, releaseAccount, openWallet],
  events: [accountOpened, accountBlocked, accountReleased, walletOpened],
})
