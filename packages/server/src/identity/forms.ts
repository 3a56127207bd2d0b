import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import type { Deps } from '../platform/deps.ts'
import { sayFor } from '../platform/html/index.ts'
import { asProblem } from '../platform/http/errors.ts'
import { FreeText } from '../platform/http/schemas.ts'
import type { ProblemCode } from '../platform/http/problems.ts'
import { Problem } from '../platform/http/problems.ts'
import { keepHalf } from './half-sign-in.ts'
import { rememberBrowser } from './known-browsers.ts'
import type { SignInReason } from './pages/index.ts'
import type { Proven } from './sessions.ts'
import { beginSession, cookieName, endSession, setSessionCookie } from './sessions.ts'
import { userById } from './users.ts'

// What the pages of identity share.

/** A field of a form. The page itself says what is missing or wrong in it. */
export const Field = Type.Optional(FreeText(2_000))
export const NextOnly = Type.Union([Type.Object({ next: Field }, { additionalProperties: false }), Type.Null()])
export const hidden = { hide: true } as const

/**
 * Another session with another identifier; the one before ends (T20). Whoever has a second factor to show gets none yet:
 * the browser keeps what they have proven so far, and the page that asks for it comes next.
 *
 * @throws {Problem} sign_in_failed where the password was changed since it was compared.
 */
export async function changeSession(
  deps: Deps,
  request: FastifyRequest,
  reply: FastifyReply,
  who: Proven,
): Promise<'begun' | 'factor_needed'> {
  const before = request.cookies[cookieName]
  const begun = await beginSession(deps, who)
  if (begun === 'password_changed') throw new Problem('sign_in_failed', { detail: 'Nobody was signed in.' })
  const { user, passwordHash = null } = who
  if (begun === 'factor_needed') {
    keepHalf(deps, reply, 'wallet', { id: user, passwordHash })
    return begun
  }
  if (before !== undefined) await endSession(deps, before)
  setSessionCookie(deps, reply, begun.cookie)
  rememberBrowser(deps, request, reply, {
    user,
    passwordHash: passwordHash ?? (await userById(deps, user)).passwordHash,
  })
  return 'begun'
}

/** Where the second factor is asked for. */
export const factorPath = '/sign-in/factor'

/**
 * The code of a problem that the form itself can tell, with the status set; any other goes on. `told`: what the problem
 * says, where it knows more than its code: whose counter it was.
 */
export function refusalOf<const Code extends ProblemCode>(
  error: unknown,
  deps: Deps,
  reply: FastifyReply,
  codes: readonly Code[],
): { readonly refusal: Code; readonly told: string | null } {
  const problem = asProblem(error, deps)
  const code = codes.find((each) => each === problem.code)
  if (code === undefined) throw error
  reply.code(deps.problems[code].status)
  if (problem.retryAfterSeconds !== undefined) reply.header('retry-after', problem.retryAfterSeconds)
  const told = code === 'quota_exceeded' ? (problem.detailIn(sayFor(reply.request)) ?? null) : null
  return { refusal: code, told }
}

/** Where mail can be read that is not sent: in development, without SMTP. */
export const devMailUrl = ({ config }: Deps): string | null =>
  config.mode === 'development' && config.smtpUrl === undefined ? '/dev/mail' : null

export const withReason = (path: string, reason: SignInReason): string =>
  `${path}${path.includes('?') ? '&' : '?'}reason=${reason}`

export const withNext = (path: string, next: string | undefined): string =>
  next === undefined ? path : `${path}?next=${encodeURIComponent(next)}`
