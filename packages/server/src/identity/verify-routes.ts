import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { pageHeaders } from '../platform/html/index.ts'
import type { Routes } from '../platform/http/app.ts'
import { requireSameOrigin, safeNext } from '../platform/http/origin.ts'
import type { VerifyEmailView } from './pages/index.ts'
import { verifiedPage, verifyEmailPage } from './pages/index.ts'
import { changeSession, refusalOf } from './routes.ts'
import { cookieOptions } from './sessions.ts'
import type { Pending } from './sign-up.ts'
import { completeSignUp, pendingByCookie, pendingByLink, proveByCode, resendCode } from './sign-up.ts'

/** Ties the code to the browser that signed up. */
const pendingCookie = '__Host-farthing-verify'
export const setPendingCookie = (reply: FastifyReply, value: string): void => {
  reply.setCookie(pendingCookie, value, { ...cookieOptions, maxAge: 1_800 })
}

const Field = Type.Optional(Type.String({ maxLength: 2_000 }))
const hidden = { hide: true } as const

/** The proof of an address, by six digits or by the link of the mail. */
export const verifyRoutes: Routes = (app, deps) => {
  const provider = { name: deps.config.providerName, url: deps.config.publicUrl }
  const mailUrl = deps.config.mode === 'development' && deps.config.smtpUrl === undefined ? '/dev/mail' : null
  const pendingOf = (request: FastifyRequest) => pendingByCookie(deps, request.cookies[pendingCookie])
  const show = (
    reply: FastifyReply,
    pending: Pending,
    next: string | undefined,
    facts: Pick<VerifyEmailView, 'refusal' | 'resent'>,
  ) =>
    reply
      .headers(pageHeaders())
      .send(verifyEmailPage({ provider, next: next ?? null, email: pending.signUp.email, mailUrl, ...facts }))
  const finish = async (
    request: FastifyRequest,
    reply: FastifyReply,
    user: string,
    email: string,
    next: string | undefined,
  ) => {
    await changeSession(deps, request, reply, user)
    reply.clearCookie(pendingCookie, cookieOptions)
    if (next !== undefined) return reply.redirect(next, 303)
    return reply.headers(pageHeaders()).send(verifiedPage({ provider, next: null, email }))
  }

  const Query = Type.Object({ next: Field, link: Field })
  app.get('/verify-email', { schema: { ...hidden, querystring: Query } }, async (request, reply) => {
    const next = safeNext(deps, request.query.next)
    const pending = await pendingOf(request)
    const { link } = request.query
    if (link !== undefined) {
      const linked = await pendingByLink(deps, link)
      // Mail programs open links to look at them, without this cookie: for them nothing happens.
      if (linked === undefined || pending === undefined || !linked.row.id.equals(pending.row.id)) {
        return reply.redirect(
          `/sign-in?next=${encodeURIComponent(`/verify-email?link=${encodeURIComponent(link)}`)}`,
          303,
        )
      }
      const user = await completeSignUp(deps, linked)
      if (user !== undefined) return finish(request, reply, user, linked.signUp.email, next)
    }
    if (pending === undefined) return reply.redirect(withNext('/sign-in', next), 303)
    return show(reply, pending, next, { refusal: null, resent: false })
  })

  const CodeForm = Type.Object({ code: Field, next: Field }, { additionalProperties: false })
  app.post('/verify-email', { schema: { ...hidden, body: CodeForm } }, async (request, reply) => {
    requireSameOrigin(deps, request)
    const next = safeNext(deps, request.body.next)
    const pending = await pendingOf(request)
    if (pending === undefined) return reply.redirect(withNext('/sign-up', next), 303)
    const proven = await proveByCode(deps, pending, request.body.code ?? '')
    if (proven === 'code_wrong' || proven === 'code_expired') {
      return show(reply.code(422), pending, next, { refusal: proven, resent: false })
    }
    return finish(request, reply, proven, pending.signUp.email, next)
  })

  const ResendForm = Type.Object({ next: Field }, { additionalProperties: false })
  app.post(
    '/verify-email/resend',
    { schema: { ...hidden, body: Type.Optional(ResendForm) } },
    async (request, reply) => {
      requireSameOrigin(deps, request)
      const next = safeNext(deps, request.body?.next)
      const pending = await pendingOf(request)
      if (pending === undefined) return reply.redirect(withNext('/sign-up', next), 303)
      try {
        await resendCode(deps, pending, next)
        return await show(reply, pending, next, { refusal: null, resent: true })
      } catch (error) {
        return show(reply, pending, next, {
          refusal: refusalOf(error, deps, reply, ['quota_exceeded', 'overloaded']),
          resent: false,
        })
      }
    },
  )
}

const withNext = (path: string, next: string | undefined): string =>
  next === undefined ? path : `${path}?next=${encodeURIComponent(next)}`
