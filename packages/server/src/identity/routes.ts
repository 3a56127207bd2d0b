import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { pageHeaders } from '../platform/html/index.ts'
import type { Deps } from '../platform/deps.ts'
import type { Routes } from '../platform/http/app.ts'
import { asProblem } from '../platform/http/errors.ts'
import { requireSameOrigin, safeNext } from '../platform/http/origin.ts'
import { problems } from '../platform/http/problems.ts'
import type { SignUpErrors } from './pages/index.ts'
import { signedOutPage, signInPage, signUpPage } from './pages/index.ts'
import { passwordError, shortestPassword } from './passwords.ts'
import { sessionRoute } from './session-route.ts'
import {
  beginSession,
  clearSessionCookie,
  cookieName,
  endSession,
  maybeSignedIn,
  setSessionCookie,
} from './sessions.ts'
import { signInUser } from './sign-in.ts'
import { beginSignUp } from './sign-up.ts'
import { normalizeEmail } from './users.ts'
import { setPendingCookie, verifyRoutes } from './verify-routes.ts'

const Field = Type.Optional(Type.String({ maxLength: 2_000 }))
const hidden = { hide: true } as const

/** Sign-up, sign-in, sign-out and the proof of an address: pages that need no script. */
export const identityRoutes: Routes = (app, deps) => {
  const provider = { name: deps.config.providerName, url: deps.config.publicUrl }

  app.get(
    '/sign-in',
    { schema: { ...hidden, querystring: Type.Object({ next: Field, reason: Field }) } },
    async (request, reply) => {
      const next = safeNext(deps, request.query.next)
      const { reason } = request.query
      const who = await maybeSignedIn(deps, request)
      if (who !== undefined && reason === undefined && who.windowEndsAt > deps.clock.now())
        return reply.redirect(next ?? '/wallet', 303)
      const known = reason === 'window_closed' || reason === 'signed_out' ? reason : null
      const page = signInPage({ provider, next: next ?? null, email: '', refusal: null, reason: known })
      return reply.headers(pageHeaders()).send(page)
    },
  )

  const SignInForm = Type.Object({ email: Field, password: Field, next: Field }, { additionalProperties: false })
  app.post('/sign-in', { schema: { ...hidden, body: SignInForm } }, async (request, reply) => {
    const { email = '', password = '' } = request.body
    const next = safeNext(deps, request.body.next)
    try {
      requireSameOrigin(deps, request)
      const user = await signInUser(deps, { email, password, address: request.ip, link: linkIn(deps, next) })
      await changeSession(deps, request, reply, user)
      return await reply.redirect(linkIn(deps, next) === undefined ? (next ?? '/wallet') : '/wallet', 303)
    } catch (error) {
      const refusal = refusalOf(error, deps, reply, ['sign_in_failed', 'quota_exceeded', 'overloaded', 'wrong_origin'])
      return reply
        .headers(pageHeaders())
        .send(signInPage({ provider, next: next ?? null, email, refusal, reason: null }))
    }
  })

  app.get('/sign-up', { schema: { ...hidden, querystring: Type.Object({ next: Field }) } }, (request, reply) => {
    const next = safeNext(deps, request.query.next) ?? null
    const view = { provider, next, name: '', email: '', errors: {}, passwordLength: shortestPassword, refusal: null }
    return reply.headers(pageHeaders()).send(signUpPage(view))
  })

  const SignUpForm = Type.Object(
    { name: Field, email: Field, password: Field, next: Field },
    { additionalProperties: false },
  )
  app.post('/sign-up', { schema: { ...hidden, body: SignUpForm } }, async (request, reply) => {
    const { name = '', email = '', password = '' } = request.body
    const next = safeNext(deps, request.body.next)
    const view = { provider, next: next ?? null, name, email, passwordLength: shortestPassword }
    const good = normalizeEmail(email)
    const errors = signUpErrors(name, email, good, password)
    if (good === undefined || Object.keys(errors).length > 0) {
      return reply
        .code(422)
        .headers(pageHeaders())
        .send(signUpPage({ ...view, errors, refusal: null }))
    }
    try {
      requireSameOrigin(deps, request)
      const wish = { name: name.trim().normalize('NFC'), email: good, password, address: request.ip, next }
      setPendingCookie(reply, await beginSignUp(deps, wish))
      return await reply.redirect(
        next === undefined ? '/verify-email' : `/verify-email?next=${encodeURIComponent(next)}`,
        303,
      )
    } catch (error) {
      const refusal = refusalOf(error, deps, reply, ['quota_exceeded', 'overloaded', 'wrong_origin'])
      return reply.headers(pageHeaders()).send(signUpPage({ ...view, errors: {}, refusal }))
    }
  })

  const SignOutForm = Type.Object({ next: Field }, { additionalProperties: false })
  app.post('/sign-out', { schema: { ...hidden, body: Type.Optional(SignOutForm) } }, async (request, reply) => {
    requireSameOrigin(deps, request)
    const cookie = request.cookies[cookieName]
    if (cookie !== undefined) await endSession(deps, cookie)
    clearSessionCookie(reply)
    const next = safeNext(deps, request.body?.next) ?? null
    return reply.headers(pageHeaders()).send(signedOutPage({ provider, next }))
  })

  verifyRoutes(app, deps)
  sessionRoute(app, deps)
}

/** Another session with another identifier; the one before ends. */
export async function changeSession(
  deps: Deps,
  request: FastifyRequest,
  reply: FastifyReply,
  user: string,
): Promise<void> {
  const before = request.cookies[cookieName]
  if (before !== undefined) await endSession(deps, before)
  setSessionCookie(deps, reply, await beginSession(deps, user))
}

/** The link of a mail, where it is what to go on to. */
function linkIn(deps: Deps, next: string | undefined): string | undefined {
  if (next?.startsWith('/verify-email?') !== true) return undefined
  return new URL(next, deps.config.publicUrl).searchParams.get('link') ?? undefined
}

/** The code of a problem that the form itself can tell, with the status set; any other goes on. */
export function refusalOf<const Code extends keyof typeof problems>(
  error: unknown,
  deps: Deps,
  reply: FastifyReply,
  codes: readonly Code[],
): Code {
  const problem = asProblem(error, deps)
  const code = codes.find((each) => each === problem.code)
  if (code === undefined) throw error
  reply.code(problems[code].status)
  if (problem.retryAfterSeconds !== undefined) reply.header('retry-after', problem.retryAfterSeconds)
  return code
}

const refusedInNames = /[\p{C}\u2028\u2029]/u
function signUpErrors(name: string, email: string, good: string | undefined, password: string): SignUpErrors {
  const trimmed = name.trim()
  const nameError =
    trimmed === ''
      ? 'missing'
      : trimmed.length > 100
        ? 'too_long'
        : refusedInNames.test(trimmed)
          ? 'invalid'
          : undefined
  const emailError = email.trim() === '' ? 'missing' : good === undefined ? 'invalid' : undefined
  const wrong = passwordError(password, good ?? '')
  return {
    ...(nameError && { name: nameError }),
    ...(emailError && { email: emailError }),
    ...(wrong && { password: wrong }),
  }
}
