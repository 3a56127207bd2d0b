import type { Decider, Id, Leg, RowKey } from '@farthing/ledger'
import { done, holds, more, post, put, refused } from '@farthing/ledger'
import { entitlementId, overAtOnce } from '../access/index.ts'
import { itemVersions } from '../catalog/index.ts'
import { assetCurrency, limitSink, providerAccount } from '../chart/index.ts'
import type { Refusal } from '../platform/http/submit.ts'
import { toPublic } from '../platform/ids.ts'
import { toMoney } from '../platform/money.ts'
import { vendors } from '../vendor/index.ts'
import type { PurchaseAnswer, PurchaseRow } from './answer.ts'
import { answerOf } from './answer.ts'
import { holdKey, missingOf, maxCaptures, payeeAccounts, shareCapture } from './capture-shares.ts'
import { licence, liveLicence } from './licence.ts'
import type { AccountAmount } from './rules.ts'
import { capturedOf, pair } from './rules.ts'
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
    const version = seen.knowsRow(itemVersions, order.version) ? seen.row(itemVersions, order.version) : undefined
    const missing = missingOf(seen, {
      accounts: [...holdAccounts(order), ...(version === undefined ? [] : payeeAccounts(order, version))],
      rows: [[itemVersions, order.version], ...holdRows(purchase, order)],
    })
    if (missing !== undefined) return more(missing)
    const vendor = seen.row(vendors, order.vendor)
    if (vendor === undefined || version === undefined) throw new Error(`purchase ${purchase} lost its item`)
    if (vendor.status !== 'open') return refused({ code: 'vendor_suspended' })
    const grants = order.capturedMicros === order.refundedMicros
    if (grants && version.kind === 'content' && order.payer !== null) {
      const held = liveLicence(order, order.payer, seen, at)
      if (held?.kind === 'more') return more(held.reads)
      if (held?.kind === 'live') {
        const entitlement = toPublic('ent', entitlementId(order.payer, order.item))
        return refused({ code: 'licence_held', entitlement })
      }
      if (overAtOnce(version.terms, at)) return refused({ code: 'terms_ended' })
    }
    const left = order.priceMicros - order.capturedMicros
    const amount = input.amountMicros ?? left
    const number = order.captures + 1n
    if (amount > left || number > maxCaptures) {
      const held = toMoney(left, assetCurrency(order.asset))
      return refused({ code: 'amount_above_hold', param: 'amount', held })
    }

    const ends = input.final || amount === left
    const parts = nextParts(order, amount)
    const shares = shareCapture(purchase, order, version, vendor, amount, seen, at)
    const capturing = providerAccount('capturing', order.asset)
    const row: PurchaseRow = {
      ...order,
      status: ends ? 'captured' : 'authorized',
      capturedMicros: order.capturedMicros + amount,
      captures: number,
    }
    return done({
      opens: shares.opens,
      legs: [
        ...captureLegs(purchase, order, parts, ends),
        ...pair([{ account: capturing, micros: amount }], shares.parts),
        ...giveBudgetsBack(order, ends ? left - amount : 0n),
      ],
      rows: [put(purchases, purchase, row), shares.row, ...(grants ? licence(purchase, row, version, at) : [])],
      answer: answerOf(purchase, row, ['purchase.captured']),
    })
  },
}

/** Accounts that end or capture a hold: buckets, the clearing account, budgets. */
export const holdAccounts = (order: PurchaseRow): Id[] => [
  ...(order.draws ?? []).map((draw) => draw.bucket),
  providerAccount('capturing', order.asset),
  ...(order.budgets !== null && order.budgets.length > 0
    ? [...order.budgets, limitSink(assetCurrency(order.asset))]
    : []),
]

export const holdRows = (purchase: Id, order: PurchaseRow): RowKey[] =>
  (order.draws ?? []).map((_, i) => [holds, holdKey(purchase, i)])

/** What the next `amount` takes from each draw, after what captures took before: in the order of spending. */
function nextParts(order: PurchaseRow, amount: bigint): AccountAmount[] {
  const draws = order.draws ?? []
  const before = capturedOf(draws, order.capturedMicros)
  return capturedOf(draws, order.capturedMicros + amount).map((part, i) => ({
    account: part.account,
    micros: part.micros - (before[i]?.micros ?? 0n),
  }))
}

function captureLegs(purchase: Id, order: PurchaseRow, parts: readonly AccountAmount[], ends: boolean): Leg[] {
  const after = capturedOf(order.draws ?? [], order.capturedMicros + parts.reduce((sum, part) => sum + part.micros, 0n))
  return (order.draws ?? []).flatMap((draw, i): Leg[] => {
    const micros = parts[i]?.micros ?? 0n
    const used = (after[i]?.micros ?? 0n) === BigInt(draw.micros)
    const usedBefore = used && micros === 0n
    if (usedBefore) return []
    const hold = holdKey(purchase, i)
    if (micros > 0n) return [{ kind: 'capture', hold, micros, final: ends || used }]
    return ends ? [{ kind: 'void', hold }] : []
  })
}

/** Gives to each budget back what was counted against it and is not spent. */
export const giveBudgetsBack = (order: PurchaseRow, micros: bigint): Leg[] =>
  micros === 0n
    ? []
    : (order.budgets ?? []).map((budget) => post(limitSink(assetCurrency(order.asset)), budget, micros))
