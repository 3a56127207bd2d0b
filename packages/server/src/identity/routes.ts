import type { Routes } from '../platform/http/app.ts'
import { passwordRoute } from './password-route.ts'
import { resetRoutes } from './reset-routes.ts'
import { sessionRoute } from './session-route.ts'
import { signInRoutes } from './sign-in-routes.ts'
import { signUpRoutes } from './sign-up-routes.ts'
import { verifyRoutes } from './verify-routes.ts'

/**
 * Sign-up, the proof of an address, sign-in and sign-out, a forgotten password, on pages that need no script; who is signed in, and their
 * password.
 */
export const identityRoutes: Routes = (app, deps) => {
  for (const add of [signUpRoutes, verifyRoutes, signInRoutes, resetRoutes, sessionRoute, passwordRoute]) add(app, deps)
}
