import { defineRoom, fewRows } from '../platform/room.ts'
import { accountSignedOut } from './account-events.ts'
import { claims } from './claims.ts'
import { indexNames } from './names.ts'
import { callerInvited, letterAsked, letterSent, passwordChanged } from './events.ts'
import { letterPrinted, sendLetter } from './letter-acts.ts'
import { openForCaller } from './open-for-caller.ts'
import { letterPrint, printLetters } from './queues.ts'
import { identityRoutes } from './routes.ts'
import { signOutAccount, signOutAccounts } from './sign-out-account.ts'
import { forgetExpired } from './sweep.ts'
import { userLetters } from './tables.ts'

/** What this room offers to the whole. */
export const room = defineRoom({
  name: 'identity',
  ...claims,
  migrations: new URL('migrations/', import.meta.url),
  tables: [userLetters],
  rowsKept: { user_letters: fewRows },
  routes: [identityRoutes],
  events: [passwordChanged, accountSignedOut, callerInvited, letterAsked, letterSent],
  acts: [signOutAccount, openForCaller, sendLetter, letterPrinted],
  permissions: [signOutAccounts, printLetters],
  queues: [letterPrint],
  work: [forgetExpired, indexNames],
})
