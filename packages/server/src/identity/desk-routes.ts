import { Type } from 'typebox'
import { pageHeaders, sayFor } from '../platform/html/index.ts'
import type { Routes } from '../platform/http/app.ts'
import { networkOf } from '../platform/http/network.ts'
import { deskPaths, deskSurface } from './desk-surface.ts'
import { clearDeskCookie, deskSession, endDeskSession } from './desk-sessions.ts'
import { signInStaff } from './desk-sign-in.ts'
import { factorRoutes, nextIn } from './factor-routes.ts'
import { Field, hidden, refusalOf, withNext } from './forms.ts'
import { freshLoginRoutes } from './fresh-login-routes.ts'
import { forgetHalf, keepHalf } from './half-sign-in.ts'
import { invitationRoutes } from './invitation-routes.ts'
import { knownCookie } from './known-browsers.ts'
import { deskSignedOutPage, deskSignInPage } from './pages/index.ts'
import { securityRoutes } from './security-routes.ts'

const Query = Type.Object({ next: Field, reason: Field })
const Form = Type.Object({ email: Field, password: Field, next: Field }, { additionalProperties: false })
const freshLogin = {
  prefix: '/api/desk',
  tag: 'desk',
  operations: ['deskFreshLoginOptions', 'deskFreshLogin'],
} as const

/** How the provider's own people come to the desk, and look after their second factors there. */
export const deskRoutes: Routes = (app, deps) => {
  const surface = deskSurface(deps)
  const provider = { name: deps.config.providerName, url: deps.config.publicUrl }

  app.get(deskPaths.signIn, { schema: { ...hidden, querystring: Query } }, async (request, reply) => {
    const next = nextIn(deps, surface, request.query.next)
    const { reason } = request.query
    if (reason === undefined && (await surface.signed(request)) !== undefined)
      return reply.redirect(next ?? deskPaths.home, 303)
    const isOver = reason === 'signed_out'
    const view = { t: sayFor(request), provider, next: next ?? null, email: '', refusal: null, isOver }
    return reply.headers(pageHeaders()).send(deskSignInPage(view))
  })

  app.post(deskPaths.signIn, { schema: { ...hidden, body: Form } }, async (request, reply) => {
    const { email = '', password = '' } = request.body
    const next = nextIn(deps, surface, request.body.next)
    try {
      const browser = { address: networkOf(request.ip), knownCookie: request.cookies[knownCookie] }
      keepHalf(deps, reply, 'desk', await signInStaff(deps, { email, password, ...browser }))
      return await reply.redirect(withNext(deskPaths.factor, next), 303)
    } catch (error) {
      const refused = refusalOf(error, deps, reply, ['sign_in_failed', 'quota_exceeded', 'overloaded'])
      const view = { t: sayFor(request), provider, next: next ?? null, email, ...refused, isOver: false }
      return reply.headers(pageHeaders()).send(deskSignInPage(view))
    }
  })

  app.post('/desk/sign-out', { schema: hidden }, async (request, reply) => {
    const at = await deskSession(deps, request)
    if (at !== undefined) await endDeskSession(deps, at.session)
    clearDeskCookie(reply)
    forgetHalf(reply, 'desk')
    return reply.headers(pageHeaders()).send(deskSignedOutPage({ t: sayFor(request) }))
  })

  factorRoutes(app, deps, surface)
  securityRoutes(app, deps, surface)
  freshLoginRoutes(app, deps, surface, freshLogin)
  invitationRoutes(app, deps, surface)
}
