import type { Decider, Id, RowKey } from '@farthing/ledger'
import { done, holds, refused } from '@farthing/ledger'
import { itemVersions } from '../catalog/index.ts'
import { assetCurrency } from '../chart/index.ts'
import { limitSink } from '../wallet/index.ts'
import type { Refusal } from '../platform/http/submit.ts'
import { toMoney } from '../platform/money.ts'
import { isVoidBySuspension, vendors } from '../vendor/index.ts'
import type { PurchaseAnswer } from './answer.ts'
import { answerOf } from './answer.ts'
import type { Deciding, Moving } from './deciding.ts'
import { purchaseCaptured, standingOf } from './events.ts'
import { captureFunding, fundingAccounts, fundingOf } from './funding.ts'
import { holdKey, maxCaptures } from './keys.ts'
import { grantLicences, licenceHeld, licenceKeys, licenceVersions, termsEnded } from './licence.ts'
import { countCaptured, countedKeys, countReleased } from './limits.ts'
import type { ItemVersion } from './lines.ts'
import { ownersAccounts, payShares, sellersAccounts, versionsOf } from './shares.ts'
import type { PurchaseRow } from './tables.ts'
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
 * Captures a hold, whole or in parts. A part owes what it adds to the split of all that is captured. Content is
 * licensed by the first capture of which something stays: a purchase whose captures so far were all refunded lost its
 * licence with them. Where the payer has got a licence in the meantime, or it would be over at once, that capture is
 * refused: the hold can be voided.
 *
 * Refusals: not_found, vendor_suspended, not_authorized, hold_expired, licence_held, terms_ended, amount_above_hold
 * (param).
 */
export const capturePurchase: Decider<Capture, PurchaseAnswer | Refusal> = {
  name: 'purchase.capture',
  prefetch: ({ purchase, vendor }) => ({
    rows: [
      [purchases, purchase],
      [vendors, vendor],
    ],
  }),
  decide(input, draft, at) {
    const { purchase } = input
    const order = draft.row(purchases, purchase)
    if (order === undefined || order.vendor !== input.vendor) return refused({ code: 'not_found' })
    if (order.status !== 'authorized') return refused({ code: 'not_authorized', purchase_status: order.status })
    if (at >= (order.holdExpiresAt ?? 0n)) return refused({ code: 'hold_expired' })
    const versions = readWhatIsHeld({ draft, at, purchase, order })
    const vendor = draft.row(vendors, order.vendor)
    if (vendor?.status !== 'open' || isVoidBySuspension(vendor, order.authorizedAt))
      return refused({ code: 'vendor_suspended' })
    const licenses = order.capturedMicros === order.refundedMicros
    if (licenses) {
      const held = licenceHeld({ draft, at, order }, order.payer, versions)
      if (held !== undefined) return refused(held)
      if (termsEnded(versions, at)) return refused({ code: 'terms_ended' })
    }
    const left = order.priceMicros - order.capturedMicros
    const micros = input.amountMicros ?? left
    const number = order.captures + 1n
    if (micros > left || number > maxCaptures) {
      const held = toMoney(left, assetCurrency(order.asset))
      return refused({ code: 'amount_above_hold', param: 'amount', held })
    }

    const ends = input.final || micros === left
    const row: PurchaseRow = {
      ...order,
      status: ends ? 'captured' : 'authorized',
      capturedMicros: order.capturedMicros + micros,
      captures: number,
    }
    const moves = draft.record(purchaseCaptured.of(standingOf(purchase, row)))
    const moving = { draft, at, purchase, order, moves }
    const pool = captureFunding(moving, micros, ends)
    payShares(moving, pool, versions, { number, beforeMicros: order.capturedMicros, micros })
    countCaptured(moving, micros)
    if (ends) giveLimitsBack(moving, row.capturedMicros)
    if (licenses) grantLicences(moving, versions)
    draft.put(purchases, purchase, row)
    return done(answerOf(purchase, row))
  },
}

/** Asks for all that a capture looks at, in two steps. @returns The versions of the lines. */
function readWhatIsHeld({ draft, purchase, order }: Deciding): ItemVersion[] {
  draft.need(() => ({
    accounts: [...heldAccounts(order), ...sellersAccounts(order)],
    rows: [
      ...order.lines.map((line) => [itemVersions, line.version] as const),
      ...licenceKeys(order, order.payer),
      ...heldRows(purchase, order),
    ],
  }))
  const versions = versionsOf(order, draft)
  draft.need(() => ({
    accounts: ownersAccounts(order.asset, versions),
    rows: licenceVersions(order, order.payer, draft),
  }))
  return versions
}

/** Accounts that end or capture a hold: those of its funding, and what counted it. */
export const heldAccounts = (order: PurchaseRow): Id[] => [
  ...fundingAccounts(order),
  ...countedKeys(order).accounts,
  ...(order.budgets !== null && order.budgets.length > 0
    ? [...order.budgets, limitSink(assetCurrency(order.asset))]
    : []),
]

export const heldRows = (purchase: Id, order: PurchaseRow): RowKey[] => [
  ...fundingOf(order).map((_, i): RowKey => [holds, holdKey(purchase, i)]),
  ...countedKeys(order).rows,
]

/** Gives back to the payer's limits, and to a mandate's budget, what they counted and is not captured in the end. */
export function giveLimitsBack(moving: Moving, capturedMicros: bigint): void {
  const { moves, order } = moving
  countReleased(moving, capturedMicros)
  const micros = order.priceMicros - capturedMicros
  if (micros === 0n) return
  const sink = limitSink(assetCurrency(order.asset))
  for (const budget of order.budgets ?? []) moves.post(sink, budget, micros)
}
