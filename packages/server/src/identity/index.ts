// Who somebody is: users, how they sign in, and for how long they may then purchase.
export { cookieName, maybeSignedIn, signedIn } from './sessions.ts'
export type { SignedIn } from './sessions.ts'
export { identityRoutes } from './routes.ts'
export { createUser } from './users.ts'
export type { NewUser } from './users.ts'
