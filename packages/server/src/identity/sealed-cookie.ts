import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Deps } from '../platform/deps.ts'
import { cookieOptions } from './sessions.ts'

// What a browser keeps for us for some minutes: it cannot read it, change it, or have it read for another purpose.

export type SealedCookie<T> = {
  /** @param place What it is kept for, such as a user and a form: read for another, it is nothing. */
  keep(deps: Deps, reply: FastifyReply, place: readonly [string, string], value: T): void
  /** `undefined`: nothing, too old, kept for something else, or no work of ours. */
  read(deps: Deps, request: FastifyRequest, place: readonly [string, string]): T | undefined
  forget(reply: FastifyReply): void
}

/** @param name Of the cookie, with `__Host-`. Two cookies have two names. */
export function sealedCookie<T>(name: string, keptSeconds: number): SealedCookie<T> {
  return {
    keep(deps, reply, place, value) {
      const kept: Kept<T> = { value, at: deps.clock.now().toString() }
      const sealed = deps.secrets.seal([name, ...place], JSON.stringify(kept))
      reply.setCookie(name, sealed.toString('base64url'), { ...cookieOptions, maxAge: keptSeconds })
    },
    read(deps, request, place) {
      const cookie = request.cookies[name]
      if (cookie === undefined) return undefined
      try {
        const opened = deps.secrets.open([name, ...place], Buffer.from(cookie, 'base64url'))
        const { value, at } = JSON.parse(opened) as Kept<T>
        return deps.clock.now() - BigInt(at) < BigInt(keptSeconds) * 1_000_000n ? value : undefined
      } catch {
        return undefined
      }
    },
    forget(reply) {
      reply.clearCookie(name, cookieOptions)
    },
  }
}
type Kept<T> = { readonly value: T; readonly at: string }
