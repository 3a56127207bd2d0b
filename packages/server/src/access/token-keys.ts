// Keys of login tokens, which change with time (R27).
import type { KeyObject } from 'node:crypto'
import { createSecretKey } from 'node:crypto'
import type { Instant } from '@farthing/ledger'
import { seconds } from '../platform/clock.ts'
import type { Deps } from '../platform/deps.ts'
import { sql } from '../platform/sql.ts'

/** For how long a key makes tokens. */
const rotationMicros = seconds(3_600)
/** How far clocks may disagree. */
export const toleranceMicros = seconds(60)

export type TokenKey = { readonly kid: string; readonly key: KeyObject }
export type TokenKeys = {
  /** The key that makes tokens at `at`. */
  current(at: Instant): Promise<TokenKey>
  /** A key that tokens of `at` may still have been made with; `undefined` where it is too old, or none. */
  live(kid: string, at: Instant): Promise<KeyObject | undefined>
}

const ofDeps = new WeakMap<Deps, TokenKeys>()

/** The keys of this server's database. Imported ones stay in memory. */
export function tokenKeys(deps: Deps): TokenKeys {
  const known = ofDeps.get(deps)
  if (known !== undefined) return known
  const made = openTokenKeys(deps)
  ofDeps.set(deps, made)
  return made
}

function openTokenKeys(deps: Deps): TokenKeys {
  const imported = new Map<string, Promise<KeyObject | undefined>>()

  /** At most one query a key, however many ask at once; what failed is asked again. */
  function find(kid: string, load: () => Promise<KeyObject | undefined>): Promise<KeyObject | undefined> {
    const known = imported.get(kid)
    if (known !== undefined) return known
    for (const old of imported.keys()) if (imported.size > 4) imported.delete(old)
    const loading = load()
    imported.set(kid, loading)
    loading.then(
      (key) => key ?? imported.delete(kid),
      () => imported.delete(kid),
    )
    return loading
  }

  return {
    async current(at) {
      const kid = kidOf(at)
      const key = await find(kid, () => makeKey(deps, kid))
      if (key === undefined) throw new Error(`token key ${kid} was not made`)
      return { kid, key }
    },
    async live(kid, at) {
      if (!isLive(kid, at)) return undefined
      return find(kid, () => loadKey(deps, kid))
    },
  }
}

/** A key is named after the hour that it makes tokens in, so that all servers make the same one. */
const kidOf = (at: Instant): string => (at / rotationMicros).toString()

/** Two keys live at once, and around the change of the hour clocks may disagree. */
function isLive(kid: string, at: Instant): boolean {
  if (!/^\d{1,12}$/.test(kid)) return false
  const from = BigInt(kid) * rotationMicros - toleranceMicros
  const to = (BigInt(kid) + 2n) * rotationMicros + toleranceMicros
  return from <= at && at < to
}

async function makeKey(deps: Deps, kid: string): Promise<KeyObject | undefined> {
  const from = BigInt(kid) * rotationMicros
  const sealed = deps.secrets.seal(['token_keys', kid, 'key_sealed'], deps.random.bytes(32).toString('base64'))
  await sql`INSERT INTO token_keys (kid, created_at, expires_at, key_sealed)
            VALUES (${kid}, ${from}, ${from + 2n * rotationMicros + toleranceMicros}, ${sealed})
            ON CONFLICT (kid) DO NOTHING`.rows(deps.pool)
  // A key with which no valid token can have been made any more is destroyed: a copy of the database opens no old
  // token.
  await sql`DELETE FROM token_keys WHERE expires_at < ${from}`.rows(deps.pool)
  return loadKey(deps, kid)
}

async function loadKey(deps: Deps, kid: string): Promise<KeyObject | undefined> {
  const [found] = await sql<{ key_sealed: Buffer }>`
    SELECT key_sealed FROM token_keys WHERE kid = ${kid}`.rows(deps.pool)
  const sealed = found?.key_sealed
  if (sealed === undefined) return undefined
  const bytes = Buffer.from(deps.secrets.open(['token_keys', kid, 'key_sealed'], sealed), 'base64')
  return createSecretKey(bytes)
}
