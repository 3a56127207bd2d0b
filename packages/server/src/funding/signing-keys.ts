// Keys that sign what the provider owes (R1a): Ed25519, a new one every 90 days, public halves published for ever.
import type { KeyObject } from 'node:crypto'
import { createPrivateKey, createPublicKey } from 'node:crypto'
import type { Instant } from '@farthing/ledger'
import { seconds } from '../platform/clock.ts'
import { jsonOf } from '../platform/database.ts'
import type { Deps } from '../platform/deps.ts'
import { sql } from '../platform/sql.ts'

/** A public key as RFC 8037 writes it. */
export type PublicKey = {
  readonly kty: 'OKP'
  readonly crv: 'Ed25519'
  readonly x: string
  readonly kid: string
  readonly alg: 'EdDSA'
  readonly use: 'sig'
}
export type SigningKey = { readonly kid: string; readonly key: KeyObject }

const rotationMicros = seconds(90 * 86_400)

/** RFC 8410's wrapping of a raw private key. */
const pkcs8Prefix = Buffer.from('302e020100300506032b657004220420', 'hex')

/** The key that signs at `at`; made where it is the first time. All servers come to the same one. */
export async function signingKey(deps: Deps, at: Instant): Promise<SigningKey> {
  const kid = `record-${at / rotationMicros}`
  const known = await load(deps, kid)
  if (known !== undefined) return known
  const seed = deps.random.bytes(32)
  const { x = '' } = createPublicKey(privateKey(seed)).export({ format: 'jwk' })
  const jwk: PublicKey = { kty: 'OKP', crv: 'Ed25519', x, kid, alg: 'EdDSA', use: 'sig' }
  const sealed = deps.secrets.seal(['signing_keys', kid, 'key_sealed'], seed.toString('base64'))
  await sql`INSERT INTO signing_keys (kid, created_at, key_sealed, public_jwk)
            VALUES (${kid}, ${at}, ${sealed}, ${jsonOf(jwk)}::jsonb) ON CONFLICT (kid) DO NOTHING`.rows(deps.pool)
  const made = await load(deps, kid)
  if (made === undefined) throw new Error(`signing key ${kid} was not made`)
  return made
}

/** All public keys, the newest first (RFC 7517). */
export async function publicKeys(deps: Deps): Promise<PublicKey[]> {
  const rows = await sql<{ public_jwk: PublicKey }>`
    SELECT public_jwk FROM signing_keys ORDER BY created_at DESC LIMIT 200`.rows(deps.pool)
  return rows.map((row) => row.public_jwk)
}

async function load(deps: Deps, kid: string): Promise<SigningKey | undefined> {
  const rows = await sql<{ key_sealed: Buffer }>`
    SELECT key_sealed FROM signing_keys WHERE kid = ${kid}`.rows(deps.pool)
  const sealed = rows[0]?.key_sealed
  if (sealed === undefined) return undefined
  const seed = Buffer.from(deps.secrets.open(['signing_keys', kid, 'key_sealed'], sealed), 'base64')
  return { kid, key: privateKey(seed) }
}

const privateKey = (seed: Buffer): KeyObject =>
  createPrivateKey({ key: Buffer.concat([pkcs8Prefix, seed]), format: 'der', type: 'pkcs8' })
