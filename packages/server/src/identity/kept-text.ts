import type { Id } from '@farthing/ledger'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Deps } from '../platform/deps.ts'
import { sealedCookie } from './sealed-cookie.ts'

// What somebody typed on a page that needs no script, kept while they sign in again. Their own browser carries it,
// sealed for that user and that form: another user who signs in there cannot open it. Never a password.

const typed = sealedCookie<string>('__Host-farthing-typed', 900)

export type TypedBy = {
  readonly user: Id
  /** Which form: two never share a name. */
  readonly form: string
}

export const keepText = (deps: Deps, reply: FastifyReply, by: TypedBy, text: string): void =>
  typed.keep(deps, reply, placeOf(by), text)

/** What this user typed in this form before they had to sign in; `undefined`: nothing, somebody else's, or too old. */
export const keptText = (deps: Deps, request: FastifyRequest, by: TypedBy): string | undefined =>
  typed.read(deps, request, placeOf(by))

export const forgetText = (reply: FastifyReply): void => typed.forget(reply)

const placeOf = ({ user, form }: TypedBy) => [user, form] as const
