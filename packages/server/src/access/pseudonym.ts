// What a vendor calls a payer: docs/decisions/0009-pairwise-pseudonyms.md.
import type { Cipheriv, Decipheriv } from 'node:crypto'
import { createCipheriv, createDecipheriv } from 'node:crypto'
import type { Id } from '@farthing/ledger'
import type { Deps } from '../platform/deps.ts'
import { fromPublic, isWhole, toPublic } from '../platform/ids.ts'
import type { Secrets } from '../platform/secrets.ts'

type Ciphers = { readonly to: Cipheriv; readonly from: Decipheriv }

// A cipher of single blocks keeps no state between them, so one is kept for each vendor: making it takes ten times as
// long as using it.
const ofSecrets = new WeakMap<Secrets, Map<Id, Ciphers>>()
const maxVendors = 10_000

/**
 * A payer's name at one vendor, `psn_…`: another at every other vendor, and nothing can be learnt from it (R17). The
 * account's identifier is enciphered as one block under a key of the vendor's own, so it needs no table and the
 * provider can read it back.
 */
export const pseudonym = (deps: Pick<Deps, 'secrets'>, vendor: Id, account: Id): string =>
  toPublic('psn', ciphersOf(deps.secrets, vendor).to.update(account, 'hex', 'hex'))

/**
 * The account behind a pseudonym that this vendor was given; `undefined` where it is none of this vendor's.
 * Another vendor's pseudonym reads as noise, and noise ends in three zero bytes, as accounts do, once in 16 million
 * times: whether there is such an account is for the caller to see.
 */
export function accountOf(deps: Pick<Deps, 'secrets'>, vendor: Id, text: string): Id | undefined {
  const id = fromPublic('psn', text)
  if (id === undefined) return undefined
  const account = ciphersOf(deps.secrets, vendor).from.update(id, 'hex', 'hex')
  return isWhole(account) ? account : undefined
}

function ciphersOf(secrets: Secrets, vendor: Id): Ciphers {
  let vendors = ofSecrets.get(secrets)
  if (vendors === undefined) ofSecrets.set(secrets, (vendors = new Map<Id, Ciphers>()))
  const known = vendors.get(vendor)
  if (known !== undefined) return known
  const key = secrets.derive(`pseudonyms of ${vendor}`)
  const made = { to: createCipheriv('aes-256-ecb', key, null), from: createDecipheriv('aes-256-ecb', key, null) }
  // Without padding, each block comes out at once.
  made.to.setAutoPadding(false)
  made.from.setAutoPadding(false)
  if (vendors.size >= maxVendors) vendors.clear()
  vendors.set(vendor, made)
  return made
}
