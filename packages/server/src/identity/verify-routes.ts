import type { Id } from '@farthing/ledger'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import type { Deps } from '../platform/deps.ts'
import { pageHeaders, sayFor } from '../platform/html/index.ts'
import type { Routes } from '../platform/http/app.ts'
import { safeNext } from '../platform/http/origin.ts'
import { changeSession, devMailUrl, factorPath, Field, hidden, NextOnly, refusalOf, withNext } from './forms.ts'
import type { VerifyEmailView } from './pages/index.ts'
import { verifiedPage, verifyEmailPage } from './pages/index.ts'
import { cookieOptions } from './sessions.ts'
import type { Pending } from './sign-up.ts'
import { completeSignUp, pendingByCookie, pendingByLink, proveByCode, resendCode } from './sign-up.ts'

/** Ties the code to the browser that signed up. */
const pendingCookie = '__Host-farthing-verify'
export const setPendingCookie = (reply: FastifyReply, value: string): void => {
  reply.setCookie(pendingCookie, value, { ...cookieOptions, maxAge: 1_800 })
}

const Query = Type.Object({ next: Field, link: Field })
const CodeForm = Type.Object({ code: Field, next: Field }, { additionalProperties: false })

/** The proof of an address, by six digits or by the link of the mail. */
export const verifyRoutes: Routes = (app, deps) => {
  const pendingOf = (request: FastifyRequest) => pendingByCookie(deps, request.cookies[pendingCookie])

  app.get('/verify-email', { schema: { ...hidden, querystring: Query } }, async (request, reply) => {
    const next = safeNext(deps, request.query.next)
    const pending = await pendingOf(request)
    const { link } = request.query
    // HEAD asks about this page and never changes anything.
    if (link !== undefined && request.method !== 'HEAD') {
      const linked = await pendingByLink(deps, link)
      // Mail programs open links to look at them, without this cookie: then nothing is changed.
      if (linked === undefined || pending === undefined || !linked.row.id.equals(pending.row.id)) {
        return reply.redirect(withNext('/sign-in', `/verify-email?link=${encodeURIComponent(link)}`), 303)
      }
      const user = await completeSignUp(deps, linked)
      if (user !== undefined) return finish(deps, request, reply, { user, email: linked.signUp.email, next })
    }
    if (pending === undefined) return reply.redirect(withNext('/sign-in', next), 303)
    return show(deps, reply, pending, { next, refusal: null, resent: false })
  })

  app.post('/verify-email', { schema: { ...hidden, body: CodeForm } }, async (request, reply) => {
    const next = safeNext(deps, request.body.next)
    const pending = await pendingOf(request)
    if (pending === undefined) return reply.redirect(withNext('/sign-up', next), 303)
    const proven = await proveByCode(deps, pending, request.body.code ?? '')
    if ('refusal' in proven) return show(deps, reply.code(422), pending, { next, ...proven, resent: false })
    return finish(deps, request, reply, { ...proven, email: pending.signUp.email, next })
  })

  app.post('/verify-email/resend', { schema: { ...hidden, body: NextOnly } }, async (request, reply) => {
    const next = safeNext(deps, request.body?.next)
    const pending = await pendingOf(request)
    if (pending === undefined) return reply.redirect(withNext('/sign-up', next), 303)
    try {
      await resendCode(deps, pending, sayFor(request), next)
      return await show(deps, reply, pending, { next, refusal: null, resent: true })
    } catch (error) {
      const refused = refusalOf(error, deps, reply, ['quota_exceeded', 'overloaded'])
      return show(deps, reply, pending, { next, ...refused, resent: false })
    }
  })
}

const providerOf = ({ config }: Deps) => ({ name: config.providerName, url: config.publicUrl })

type Shown = Pick<VerifyEmailView, 'refusal' | 'told' | 'resent'> & { readonly next: string | undefined }

function show(deps: Deps, reply: FastifyReply, { signUp }: Pending, { next, ...facts }: Shown) {
  const view = {
    t: sayFor(reply.request),
    provider: providerOf(deps),
    next: next ?? null,
    email: signUp.email,
    mailUrl: devMailUrl(deps),
    ...facts,
  }
  return reply.headers(pageHeaders()).send(verifyEmailPage(view))
}

type Proven = { readonly user: Id; readonly email: string; readonly next: string | undefined }

async function finish(deps: Deps, request: FastifyRequest, reply: FastifyReply, { user, email, next }: Proven) {
  const begun = await changeSession(deps, request, reply, { user })
  reply.clearCookie(pendingCookie, cookieOptions)
  if (begun === 'factor_needed') return reply.redirect(withNext(factorPath, next), 303)
  if (next !== undefined) return reply.redirect(next, 303)
  return reply
    .headers(pageHeaders())
    .send(verifiedPage({ t: sayFor(request), provider: providerOf(deps), next: null, email }))
}
