import { seconds } from '../../platform/clock.ts'
import type { Deps } from '../../platform/deps.ts'
import { sql } from '../../platform/sql.ts'

/** Which session, or sign-in that is half done, was asked: SHA-256 of its cookie, 64 hex digits. */
export type Bound = string

export type Purpose = 'totp.add' | 'passkey.add' | 'passkey.show'

const keptSeconds: Readonly<Record<Purpose, number>> = { 'totp.add': 900, 'passkey.add': 300, 'passkey.show': 300 }

/** Remembers what was asked. What was asked before for the same purpose can no longer be answered. */
export async function putChallenge(deps: Deps, bound: Bound, purpose: Purpose, text: string): Promise<void> {
  const sealed = deps.secrets.seal(['challenges', bound, purpose], text)
  const expiresAt = deps.clock.now() + seconds(keptSeconds[purpose])
  await sql`INSERT INTO challenges (bound, purpose, sealed, expires_at)
    VALUES (${Buffer.from(bound, 'hex')}, ${purpose}, ${sealed}, ${expiresAt})
    ON CONFLICT (bound, purpose) DO UPDATE SET sealed = excluded.sealed, expires_at = excluded.expires_at`.rows(
    deps.pool,
  )
}

/** What was asked, if it is not too old; looking changes nothing. */
export async function challengeOf(deps: Deps, bound: Bound, purpose: Purpose): Promise<string | undefined> {
  const [row] = await sql<{ sealed: Buffer }>`SELECT sealed FROM challenges
    WHERE bound = ${Buffer.from(bound, 'hex')} AND purpose = ${purpose} AND expires_at > ${deps.clock.now()}`.rows(
    deps.pool,
  )
  return row && deps.secrets.open(['challenges', bound, purpose], row.sealed)
}

/** The same, once: of two who ask at the same time, one gets it. */
export async function takeChallenge(deps: Deps, bound: Bound, purpose: Purpose): Promise<string | undefined> {
  const [row] = await sql<{ sealed: Buffer; expires_at: bigint }>`
    DELETE FROM challenges WHERE bound = ${Buffer.from(bound, 'hex')} AND purpose = ${purpose}
    RETURNING sealed, expires_at`.rows(deps.pool)
  if (row === undefined || row.expires_at <= deps.clock.now()) return undefined
  return deps.secrets.open(['challenges', bound, purpose], row.sealed)
}
