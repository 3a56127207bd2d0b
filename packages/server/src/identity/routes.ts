import type { Routes } from '../platform/http/app.ts'
import { sessionRoute } from './session-route.ts'
import { signInRoutes } from './sign-in-routes.ts'
import { signUpRoutes } from './sign-up-routes.ts'
import { verifyRoutes } from './verify-routes.ts'

/** Sign-up, the proof of an address, sign-in and sign-out, on pages that need no script; and who is signed in. */
export const identityRoutes: Routes = (app, deps) => {
  for (const add of [signUpRoutes, verifyRoutes, signInRoutes, sessionRoute]) add(app, deps)
}
