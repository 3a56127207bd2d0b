import type { Id } from '@farthing/ledger'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import type { Deps } from '../platform/deps.ts'
import { asProblem } from '../platform/http/errors.ts'
import type { ProblemCode } from '../platform/http/problems.ts'
import { problems } from '../platform/http/problems.ts'
import { beginSession, cookieName, endSession, setSessionCookie } from './sessions.ts'

// What the pages of identity have in common.

/** A field of a form: what is missing or wrong in it, the page says. */
export const Field = Type.Optional(Type.String({ maxLength: 2_000 }))
export const NextOnly = Type.Union([Type.Object({ next: Field }, { additionalProperties: false }), Type.Null()])
export const hidden = { hide: true } as const

/** Another session with another identifier; the one before ends (T20). */
export async function changeSession(deps: Deps, request: FastifyRequest, reply: FastifyReply, user: Id): Promise<void> {
  const before = request.cookies[cookieName]
  if (before !== undefined) await endSession(deps, before)
  setSessionCookie(deps, reply, await beginSession(deps, user))
}

/** The code of a problem that the form itself can tell, with the status set; any other goes on. */
export function refusalOf<const Code extends ProblemCode>(
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

export const withNext = (path: string, next: string | undefined): string =>
  next === undefined ? path : `${path}?next=${encodeURIComponent(next)}`
