// The secret keys of the vendor API: how they are written, and who holds one.
import { hash, timingSafeEqual } from 'node:crypto'
import type { Id } from '@farthing/ledger'
import type { Mode } from '../chart/index.ts'
import { apiKeyActor } from '../platform/actor.ts'
import type { Deps } from '../platform/deps.ts'
import { Problem } from '../platform/http/problems.ts'
import type { Scope } from '../platform/http/submit.ts'
import { fromPublic, toPublic } from '../platform/ids.ts'
import { apiKeys } from './tables.ts'

/** The vendor whose server sent a request, by the key it sent. */
export type VendorCaller = { readonly vendor: Id; readonly mode: Mode; readonly key: Id }

/**
 * Writes a secret key: `sk_test_`, the key's own identifier, `_`, the secret letters. The identifier
 * finds the row without a search; the letters alone are secret.
 *
 * @param letters 32 letters and digits: 190 bits.
 */
export const writeSecretKey = (mode: Mode, key: Id, letters: string): string =>
  `sk_${mode}_${toPublic('key', key).slice('key_'.length)}_${letters}`

/** What is kept of a secret key: SHA-256 of its whole text. It has 190 bits, so nothing slower is needed. */
export const hashSecretKey = (secret: string): Buffer => hash('sha256', secret, 'buffer')

function readSecretKey(text: string): { readonly mode: Mode; readonly key: Id } | undefined {
  const [, mode, digits = ''] = /^sk_(live|test)_([0-9a-z]{26})_[0-9A-Za-z]{32}$/.exec(text) ?? []
  const key = fromPublic('key', `key_${digits}`)
  return key === undefined ? undefined : { mode: mode === 'live' ? 'live' : 'test', key }
}

/**
 * Finds out whose server calls, by `Authorization: Bearer sk_…` (RFC 6750).
 *
 * @throws {Problem} unauthorized, the same for a key that is missing, malformed, unknown, wrong or revoked.
 */
export async function vendorCaller(
  deps: Pick<Deps, 'ledger'>,
  request: { readonly headers: { readonly authorization?: string | undefined } },
): Promise<VendorCaller> {
  const secret = /^Bearer +([^ ]+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? ''
  const read = readSecretKey(secret)
  if (read === undefined) throw new Problem('unauthorized')
  const row = (await deps.ledger.look({ accounts: [], rows: [[apiKeys, read.key]] })).row(apiKeys, read.key)
  const sent = hashSecretKey(secret)
  const right = row !== undefined && row.mode === read.mode && timingSafeEqual(sent, row.secretHash)
  if (!right || row.revokedAt !== null) throw new Problem('unauthorized')
  return { vendor: row.vendor, mode: row.mode, key: read.key }
}

/** The scope of a vendor's idempotency keys, by the secret key that it calls with: live and test never meet. */
export const scopeOf = ({ vendor, mode, key }: VendorCaller): Scope => ({
  name: `${vendor}:${mode}`,
  actor: apiKeyActor(key),
  credential: { table: apiKeys, key },
})
