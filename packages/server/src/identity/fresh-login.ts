import type { Instant } from '@farthing/ledger'
import { seconds } from '../platform/clock.ts'
import type { Deps } from '../platform/deps.ts'
import { Problem } from '../platform/http/problems.ts'
import { sql } from '../platform/sql.ts'
import type { Holder, Realm } from './factors/holder.ts'
import type { Person } from './factors/mails.ts'
import { hasPasskeys } from './factors/passkeys.ts'
import type { Shown } from './factors/show.ts'
import { showFactor } from './factors/show.ts'
import { factorsOf, hasFactor } from './factors/store.ts'
import { refuseTooMany, wasRight } from './limits.ts'
import { isPassword } from './passwords.ts'
import type { SignedIn } from './sessions.ts'
import { emailIndex, userById } from './users.ts'

// A fresh login: what moves money, or changes how somebody signs in, needs that they have shown in the last minutes who
// they are. Whoever has a second factor shows that one; who has none, their password.

/** Who is signed in, in either realm, as far as factors are concerned. */
export type Signed = {
  readonly holder: Holder
  readonly person: Person
  /** SHA-256 of the cookie, 64 hex digits. */
  readonly session: string
  readonly freshUntil: Instant
}

export const isFresh = (deps: Deps, { freshUntil }: Pick<Signed, 'freshUntil'>): boolean =>
  freshUntil > deps.clock.now()

/** @throws {Problem} fresh_login_needed */
function refuseStale(deps: Deps, who: Pick<Signed, 'freshUntil'>): void {
  if (!isFresh(deps, who))
    throw new Problem('fresh_login_needed', {
      detail: 'Nothing was done. Show once more that it is you, then do it again.',
    })
}

/** Until when a session of the wallet is fresh. It is asked for where it is needed: most requests do without. */
export async function walletFreshUntil(deps: Deps, { session }: Pick<SignedIn, 'session'>): Promise<Instant> {
  const [row] = await sql<{ fresh_at: bigint }>`
    SELECT coalesce(fresh_at, authenticated_at) AS fresh_at FROM sessions WHERE id = ${Buffer.from(session, 'hex')}`.rows(
    deps.pool,
  )
  return (row?.fresh_at ?? 0n) + seconds(deps.config.freshLoginSeconds)
}

/**
 * For what a user with a second factor does freshly alone. Who has none goes on as before.
 *
 * @throws {Problem} fresh_login_needed
 */
export async function needFreshLogin(deps: Deps, who: SignedIn): Promise<void> {
  if (await hasFactor(deps, { realm: 'wallet', id: who.user }))
    refuseStale(deps, { freshUntil: await walletFreshUntil(deps, who) })
}

/** What somebody can show in place. */
export type Ways = { readonly code: boolean; readonly passkey: boolean; readonly password: boolean }

export async function waysOf(deps: Deps, holder: Holder): Promise<Ways> {
  const kinds = new Set((await factorsOf(deps, holder)).map(({ kind }) => kind))
  const passkey = kinds.has('passkey') && hasPasskeys(deps)
  return { code: kinds.has('totp'), passkey, password: kinds.size === 0 && holder.realm === 'wallet' }
}

export type ShownInPlace = Shown | { readonly password: string }
type From = { readonly address: string; readonly browser?: string | undefined }

/**
 * Makes a session fresh by what its holder shows now.
 *
 * @returns Until when it is.
 * @throws {Problem} factor_wrong; password_wrong; quota_exceeded; overloaded.
 */
export async function showInPlace(deps: Deps, who: Signed, shown: ShownInPlace, from: From): Promise<Instant> {
  const { holder, person, session } = who
  if ('password' in shown) await showPassword(deps, who, shown.password, from)
  else await showFactor(deps, shown, { holder, person, bound: session, what: 'fresh-login', ...from })
  const now = deps.clock.now()
  await refreshed[holder.realm](deps, session, now)
  return now + seconds(deps.config.freshLoginSeconds)
}

async function showPassword(deps: Deps, { holder, person }: Signed, password: string, from: From): Promise<void> {
  const isWay = (await waysOf(deps, holder)).password
  if (!isWay) throw new Problem('factor_wrong', { detail: 'Show your second factor. Nothing was done.' })
  const index = emailIndex(deps, person.login).toString('hex')
  const attempted = { what: 'change-password', index, ...from } as const
  await refuseTooMany(deps, attempted)
  const { passwordHash } = await userById(deps, holder.id)
  if (!(await isPassword(deps, password, passwordHash)))
    throw new Problem('password_wrong', { param: 'password', detail: 'This is not your password. Nothing was done.' })
  await wasRight(deps, attempted)
}

const refreshed: Readonly<Record<Realm, (deps: Deps, session: string, now: Instant) => Promise<unknown>>> = {
  wallet: (deps, session, now) =>
    sql`UPDATE sessions SET fresh_at = ${now} WHERE id = ${Buffer.from(session, 'hex')}`.rows(deps.pool),
  desk: (deps, session, now) =>
    sql`UPDATE desk_sessions SET fresh_at = ${now} WHERE id = ${Buffer.from(session, 'hex')}`.rows(deps.pool),
}
