// Who somebody is: users, how they sign in, and for how long they may then purchase.
export {
  beginDeskSession,
  clearDeskCookie,
  deskCookieName,
  deskSession,
  endDeskSession,
  endDeskSessions,
  setDeskCookie,
} from './desk-sessions.ts'
export type { AtDesk } from './desk-sessions.ts'
export { findUsers } from './find-users.ts'
export type { UserFound } from './find-users.ts'
export { forgetText, keepText, keptText } from './kept-text.ts'
export { hashPassword } from './passwords.ts'
export { maybeSignedIn, signedIn } from './sessions.ts'
export type { SignedIn } from './sessions.ts'
export { createUser, findByEmail } from './users.ts'
export type { NewUser } from './users.ts'
export { room } from './room.ts'
