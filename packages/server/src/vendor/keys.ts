import type { Decider, Id } from '@farthing/ledger'
import { doneWith, put, refused } from '@farthing/ledger'
import type { Mode } from '../chart/index.ts'
import { userActor } from '../platform/actor.ts'
import type { Deps } from '../platform/deps.ts'
import type { Refusal, Result } from '../platform/http/submit.ts'
import { idOfAttempt, submitAttempt } from '../platform/http/submit.ts'
import { keyOf } from '../platform/ids.ts'
import { randomText } from '../platform/random.ts'
import { changeable } from './rules.ts'
import { hashSecretKey, writeSecretKey } from './secret-keys.ts'
import { apiKeys, vendors } from './tables.ts'

export type CreateKey = {
  readonly vendor: Id
  readonly key: Id
  readonly mode: Mode
  readonly label: string
  /** SHA-256 of the secret's text, hex. */
  readonly secretHash: string
  readonly last4: string
  readonly by: Id
}
export type KeyAnswer = { readonly key: Id }

/** Keeps a secret key's hash; the secret itself never reaches the ledger. Refusals: not_found. */
export const createKey: Decider<CreateKey, KeyAnswer | Refusal> = {
  name: 'vendor.createKey',
  reads: ({ vendor, key }, hints) => ({
    accounts: hints.accounts,
    rows: [[vendors, vendor], [apiKeys, key], ...hints.rows],
  }),
  decide({ vendor, key, mode, label, secretHash, last4, by }, seen, at) {
    const found = changeable(seen, vendor, by)
    if ('refusal' in found) return refused(found.refusal)
    if (seen.row(apiKeys, key) !== undefined) return refused({ code: 'conflict' })
    const row = put(apiKeys, key, {
      vendor,
      mode,
      label,
      secretHash: Buffer.from(secretHash, 'hex'),
      last4,
      createdAt: at,
      createdBy: by,
      revokedAt: null,
    })
    return doneWith({ rows: [row], answer: { key } })
  },
}

export type RevokeKey = { readonly vendor: Id; readonly key: Id; readonly by: Id }

/** Ends a secret key at once; one that has ended stays as it is. Refusals: not_found. */
export const revokeKey: Decider<RevokeKey, KeyAnswer | Refusal> = {
  name: 'vendor.revokeKey',
  reads: ({ vendor, key }, hints) => ({
    accounts: hints.accounts,
    rows: [[vendors, vendor], [apiKeys, key], ...hints.rows],
  }),
  decide({ vendor, key, by }, seen, at) {
    const found = changeable(seen, vendor, by)
    if ('refusal' in found) return refused(found.refusal)
    const row = seen.row(apiKeys, key)
    if (row === undefined || row.vendor !== vendor) return refused({ code: 'not_found' })
    if (row.revokedAt !== null) return doneWith({ answer: { key } })
    return doneWith({ rows: [put(apiKeys, key, { ...row, revokedAt: at })], answer: { key } })
  },
}

export type KeyRequest = {
  readonly attempt: string
  readonly vendor: Id
  readonly mode: Mode
  readonly label: string
  readonly by: Id
}

/**
 * Makes a secret key.
 *
 * @returns `secret`: shown this once; `null` where the attempt was made before, since it is kept nowhere.
 */
export async function createSecretKey(
  deps: Deps,
  request: KeyRequest,
): Promise<Result<KeyAnswer & { readonly secret: string | null }>> {
  const { attempt, vendor, mode, label, by } = request
  const key = idOfAttempt(by, attempt, 'key')
  const before = await deps.ledger.operation(keyOf('attempt', by, attempt))
  if (before?.decider === createKey.name && before.kind === 'done') {
    return { kind: 'done', answer: { key, secret: null }, seq: before.seq, at: before.at }
  }
  const secret = writeSecretKey(mode, key, randomText(deps.random, 32))
  const input = {
    vendor,
    key,
    mode,
    label,
    secretHash: hashSecretKey(secret).toString('hex'),
    last4: secret.slice(-4),
    by,
  }
  const result = await submitAttempt(deps, by, attempt, createKey, input, { actor: userActor(by) })
  return result.kind === 'refused' ? result : { ...result, answer: { key: result.answer.key, secret } }
}
