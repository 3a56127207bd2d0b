import type { Id, Instant } from '@farthing/ledger'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type pg from 'pg'
import { seconds } from '../platform/clock.ts'
import type { Lookup } from '../platform/coalesce.ts'
import { coalesce } from '../platform/coalesce.ts'
import { bytesOf, hexOf, inTransaction } from '../platform/database.ts'
import type { Deps } from '../platform/deps.ts'
import { Problem } from '../platform/http/problems.ts'
import { randomText } from '../platform/random.ts'
import { sha256 } from '../platform/secrets.ts'
import { hasFactor } from './factors/store.ts'
import type { Person, UserRow } from './users.ts'
import { personOf } from './users.ts'

/** `__Host-`: only over a secure connection (or loopback), only for this very host, for all its paths. */
export const cookieName = '__Host-farthing'

/** Who is signed in. Their name and addresses are opened when they are read: most requests do without. */
export type SignedIn = {
  readonly user: Id
  readonly account: Id
  /** SHA-256 of the cookie, 64 hex digits. */
  readonly session: string
  readonly name: string
  /** `null`: they have none, and sign in by their number. */
  readonly email: string | null
  readonly number: string | null
  /** What they sign in with. */
  readonly login: string
  readonly emailVerified: boolean
  /** Until when this login may purchase (R26). */
  readonly windowEndsAt: Instant
}

type SessionRow = UserRow & { readonly session: Buffer; readonly authenticated_at: bigint; readonly expires_at: bigint }

/** One prepared statement finds all sessions asked for in a turn of the event loop. */
function lookup(deps: Deps): Lookup<SessionRow> {
  let found = lookups.get(deps)
  if (found === undefined) {
    found = coalesce(async (sessions) => {
      const { rows } = await deps.pool.query<SessionRow>({
        name: 'sessions',
        text: `SELECT s.id AS session, s.authenticated_at, s.expires_at, u.id, u.account, u.email_sealed, u.number_sealed,
            u.name_sealed, u.key_wrapped, u.email_verified_at
          FROM sessions s JOIN users u ON u.id = s.user_id
          WHERE s.id = ANY($1::bytea[]) AND s.revoked_at IS NULL`,
        values: [sessions.map((session) => Buffer.from(session, 'hex'))],
      })
      return new Map(rows.map((row) => [hexOf(row.session), row]))
    })
    lookups.set(deps, found)
  }
  return found
}
const lookups = new WeakMap<Deps, Lookup<SessionRow>>()

/** Who is signed in, if anybody. */
export async function maybeSignedIn(deps: Deps, request: FastifyRequest): Promise<SignedIn | undefined> {
  const cookie = request.cookies[cookieName]
  if (cookie === undefined || !/^[A-Za-z0-9]{43}$/.test(cookie)) return undefined
  const row = await lookup(deps)(sha256(cookie).toString('hex'))
  if (row === undefined || row.expires_at <= deps.clock.now()) return undefined
  let person: Person | undefined
  const opened = () => (person ??= personOf(deps, row))
  return {
    user: hexOf(row.id),
    account: hexOf(row.account),
    session: hexOf(row.session),
    get name() {
      return opened().name
    },
    get email() {
      return opened().email
    },
    get number() {
      return opened().number
    },
    get login() {
      return opened().login
    },
    emailVerified: row.email_verified_at !== null,
    windowEndsAt: row.authenticated_at + seconds(deps.config.purchaseWindowSeconds),
  }
}

/** Who is signed in. @throws {Problem} signed_out */
export async function signedIn(deps: Deps, request: FastifyRequest): Promise<SignedIn> {
  const who = await maybeSignedIn(deps, request)
  if (who === undefined) throw new Problem('signed_out', { detail: 'Sign in and try again. Nothing was done.' })
  return who
}

/** Who begins a session. */
export type Proven = {
  readonly user: Id
  /** Of the password that proved it; absent where something else did. */
  readonly passwordHash?: string
  /** Whether they have shown a second factor. */
  readonly factor?: boolean
}

/** Why no session began: the password was changed since it was compared, or the user has a second factor to show. */
type NotBegun = 'password_changed' | 'factor_needed'

/**
 * Begins a session with a new identifier, whatever cookie the browser had: a cookie that somebody else planted there is
 * worth nothing (T20). Signing in opens the purchase window (R26). Whoever has a second factor gets none without it,
 * whichever way they came: every way into the wallet leads through here (T21).
 *
 * @returns The cookie's value; only its hash is kept.
 */
export function beginSession(
  deps: Deps,
  { user, passwordHash, factor = false }: Proven,
): Promise<{ readonly cookie: string } | NotBegun> {
  const cookie = randomText(deps.random, 43)
  const now = deps.clock.now()
  return inTransaction(deps.pool, async (client) => {
    // Locks the user's row: a change of the password, or a first factor, either waits and ends this session, or is seen
    // here. So what follows must be a statement of its own, which sees what was committed while this one waited.
    const { rowCount } = await client.query(
      'SELECT FROM users WHERE id = $1 AND password_hash = coalesce($2, password_hash) FOR SHARE',
      [bytesOf(user), passwordHash ?? null],
    )
    if (rowCount === 0) return 'password_changed'
    if (!factor && (await hasFactor(deps, { realm: 'wallet', id: user }, client))) return 'factor_needed'
    await client.query(
      'INSERT INTO sessions (id, user_id, created_at, authenticated_at, expires_at) VALUES ($1, $2, $3, $3, $4)',
      [sha256(cookie), bytesOf(user), now, now + seconds(deps.config.sessionSeconds)],
    )
    return { cookie }
  })
}

/** Ends the sessions of a user but one, in the transaction that gives them their first factor. */
export async function endOtherSessions(deps: Deps, client: pg.ClientBase, user: Id, session: string): Promise<void> {
  await client.query('SELECT FROM users WHERE id = $1 FOR UPDATE', [bytesOf(user)])
  await client.query('UPDATE sessions SET revoked_at = $3 WHERE user_id = $1 AND id <> $2 AND revoked_at IS NULL', [
    bytesOf(user),
    Buffer.from(session, 'hex'),
    deps.clock.now(),
  ])
}

/** Ends a session for good, on every server at once. Ending it again does nothing. */
export async function endSession(deps: Deps, cookie: string): Promise<void> {
  await deps.pool.query('UPDATE sessions SET revoked_at = $2 WHERE id = $1 AND revoked_at IS NULL', [
    sha256(cookie),
    deps.clock.now(),
  ])
}

export function setSessionCookie(deps: Deps, reply: FastifyReply, cookie: string): void {
  reply.setCookie(cookieName, cookie, { ...cookieOptions, maxAge: deps.config.sessionSeconds })
}

export function clearSessionCookie(reply: FastifyReply): void {
  reply.clearCookie(cookieName, cookieOptions)
}

export const cookieOptions = { path: '/', secure: true, httpOnly: true, sameSite: 'lax' } as const
