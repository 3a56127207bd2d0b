import type { Id } from '@farthing/ledger'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Deps } from '../platform/deps.ts'
import { sameBytes } from '../platform/secrets.ts'
import { cookieOptions } from './sessions.ts'

// A browser in which somebody has signed in before is not slowed down by those who guess their password elsewhere: it
// has a counter of its own. Its cookie opens nothing: who steals it may guess ten times in a quarter of an hour.

export const knownCookie = '__Host-farthing-known'

/** As long as browsers keep a cookie. */
const keptSeconds = 400 * 86_400
/** So many users of one browser are remembered, the latest first. */
const maxMarks = 4

/** Whose mark it may be. Marks depend on the password, so changing it ends all marks that were given before. */
export type MarkOwner = { readonly user: Id; readonly passwordHash: string }

/**
 * The browser of a request, if this user has signed in with it before.
 *
 * @param cookie What the browser sent: marks of 43 letters, each 16 random bytes and 16 that prove they are ours.
 * @returns What the browser is called: nobody else's counter has that name.
 */
export function knownBrowser(deps: Deps, cookie: string | undefined, owner: MarkOwner): string | undefined {
  const mark = marksIn(cookie).find((each) => isMarkOf(deps, each, owner))
  return mark?.subarray(0, 16).toString('hex')
}

/** Marks the browser as one that this user signs in with, beside others who do. */
export function rememberBrowser(deps: Deps, request: FastifyRequest, reply: FastifyReply, owner: MarkOwner): void {
  const before = marksIn(request.cookies[knownCookie])
  const known = before.find((each) => isMarkOf(deps, each, owner))
  const mark = known ?? newMark(deps, owner)
  const marks = [mark, ...before.filter((each) => each !== known)].slice(0, maxMarks)
  const value = marks.map((each) => each.toString('base64url')).join('.')
  reply.setCookie(knownCookie, value, { ...cookieOptions, maxAge: keptSeconds })
}

const marksIn = (cookie: string | undefined): Buffer[] =>
  (cookie ?? '')
    .split('.', maxMarks)
    .filter((each) => /^[\w-]{43}$/.test(each))
    .map((each) => Buffer.from(each, 'base64url'))

function newMark(deps: Deps, owner: MarkOwner): Buffer {
  const name = deps.random.bytes(16)
  return Buffer.concat([name, proofOf(deps, name, owner)])
}

const isMarkOf = (deps: Deps, mark: Buffer, owner: MarkOwner): boolean =>
  sameBytes(mark.subarray(16), proofOf(deps, mark.subarray(0, 16), owner))

const proofOf = (deps: Deps, name: Buffer, { user, passwordHash }: MarkOwner): Buffer =>
  deps.secrets.index('known browser', `${name.toString('hex')} ${user} ${passwordHash}`).subarray(0, 16)
