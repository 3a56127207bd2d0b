import { hash, timingSafeEqual } from 'node:crypto'
import type { Id, Instant, Moves, RowOf, Seen } from '@farthing/ledger'
import { available } from '@farthing/ledger'
import type { Mode } from '../chart/index.ts'
import { mandateBudget } from './accounts.ts'
import { limitSink } from '../wallet/index.ts'
import type { Refusal } from '../platform/http/submit.ts'
import { fromPublic, toPublic } from '../platform/ids.ts'
import type { Currency } from '../platform/money.ts'
import { mandates } from './tables.ts'

export type MandateRow = RowOf<typeof mandates>

/** A mandate's secret, as the one who buys with it sends it: only its hash, SHA-256 in hex, is kept anywhere. */
export type MandateSecret = { readonly mode: Mode; readonly id: Id; readonly hash: string }

const secretForm = /^mandate_(live|test)_([0-9a-z]{26})_[0-9A-Za-z]{32}$/

/** Parses `mandate_live_<26 digits>_<32 letters>`; `undefined` where it has another form. */
export function parseMandateSecret(text: string): MandateSecret | undefined {
  const found = secretForm.exec(text)
  const id = fromPublic('man', `man_${found?.[2] ?? ''}`)
  if (found === null || id === undefined) return undefined
  return { mode: found[1] === 'test' ? 'test' : 'live', id, hash: hash('sha256', text) }
}

/** Writes a secret: shown once. */
export function writeMandateSecret(
  mode: Mode,
  id: Id,
  letters: string,
): { readonly text: string; readonly hash: string } {
  const text = `mandate_${mode}_${toPublic('man', id).slice('man_'.length)}_${letters}`
  return { text, hash: hash('sha256', text) }
}

export type MandateCheck =
  | {
      readonly kind: 'ok'
      /** The account that pays, and the member who gave the mandate. */
      readonly payer: Id
      readonly user: Id
      /** The budget that the price is counted in: see `countAgainstMandate`. */
      readonly budget: Id
    }
  | { readonly kind: 'refused'; readonly refusal: Refusal }

const invalid: MandateCheck = { kind: 'refused', refusal: { code: 'mandate_invalid' } }

/**
 * Whether a mandate allows a purchase. That its giver is still a member is for the caller to see.
 *
 * @param order.secretHash SHA-256 of the secret that came with the request, in hex.
 */
export function checkMandate(
  order: {
    readonly mandate: Id
    readonly vendor: Id
    readonly mode: Mode
    readonly currency: Currency
    readonly priceMicros: bigint
    readonly secretHash: string
  },
  seen: Seen,
  at: Instant,
): MandateCheck {
  const mandate = seen.row(mandates, order.mandate)
  if (mandate === undefined || !isSecretOf(mandate, order.secretHash)) return invalid
  if (mandate.mode !== order.mode || mandate.revokedAt !== null || at >= mandate.expiresAt) return invalid
  if (mandate.currency !== order.currency || !(mandate.vendors?.includes(order.vendor) ?? true)) return exceeded(0n)
  const budget = seen.account(mandateBudget(order.mandate, order.currency))
  if (budget === undefined) return invalid
  const left = available(budget)
  const each = mandate.perPurchaseMicros
  const leftMicros = each !== null && each < left ? each : left
  if (order.priceMicros > leftMicros) return exceeded(leftMicros)
  return { kind: 'ok', payer: mandate.payer, user: mandate.givenBy, budget: budget.id }
}

/** Counts a price against a mandate's ceiling. What is voided is given back by the same movement the other way. */
export const countAgainstMandate = (moves: Moves, budget: Id, currency: Currency, micros: bigint): void =>
  moves.post(budget, limitSink(currency), micros)

const exceeded = (leftMicros: bigint): MandateCheck => ({
  kind: 'refused',
  refusal: { code: 'mandate_exceeded', left: leftMicros.toString() },
})

/** @param secretHash SHA-256 of the secret that was sent, in hex. */
export function isSecretOf(mandate: MandateRow, secretHash: string): boolean {
  const sent = Buffer.from(secretHash, 'hex')
  return sent.length === mandate.secretHash.length && timingSafeEqual(mandate.secretHash, sent)
}
