// Who somebody is: users, how they sign in, and for how long they may then purchase.
export { hashPassword } from './passwords.ts'
export { identityRoutes } from './routes.ts'
export { beginSession, cookieName, maybeSignedIn, signedIn } from './sessions.ts'
export type { SignedIn } from './sessions.ts'
export { forgetExpired } from './sweep.ts'
export { createUser, findByEmail } from './users.ts'
export type { NewUser } from './users.ts'
