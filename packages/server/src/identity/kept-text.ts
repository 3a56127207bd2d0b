import type { Id } from '@farthing/ledger'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Deps } from '../platform/deps.ts'
import { cookieOptions } from './sessions.ts'

// What somebody typed on a page that needs no script, kept while they sign in again. Their own browser carries it,
// sealed for that user and that form: another user who signs in there cannot open it. Never a password.

const cookieName = '__Host-farthing-typed'
const keptSeconds = 900

export type TypedBy = {
  readonly user: Id
  /** Which form: two never share a name. */
  readonly form: string
}

export function keepText(deps: Deps, reply: FastifyReply, by: TypedBy, text: string): void {
  const sealed = deps.secrets.seal(placeOf(by), JSON.stringify({ text, at: deps.clock.now().toString() }))
  reply.setCookie(cookieName, sealed.toString('base64url'), { ...cookieOptions, maxAge: keptSeconds })
}

/** What this user typed in this form before they had to sign in; `undefined`: nothing, somebody else's, or too old. */
export function keptText(deps: Deps, request: FastifyRequest, by: TypedBy): string | undefined {
  const cookie = request.cookies[cookieName]
  if (cookie === undefined) return undefined
  try {
    const { text, at } = JSON.parse(deps.secrets.open(placeOf(by), Buffer.from(cookie, 'base64url'))) as Kept
    return deps.clock.now() - BigInt(at) < BigInt(keptSeconds) * 1_000_000n ? text : undefined
  } catch {
    return undefined // Sealed for somebody else or another form, or no work of ours.
  }
}
type Kept = { readonly text: string; readonly at: string }

export function forgetText(reply: FastifyReply): void {
  reply.clearCookie(cookieName, cookieOptions)
}

const placeOf = ({ user, form }: TypedBy) => ['typed', user, form] as const
