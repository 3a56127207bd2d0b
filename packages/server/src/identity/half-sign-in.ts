import type { Id } from '@farthing/ledger'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Deps } from '../platform/deps.ts'
import { sha256 } from '../platform/secrets.ts'
import type { Bound } from './factors/challenges.ts'
import type { Realm } from './factors/holder.ts'
import type { SealedCookie } from './sealed-cookie.ts'
import { sealedCookie } from './sealed-cookie.ts'

// Between password and second factor nobody is signed in. What was proven so far lies in a sealed cookie for ten
// minutes: it opens nothing but the page that asks for the factor.

/** Who has shown their password, and which one it was: a password that was changed meanwhile ends it. */
export type Half = { readonly id: Id; readonly passwordHash: string | null; readonly nonce: string }

const keptSeconds = 600
const cookies: Readonly<Record<Realm, SealedCookie<Half>>> = {
  wallet: sealedCookie<Half>('__Host-farthing-half', keptSeconds),
  desk: sealedCookie<Half>('__Host-farthing-desk-half', keptSeconds),
}

export function keepHalf(deps: Deps, reply: FastifyReply, realm: Realm, who: Omit<Half, 'nonce'>): void {
  const nonce = deps.random.bytes(16).toString('hex')
  cookies[realm].keep(deps, reply, [realm, 'half'], { ...who, nonce })
}

/** Whose sign-in is half done in this browser, and what a challenge for it is bound to. */
export function halfOf(
  deps: Deps,
  request: FastifyRequest,
  realm: Realm,
): (Half & { readonly bound: Bound }) | undefined {
  const half = cookies[realm].read(deps, request, [realm, 'half'])
  return half && { ...half, bound: sha256(`half ${realm} ${half.nonce}`).toString('hex') }
}

export const forgetHalf = (reply: FastifyReply, realm: Realm): void => cookies[realm].forget(reply)
