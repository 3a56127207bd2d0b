// What a vendor calls a payer: docs/decisions/pairwise-pseudonyms.md.
import { createCipheriv, createDecipheriv } from 'node:crypto'
import type { Id } from '@farthing/ledger'
import type { Deps } from '../platform/deps.ts'
import { fromPublic, toPublic } from '../platform/ids.ts'
import type { Secrets } from '../platform/secrets.ts'

// A key costs two hashes to derive; a purchase asks for its vendor's several times.
const keysOfSecrets = new WeakMap<Secrets, Map<Id, Buffer>>()
const mostKeys = 10_000

/**
 * A payer's name at one vendor, `psn_…`: another at every other vendor, and nothing can be learnt from it (R17). The
 * account's identifier is enciphered as one block under a key of the vendor's own, so it needs no table and the
 * provider can read it back.
 */
export const pseudonym = (deps: Pick<Deps, 'secrets'>, vendor: Id, account: Id): string =>
  toPublic('psn', block(createCipheriv('aes-256-ecb', keyOfVendor(deps.secrets, vendor), null), account))

/**
 * The account behind a pseudonym that this vendor was given; `undefined` where it is none of this vendor's.
 * Another vendor's pseudonym reads as noise, and noise ends in two zero bytes, as accounts do, once in 65,536 times:
 * whether there is such an account is for the caller to see.
 */
export function accountOf(deps: Pick<Deps, 'secrets'>, vendor: Id, text: string): Id | undefined {
  const id = fromPublic('psn', text)
  if (id === undefined) return undefined
  const account = block(createDecipheriv('aes-256-ecb', keyOfVendor(deps.secrets, vendor), null), id)
  return account.endsWith('0000') ? account : undefined
}

function block(cipher: ReturnType<typeof createCipheriv>, id: Id): Id {
  return cipher.setAutoPadding(false).update(id, 'hex', 'hex') + cipher.final('hex')
}

function keyOfVendor(secrets: Secrets, vendor: Id): Buffer {
  let keys = keysOfSecrets.get(secrets)
  if (keys === undefined) keysOfSecrets.set(secrets, (keys = new Map<Id, Buffer>()))
  const known = keys.get(vendor)
  if (known !== undefined) return known
  const key = secrets.derive(`pseudonyms of ${vendor}`)
  if (keys.size >= mostKeys) keys.clear()
  keys.set(vendor, key)
  return key
}
