import type { Id, Instant } from '@farthing/ledger'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type pg from 'pg'
import { seconds } from '../platform/clock.ts'
import { bytesOf, hexOf } from '../platform/database.ts'
import type { Deps } from '../platform/deps.ts'
import { randomText } from '../platform/random.ts'
import { sha256 } from '../platform/secrets.ts'
import { sql } from '../platform/sql.ts'
import { cookieOptions } from './sessions.ts'

// Sessions of the provider's own people. They share nothing with those of payers: another table and another cookie, so
// that neither opens what is the other's.

/** `__Host-`: only over a secure connection (or loopback), only for this very host. */
export const deskCookieName = '__Host-farthing-desk'

/** Who is at the desk, as far as the session knows: whether they still work here is another room's to say. */
export type AtDesk = {
  readonly staff: Id
  /** SHA-256 of the cookie, 64 hex digits. */
  readonly session: string
  /** Until when an act that needs a fresh login may be done without another. */
  readonly freshUntil: Instant
}

/** A use is written down once in so many seconds: not every look is a write. */
const seenEverySeconds = 60n

/**
 * Begins a session of somebody who has just shown password and second factor.
 *
 * @param client Of the transaction that it belongs to, where there is one.
 * @returns The cookie's value; only its hash is kept.
 */
export async function beginDeskSession(
  deps: Deps,
  staff: Id,
  client: Pick<pg.ClientBase, 'query'> = deps.pool,
): Promise<string> {
  const cookie = randomText(deps.random, 43)
  const now = deps.clock.now()
  const until = now + seconds(deps.config.deskSessionSeconds)
  await sql`INSERT INTO desk_sessions (id, staff, created_at, fresh_at, seen_at, expires_at)
    VALUES (${sha256(cookie)}, ${bytesOf(staff)}, ${now}, ${now}, ${now}, ${until})`.rows(client)
  return cookie
}

/** Who is at the desk, if anybody: their session ends by itself after a time without a request, and after a day's work. */
export async function deskSession(deps: Deps, request: FastifyRequest): Promise<AtDesk | undefined> {
  const cookie = request.cookies[deskCookieName]
  if (cookie === undefined || !/^[A-Za-z0-9]{43}$/.test(cookie)) return undefined
  const id = sha256(cookie)
  const now = deps.clock.now()
  const [row] = await sql<{ staff: Buffer; fresh_at: bigint; seen_at: bigint }>`
    SELECT staff, fresh_at, seen_at FROM desk_sessions
     WHERE id = ${id} AND revoked_at IS NULL AND expires_at > ${now}
       AND seen_at > ${now - seconds(deps.config.deskIdleSeconds)}`.rows(deps.pool)
  if (row === undefined) return undefined
  if (now - row.seen_at >= seenEverySeconds * 1_000_000n)
    await sql`UPDATE desk_sessions SET seen_at = ${now} WHERE id = ${id} AND seen_at < ${now}`.rows(deps.pool)
  const freshUntil = row.fresh_at + seconds(deps.config.freshLoginSeconds)
  return { staff: hexOf(row.staff), session: id.toString('hex'), freshUntil }
}

/** Ends one session for good, on every server at once. Ending it again does nothing. */
export async function endDeskSession(deps: Deps, session: string): Promise<void> {
  await sql`UPDATE desk_sessions SET revoked_at = ${deps.clock.now()}
    WHERE id = ${Buffer.from(session, 'hex')} AND revoked_at IS NULL`.rows(deps.pool)
}

/** Ends all sessions of a member of staff; `but`: except this one. */
export async function endDeskSessions(
  deps: Deps,
  staff: Id,
  { but = '', client = deps.pool }: { readonly but?: string; readonly client?: Pick<pg.ClientBase, 'query'> } = {},
): Promise<void> {
  await sql`UPDATE desk_sessions SET revoked_at = ${deps.clock.now()}
    WHERE staff = ${bytesOf(staff)} AND id <> ${Buffer.from(but, 'hex')} AND revoked_at IS NULL`.rows(client)
}

/** A link on another site opens nothing at the desk, so nobody plants a look under somebody's name. */
const deskCookieOptions = { ...cookieOptions, sameSite: 'strict' } as const

export function setDeskCookie(deps: Deps, reply: FastifyReply, cookie: string): void {
  reply.setCookie(deskCookieName, cookie, { ...deskCookieOptions, maxAge: deps.config.deskSessionSeconds })
}

export function clearDeskCookie(reply: FastifyReply): void {
  reply.clearCookie(deskCookieName, deskCookieOptions)
}

/** The browsers that somebody is at the desk with, the newest first. */
export async function deskSessionsOf(deps: Deps, staff: Id) {
  const now = deps.clock.now()
  const rows = await sql<{ id: Buffer; created_at: bigint; seen_at: bigint }>`
    SELECT id, created_at, seen_at FROM desk_sessions
     WHERE staff = ${bytesOf(staff)} AND revoked_at IS NULL AND expires_at > ${now}
       AND seen_at > ${now - seconds(deps.config.deskIdleSeconds)}
     ORDER BY created_at DESC LIMIT 50`.rows(deps.pool)
  return rows.map((row) => ({ id: hexOf(row.id), createdAt: row.created_at, seenAt: row.seen_at }))
}
