import type { Routes } from '../platform/http/app.ts'
import { deskRoutes } from './desk-routes.ts'
import { factorRoutes } from './factor-routes.ts'
import { freshLoginRoutes } from './fresh-login-routes.ts'
import { openingRoutes } from './opening-routes.ts'
import { passwordRoute } from './password-route.ts'
import { resetRoutes } from './reset-routes.ts'
import { securityRoutes } from './security-routes.ts'
import { sessionRoute } from './session-route.ts'
import { signInRoutes } from './sign-in-routes.ts'
import { signUpRoutes } from './sign-up-routes.ts'
import { verifyRoutes } from './verify-routes.ts'
import { walletSurface } from './wallet-surface.ts'

const walletFreshLogin = {
  prefix: '/api/wallet',
  tag: 'wallet',
  operations: ['freshLoginOptions', 'freshLogin'],
} as const

/**
 * Sign-up, the proof of an address, sign-in and sign-out, a forgotten password, on pages that need no script; who is signed in, and their
 * password.
 */
export const identityRoutes: Routes = (app, deps) => {
  for (const add of [
    signUpRoutes,
    verifyRoutes,
    openingRoutes,
    signInRoutes,
    resetRoutes,
    sessionRoute,
    passwordRoute,
    deskRoutes,
  ])
    add(app, deps)
  const surface = walletSurface(deps)
  factorRoutes(app, deps, surface)
  securityRoutes(app, deps, surface)
  freshLoginRoutes(app, deps, surface, walletFreshLogin)
}
