import type { Decider, Id, Keys } from '@farthing/ledger'
import { done, refused } from '@farthing/ledger'
import type { Mode } from '../chart/index.ts'
import { userActor } from '../platform/actor.ts'
import type { Deps } from '../platform/deps.ts'
import type { Refusal, Result } from '../platform/http/submit.ts'
import { idOfAttempt, submitAttempt } from '../platform/http/submit.ts'
import { keyOf } from '../platform/ids.ts'
import { randomText } from '../platform/random.ts'
import { apiKeyCreated, apiKeyRevoked } from './events.ts'
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

const keysOfKey = ({ vendor, key }: { readonly vendor: Id; readonly key: Id }): Partial<Keys> => ({
  rows: [
    [vendors, vendor],
    [apiKeys, key],
  ],
})

/** Keeps a secret key's hash; the secret itself never reaches the ledger. Refusals: not_found. */
export const createKey: Decider<CreateKey, KeyAnswer | Refusal> = {
  name: 'vendor.createKey',
  prefetch: keysOfKey,
  decide({ vendor, key, mode, label, secretHash, last4, by }, draft, at) {
    const found = changeable(draft, vendor, by)
    if ('refusal' in found) return refused(found.refusal)
    if (draft.row(apiKeys, key) !== undefined) return refused({ code: 'conflict' })
    draft.insert(apiKeys, key, {
      vendor,
      mode,
      label,
      secretHash: Buffer.from(secretHash, 'hex'),
      last4,
      createdAt: at,
      createdBy: by,
      revokedAt: null,
    })
    draft.record(apiKeyCreated.of({ key, vendor, mode }))
    return done({ key })
  },
}

export type RevokeKey = { readonly vendor: Id; readonly key: Id; readonly by: Id }

/** Ends a secret key at once; one that has ended stays as it is. Refusals: not_found. */
export const revokeKey: Decider<RevokeKey, KeyAnswer | Refusal> = {
  name: 'vendor.revokeKey',
  prefetch: keysOfKey,
  decide({ vendor, key, by }, draft, at) {
    const found = changeable(draft, vendor, by)
    if ('refusal' in found) return refused(found.refusal)
    const row = draft.row(apiKeys, key)
    if (row === undefined || row.vendor !== vendor) return refused({ code: 'not_found' })
    if (row.revokedAt !== null) return done({ key })
    draft.put(apiKeys, key, { ...row, revokedAt: at })
    draft.record(apiKeyRevoked.of({ key, vendor, mode: row.mode }))
    return done({ key })
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
  if (before?.events.some(({ type }) => type === apiKeyCreated.name) === true) {
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
