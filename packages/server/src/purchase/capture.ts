import type { Decider, Id, Leg, RowKey } from '@farthing/ledger'
import { doneWith, holds, more, post, put, refused } from '@farthing/ledger'
import { itemVersions } from '../catalog/index.ts'
import { assetCurrency, limitSink } from '../chart/index.ts'
import type { Refusal } from '../platform/http/submit.ts'
import { toMoney } from '../platform/money.ts'
import { vendors } from '../vendor/index.ts'
import type { PurchaseAnswer, PurchaseRow } from './answer.ts'
import { answerOf } from './answer.ts'
import { holdKey, missingOf, maxCaptures, payeeAccounts, shareCapture, versionsOf } from './capture-shares.ts'
import { captureFunding, fundingAccounts, fundingOf } from './funding.ts'
import { licenceHeld, licences, termsEnded } from './licence.ts'
import { pair } from './rules.ts'
import { purchases } from './tables.ts'

export type Capture = {
  readonly purchase: Id
  /** Who asks: another vendor's purchase is not there. */
  readonly vendor: Id
  /** `null`: all that is still held. */
  readonly amountMicros: bigint | null
  /** Whether what is left of the hold is voided. */
  readonly final: boolean
}

/**
 * Captures a hold, whole or in parts: a part owes what it adds to the split of all that is captured.
 *
 * Content is licensed by the first capture of which something stays: one whose captures so far were all refunded lost
 * its licence with them. Where the payer has come by a licence meanwhile, or it would be over at once, that capture is
 * refused: the hold can be voided.
 *
 * Refusals: not_found, vendor_suspended, not_authorized, hold_expired, licence_held, terms_ended, amount_above_hold
 * (param).
 */
export const capturePurchase: Decider<Capture, PurchaseAnswer | Refusal> = {
  name: 'purchase.capture',
  reads: ({ purchase, vendor }, hints) => ({
    accounts: hints.accounts,
    rows: [[purchases, purchase], [vendors, vendor], ...hints.rows],
  }),
  decide(input, seen, at) {
    const { purchase } = input
    const order = seen.row(purchases, purchase)
    if (order === undefined || order.vendor !== input.vendor) return refused({ code: 'not_found' })
    if (order.status !== 'authorized') return refused({ code: 'not_authorized', purchase_status: order.status })
    if (at >= (order.holdExpiresAt ?? 0n)) return refused({ code: 'hold_expired' })
    const versions = versionsOf(order, seen)
    const missing = missingOf(seen, {
      accounts: [...holdAccounts(order), ...payeeAccounts(order, versions)],
      rows: [...order.lines.map((line): RowKey => [itemVersions, line.version]), ...holdRows(purchase, order)],
    })
    if (missing !== undefined) return more(missing)
    if (seen.row(vendors, order.vendor)?.status !== 'open') return refused({ code: 'vendor_suspended' })
    const grants = order.capturedMicros === order.refundedMicros
    const held = grants ? licenceHeld(order, versions, seen, at) : undefined
    if (held?.kind === 'more') return more(held.reads)
    if (held !== undefined) return refused(held.refusal)
    if (grants && termsEnded(versions, at)) return refused({ code: 'terms_ended' })
    const left = order.priceMicros - order.capturedMicros
    const amount = input.amountMicros ?? left
    const number = order.captures + 1n
    if (amount > left || number > maxCaptures) {
      const held = toMoney(left, assetCurrency(order.asset))
      return refused({ code: 'amount_above_hold', param: 'amount', held })
    }

    const ends = input.final || amount === left
    const taken = captureFunding(purchase, order, amount, ends)
    const shares = shareCapture(purchase, order, versions, amount, seen, at)
    const row: PurchaseRow = {
      ...order,
      status: ends ? 'captured' : 'authorized',
      capturedMicros: order.capturedMicros + amount,
      captures: number,
    }
    return doneWith({
      opens: shares.opens,
      legs: [...taken.legs, ...pair(taken.from, shares.parts), ...giveBudgetsBack(order, ends ? left - amount : 0n)],
      rows: [put(purchases, purchase, row), shares.row, ...(grants ? licences(purchase, row, versions, at) : [])],
      answer: answerOf(purchase, row, ['purchase.captured']),
    })
  },
}

/** Accounts that end or capture a hold: those of its funding, and budgets. */
export const holdAccounts = (order: PurchaseRow): Id[] => [
  ...fundingAccounts(order),
  ...(order.budgets !== null && order.budgets.length > 0
    ? [...order.budgets, limitSink(assetCurrency(order.asset))]
    : []),
]

export const holdRows = (purchase: Id, order: PurchaseRow): RowKey[] =>
  fundingOf(order).map((_, i) => [holds, holdKey(purchase, i)])

/** Gives to each budget back what was counted against it and is not spent. */
export const giveBudgetsBack = (order: PurchaseRow, micros: bigint): Leg[] =>
  micros === 0n
    ? []
    : (order.budgets ?? []).map((budget) => post(limitSink(assetCurrency(order.asset)), budget, micros))
