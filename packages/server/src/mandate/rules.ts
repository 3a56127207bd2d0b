import { hash, timingSafeEqual } from 'node:crypto'
import type { Account, Id, Instant, Leg, RowOf } from '@farthing/ledger'
import { available, post } from '@farthing/ledger'
import type { Mode } from '../chart/index.ts'
import { limitSink, mandateBudget } from '../chart/index.ts'
import { fromPublic, toPublic } from '../platform/ids.ts'
import type { Currency } from '../platform/money.ts'
import type { mandates } from './tables.ts'

export type MandateRow = RowOf<typeof mandates>

/** A mandate's secret, as the one who buys with it sends it. Only its hash is kept anywhere. */
export type MandateSecret = { readonly mode: Mode; readonly id: Id; readonly hash: Uint8Array }

const secretForm = /^mandate_(live|test)_([0-9a-z]{26})_[0-9A-Za-z]{32}$/

/** Parses `mandate_live_<26 digits>_<32 letters>`; `undefined` where it has another form. */
export function parseMandateSecret(text: string): MandateSecret | undefined {
  const found = secretForm.exec(text)
  const id = fromPublic('man', `man_${found?.[2] ?? ''}`)
  if (found === null || id === undefined) return undefined
  return { mode: found[1] === 'test' ? 'test' : 'live', id, hash: hashOf(text) }
}

/** Writes a secret: shown once. */
export function writeMandateSecret(mode: Mode, id: Id, letters: string): { text: string; hash: Uint8Array } {
  const text = `mandate_${mode}_${toPublic('man', id).slice(4)}_${letters}`
  return { text, hash: hashOf(text) }
}

/** Whether a secret is this mandate's, in constant time. */
export const isSecretOf = (mandate: MandateRow, secret: MandateSecret): boolean =>
  mandate.mode === secret.mode && timingSafeEqual(mandate.secret_hash, secret.hash)

/** Accounts to read before `checkMandate`: its budget, and where budgets are debited to. */
export const mandateKeys = (id: Id, currency: Currency): Id[] => [mandateBudget(id, currency), limitSink(currency)]

export type MandateCheck =
  | { readonly kind: 'ok'; readonly legs: readonly Leg[]; readonly budget: Id }
  | { readonly kind: 'refused'; readonly code: 'mandate_invalid' }
  | { readonly kind: 'refused'; readonly code: 'mandate_exceeded'; readonly leftMicros: bigint }

/**
 * Whether a mandate allows a purchase. Its budget was opened with it, and so was the sink.
 *
 * @param wish.members Of the payer's account: a removed member's mandates end with their membership.
 * @returns Where it does, the leg that counts the price against its ceiling.
 */
export function checkMandate(
  id: Id,
  mandate: MandateRow | undefined,
  wish: {
    readonly vendor: Id
    readonly mode: Mode
    readonly currency: Currency
    readonly priceMicros: bigint
    readonly members: readonly Id[]
  },
  budget: Account | undefined,
  at: Instant,
): MandateCheck {
  if (mandate === undefined || budget === undefined || !isInForce(mandate, wish, at)) {
    return { kind: 'refused', code: 'mandate_invalid' }
  }
  const left = available(budget)
  const each = mandate.per_purchase_micros
  const leftMicros = each !== null && each < left ? each : left
  const allowed = mandate.currency === wish.currency && (mandate.vendors?.includes(wish.vendor) ?? true)
  if (!allowed || wish.priceMicros > leftMicros) {
    return { kind: 'refused', code: 'mandate_exceeded', leftMicros: allowed ? leftMicros : 0n }
  }
  return { kind: 'ok', legs: [post(budget.id, limitSink(wish.currency), wish.priceMicros)], budget: budget.id }
}

const isInForce = (mandate: MandateRow, wish: { mode: Mode; members: readonly Id[] }, at: Instant): boolean =>
  mandate.mode === wish.mode &&
  mandate.revoked_at === null &&
  at < mandate.expires_at &&
  wish.members.includes(mandate.user)

const hashOf = (text: string): Uint8Array => hash('sha256', text, 'buffer')
