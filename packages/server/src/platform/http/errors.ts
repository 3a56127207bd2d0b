import { STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import { FinalFault, RetryableFault, UnknownOutcome } from '@farthing/ledger'
import type { ErrorObject } from 'ajv'
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { isDatabaseAway } from '../database.ts'
import type { Deps } from '../deps.ts'
import { pageHeaders, problemPage, sayFor } from '../html/index.ts'
import { hasDone } from './done.ts'
import { wantsPage } from './origin.ts'
import type { ProblemCode } from './problems.ts'
import { Problem } from './problems.ts'
import { validationProblem } from './validation.ts'

/** What Fastify itself refuses, in our codes. */
const byFastify: Readonly<Record<string, ProblemCode>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'body_too_large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'unsupported_media_type',
  FST_ERR_CTP_EMPTY_TYPE: 'unsupported_media_type',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'malformed_body',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'malformed_body',
  FST_ERR_CTP_INVALID_JSON_BODY: 'malformed_body',
  FST_ERR_BAD_URL: 'malformed_url',
  FST_ERR_MAX_PARAM_LENGTH: 'not_found',
}

/** Any error as the problem to answer with. An unknown one is `internal`, and its cause is written to the log alone. */
export function asProblem(error: unknown, deps: Deps): Problem {
  if (error instanceof Problem) return error
  if (error instanceof RetryableFault)
    return new Problem('overloaded', { retryAfterSeconds: jitter(deps), cause: error })
  if (error instanceof UnknownOutcome)
    return new Problem('outcome_unknown', { retryAfterSeconds: jitter(deps), cause: error })
  if (error instanceof FinalFault) return new Problem('internal', { cause: error })
  if (isDatabaseAway(error)) return new Problem('overloaded', { retryAfterSeconds: jitter(deps), cause: error })
  const { validation, validationContext, code, statusCode } = error as Partial<FastifyError>
  if (validation !== undefined) return validationProblem(validation as ErrorObject[], validationContext ?? 'request')
  const known = code === undefined ? undefined : byFastify[code]
  if (known !== undefined) return new Problem(known, { cause: error })
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500)
    return new Problem('malformed_body', { cause: error })
  return new Problem('internal', { cause: error })
}

/** 1 to 4 seconds, so that those who were turned away do not all come back at once. */
const jitter = (deps: Deps): number => 1 + ((deps.random.bytes(1)[0] ?? 0) & 3)

/** Corrects a problem that says that nothing was done, where the request has done something. */
export function truthful(problem: Problem, request: FastifyRequest): Problem {
  const { code, retryAfterSeconds, cause } = problem
  if (code !== 'overloaded' || !hasDone(request)) return problem
  return new Problem('outcome_unknown', {
    detail:
      'Something was done before our database stopped answering, and it stays done. Ask again with the same key, or press the same button again: it is done once.',
    ...(retryAfterSeconds !== undefined && { retryAfterSeconds }),
    cause,
  })
}

/** Answers what never became a request: it took too long to arrive, or is not HTTP. */
export function refuseOnSocket(deps: Deps, error: Error & { readonly code?: string }, socket: Socket): void {
  if (error.code !== 'ECONNRESET' && socket.writable) {
    const isLate = error.code === 'ERR_HTTP_REQUEST_TIMEOUT'
    const problem = new Problem('request_timeout', { detail: 'It was not read to its end, and nothing was done.' })
    const body = isLate ? JSON.stringify(problemBody(problem, deps)) : ''
    const status = isLate ? 408 : error.code === 'HPE_HEADER_OVERFLOW' ? 431 : 400
    const head = [
      `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`,
      'Connection: close',
      ...(isLate ? ['Content-Type: application/problem+json; charset=utf-8'] : []),
      `Content-Length: ${Buffer.byteLength(body)}`,
    ]
    socket.write(`${head.join('\r\n')}\r\n\r\n${body}`)
  }
  socket.destroy()
}

/** A problem as RFC 9457 writes it. */
function problemBody(problem: Problem, deps: Deps, request?: FastifyRequest) {
  const { status, title } = deps.problems[problem.code]
  return {
    ...problem.factsIn(deps.problems),
    type: `${deps.config.publicUrl}/problems/${problem.code}`,
    title,
    status,
    code: problem.code,
    ...(problem.detail !== undefined && { detail: problem.detail }),
    ...(problem.param !== undefined && { param: problem.param }),
    ...(request !== undefined && { request_id: request.id }),
  }
}

/** Answers with a problem: JSON to software, a page to people. */
export function sendProblem(error: unknown, deps: Deps, request: FastifyRequest, reply: FastifyReply): void {
  const problem = asProblem(error, deps)
  const { status, title } = deps.problems[problem.code]
  if (status >= 500)
    deps.log.error(
      { err: problem.cause ?? problem, code: problem.code, req: requestFacts(request) },
      'a request failed',
    )
  else deps.log.debug({ code: problem.code, param: problem.param, req: requestFacts(request) }, 'a request was refused')
  reply.code(status).header('cache-control', 'no-store')
  if (problem.retryAfterSeconds !== undefined) reply.header('retry-after', problem.retryAfterSeconds)
  if (wantsPage(request)) {
    const t = sayFor(request)
    const { code } = problem
    const view = { t, code, title, detail: problem.detailIn(t) ?? null, requestId: status >= 500 ? request.id : null }
    reply.headers(pageHeaders()).serializer(String).send(problemPage(view))
  } else {
    reply.type('application/problem+json; charset=utf-8').serializer(JSON.stringify)
    reply.send(problemBody(problem, deps, request))
  }
}

/** Without the query: it may hold a token. */
const requestFacts = (request: FastifyRequest) => ({
  id: request.id,
  method: request.method,
  route: request.routeOptions.url,
})
