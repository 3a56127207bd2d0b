import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import type { Deps } from '../platform/deps.ts'
import { pageHeaders, sayFor } from '../platform/html/index.ts'
import type { Routes } from '../platform/http/app.ts'
import { networkOf } from '../platform/http/network.ts'
import { safeNext } from '../platform/http/origin.ts'
import { devMailUrl, Field, hidden, refusalOf, withNext, withReason } from './forms.ts'
import { knownCookie, rememberBrowser } from './known-browsers.ts'
import { beginAgain } from './limits.ts'
import type { ForgotPasswordView, ResetPasswordView } from './pages/index.ts'
import { forgotPasswordPage, resetPasswordPage } from './pages/index.ts'
import { passwordError, shortestPassword } from './passwords.ts'
import type { PendingReset } from './reset.ts'
import { beginReset, finishReset, isResetCode, resetByCookie, resetByLink } from './reset.ts'
import { clearSessionCookie, cookieOptions } from './sessions.ts'
import { normalizeEmail, userById } from './users.ts'

/** Ties the code to the browser that asked. */
const resetCookie = '__Host-farthing-reset'

const Query = Type.Object({ next: Field, link: Field })
const ForgotForm = Type.Object({ email: Field, next: Field }, { additionalProperties: false })
const ResetForm = Type.Object(
  { link: Field, code: Field, password: Field, next: Field, username: Field },
  { additionalProperties: false },
)

/** A forgotten password: asks for a mail, and with its link or its code, for another password. */
export const resetRoutes: Routes = (app, deps) => {
  app.get('/forgot-password', { schema: { ...hidden, querystring: Type.Object({ next: Field }) } }, (request, reply) =>
    showForgot(deps, reply, { next: safeNext(deps, request.query.next) }),
  )

  app.post('/forgot-password', { schema: { ...hidden, body: ForgotForm } }, async (request, reply) => {
    const { email = '' } = request.body
    const next = safeNext(deps, request.body.next)
    const good = normalizeEmail(email)
    if (good === undefined) {
      const error = email.trim() === '' ? 'missing' : 'invalid'
      return showForgot(deps, reply.code(422), { next, email, error })
    }
    try {
      const browser = { address: networkOf(request.ip), knownCookie: request.cookies[knownCookie] }
      const cookie = await beginReset(deps, { email: good, t: sayFor(request), next, ...browser })
      reply.setCookie(resetCookie, cookie, { ...cookieOptions, maxAge: 1_800 })
      return await reply.redirect(withNext('/reset-password', next), 303)
    } catch (error) {
      const refused = refusalOf(error, deps, reply, ['quota_exceeded', 'overloaded'])
      return showForgot(deps, reply, { next, email, ...refused })
    }
  })

  // Nothing changes here: mail programs open links to look at them.
  app.get('/reset-password', { schema: { ...hidden, querystring: Query } }, async (request, reply) => {
    const next = safeNext(deps, request.query.next)
    const { link } = request.query
    if (link === undefined && request.cookies[resetCookie] === undefined) {
      return reply.redirect(withNext('/forgot-password', next), 303)
    }
    const pending = await pendingOf(deps, request, link)
    if (pending === undefined) return showForgot(deps, reply.code(410), { next, ended: true })
    return showReset(deps, reply, { next, link: await linkView(deps, pending, link) })
  })

  app.post('/reset-password', { schema: { ...hidden, body: ResetForm } }, (request, reply) =>
    reset(deps, request, reply, request.body),
  )
}

type Sent = Partial<Record<'link' | 'code' | 'password' | 'next', string>>

async function reset(deps: Deps, request: FastifyRequest, reply: FastifyReply, sent: Sent) {
  const { link, code = '', password = '' } = sent
  const next = safeNext(deps, sent.next)
  const pending = await pendingOf(deps, request, link)
  if (pending === undefined) return showForgot(deps, reply.code(410), { next, ended: true })
  const shown = { next, code, link: await linkView(deps, pending, link) }
  try {
    const wrong = await mistakeIn(deps, pending, { byLink: link !== undefined, code, password })
    if (wrong !== undefined) return await showReset(deps, reply.code(422), { ...shown, ...wrong })
    const owner = await finishReset(deps, pending, password)
    if (owner === undefined) return await showForgot(deps, reply.code(410), { next, ended: true })
    // Guesses at the old password do not slow the owner down.
    const index = pending.emailIndex.toString('hex')
    await beginAgain(deps, { what: 'sign-in', index, address: networkOf(request.ip) })
    rememberBrowser(deps, request, reply, owner)
    reply.clearCookie(resetCookie, cookieOptions)
    clearSessionCookie(reply) // The session of this browser has ended with the others.
    return await reply.redirect(withReason(withNext('/sign-in', next), 'password_changed'), 303)
  } catch (error) {
    return showReset(deps, reply, { ...shown, ...refusalOf(error, deps, reply, ['overloaded']) })
  }
}

const pendingOf = (deps: Deps, request: FastifyRequest, link: string | undefined): Promise<PendingReset | undefined> =>
  link === undefined ? resetByCookie(deps, request.cookies[resetCookie]) : resetByLink(deps, link)

type Mistake = Pick<ResetPasswordView, 'codeError' | 'passwordError'>

/** What must be corrected first. A password that is not accepted costs no try of the code. */
async function mistakeIn(
  deps: Deps,
  pending: PendingReset,
  { byLink, code, password }: { readonly byLink: boolean; readonly code: string; readonly password: string },
): Promise<Mistake | undefined> {
  const error = passwordError(password, '') ?? null
  const codeMissing = !byLink && code.trim() === '' ? 'code_missing' : null
  if (error !== null || codeMissing !== null) return { codeError: codeMissing, passwordError: error }
  const codeError = byLink ? 'right' : await isResetCode(deps, pending, code)
  if (codeError !== 'right') return { codeError, passwordError: null }
  // Only who has the mail may learn whose password it is, so this comes last.
  if (pending.user === null) return undefined
  const { login } = await userById(deps, pending.user)
  const last = passwordError(password, login)
  return last && { codeError: null, passwordError: last }
}

/** The link, with whose password it changes: who has the link reads the mailbox. */
async function linkView(
  deps: Deps,
  { user }: PendingReset,
  link: string | undefined,
): Promise<ResetPasswordView['link']> {
  if (link === undefined || user === null) return null
  return { text: link, email: (await userById(deps, user)).login }
}

type Common = { readonly next: string | undefined }

function showForgot(deps: Deps, reply: FastifyReply, facts: Common & Partial<Omit<ForgotPasswordView, 'next'>>) {
  const t = sayFor(reply.request)
  const empty = { t, provider: providerOf(deps), email: '', error: null, refusal: null, ended: false }
  return reply.headers(pageHeaders()).send(forgotPasswordPage({ ...empty, ...facts, next: facts.next ?? null }))
}

function showReset(deps: Deps, reply: FastifyReply, facts: Common & Partial<Omit<ResetPasswordView, 'next'>>) {
  const empty = { link: null, code: '', codeError: null, passwordError: null, refusal: null }
  const t = sayFor(reply.request)
  const common = { t, provider: providerOf(deps), passwordLength: shortestPassword, mailUrl: devMailUrl(deps) }
  const view = { ...common, ...empty, ...facts, next: facts.next ?? null }
  return reply.headers(pageHeaders()).send(resetPasswordPage(view))
}

const providerOf = ({ config }: Deps) => ({ name: config.providerName, url: config.publicUrl })
