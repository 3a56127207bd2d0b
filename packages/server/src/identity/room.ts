import { defineRoom } from '../platform/room.ts'
import { accountSignedOut } from './account-events.ts'
import { claims } from './claims.ts'
import { indexNames } from './names.ts'
import { identityRoutes } from './routes.ts'
import { passwordChanged } from './events.ts'
import { signOutAccount, signOutAccounts } from './sign-out-account.ts'
import { forgetExpired } from './sweep.ts'

/** What this room offers to the whole. */
export const room = defineRoom({
  name: 'identity',
  ...claims,
  migrations: new URL('migrations/', import.meta.url),
  events: [passwordChanged, accountSignedOut],
  permissions: [signOutAccounts],
  acts: [signOutAccount],
  routes: [identityRoutes],
  work: [forgetExpired, indexNames],
})
