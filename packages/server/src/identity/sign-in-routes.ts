import { Type } from 'typebox'
import type { Deps } from '../platform/deps.ts'
import { pageHeaders, sayFor } from '../platform/html/index.ts'
import type { Routes } from '../platform/http/app.ts'
import { networkOf } from '../platform/http/network.ts'
import { safeNext } from '../platform/http/origin.ts'
import { changeSession, factorPath, Field, hidden, NextOnly, refusalOf, withNext } from './forms.ts'
import { knownCookie } from './known-browsers.ts'
import { signedOutPage, signInPage, signInReasons } from './pages/index.ts'
import { forgetText } from './kept-text.ts'
import { clearSessionCookie, cookieName, endSession, maybeSignedIn } from './sessions.ts'
import { signInUser } from './sign-in.ts'

const Query = Type.Object({ next: Field, reason: Field })
const Form = Type.Object({ email: Field, password: Field, next: Field }, { additionalProperties: false })

/** Sign-in, with where to go on to, and sign-out. */
export const signInRoutes: Routes = (app, deps) => {
  const provider = { name: deps.config.providerName, url: deps.config.publicUrl }

  app.get('/sign-in', { schema: { ...hidden, querystring: Query } }, async (request, reply) => {
    const next = safeNext(deps, request.query.next)
    const { reason } = request.query
    const who = await maybeSignedIn(deps, request)
    if (who !== undefined && reason === undefined && who.windowEndsAt > deps.clock.now()) {
      return reply.redirect(next ?? '/wallet', 303)
    }
    const known = signInReasons.find((each) => each === reason) ?? null
    const page = signInPage({
      t: sayFor(request),
      provider,
      next: next ?? null,
      email: '',
      refusal: null,
      reason: known,
    })
    return reply.headers(pageHeaders()).send(page)
  })

  app.post('/sign-in', { schema: { ...hidden, body: Form } }, async (request, reply) => {
    const { email = '', password = '' } = request.body
    const next = safeNext(deps, request.body.next)
    const link = linkIn(deps, next)
    try {
      const browser = { address: networkOf(request.ip), knownCookie: request.cookies[knownCookie] }
      const who = await signInUser(deps, { email, password, link, ...browser })
      const goOn = link === undefined ? next : undefined
      const begun = await changeSession(deps, request, reply, who)
      return await reply.redirect(begun === 'factor_needed' ? withNext(factorPath, goOn) : (goOn ?? '/wallet'), 303)
    } catch (error) {
      const codes = ['sign_in_failed', 'quota_exceeded', 'overloaded'] as const
      const refused = refusalOf(error, deps, reply, codes)
      const page = signInPage({ t: sayFor(request), provider, next: next ?? null, email, ...refused, reason: null })
      return reply.headers(pageHeaders()).send(page)
    }
  })

  app.post('/sign-out', { schema: { ...hidden, body: NextOnly } }, async (request, reply) => {
    const cookie = request.cookies[cookieName]
    if (cookie !== undefined) await endSession(deps, cookie)
    clearSessionCookie(reply)
    forgetText(reply)
    const next = safeNext(deps, request.body?.next) ?? null
    return reply.headers(pageHeaders()).send(signedOutPage({ t: sayFor(request), provider, next }))
  })
}

/** The link of a verification mail, where it is what to go on to. */
function linkIn(deps: Deps, next: string | undefined): string | undefined {
  if (next?.startsWith('/verify-email?') !== true) return undefined
  return new URL(next, deps.config.publicUrl).searchParams.get('link') ?? undefined
}
