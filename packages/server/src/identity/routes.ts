import type { Routes } from '../platform/http/app.ts'
import { resetRoutes } from './reset-routes.ts'
import { sessionRoute } from './session-route.ts'
import { signInRoutes } from './sign-in-routes.ts'
import { signUpRoutes } from './sign-up-routes.ts'
import { verifyRoutes } from './verify-routes.ts'

/** Sign-up, the proof of an address, sign-in and sign-out, a forgotten password, on pages that need no script; and who is signed in. */
export const identityRoutes: Routes = (app, deps) => {
  for (const add of [signUpRoutes, verifyRoutes, signInRoutes, resetRoutes, sessionRoute]) add(app, deps)
}
