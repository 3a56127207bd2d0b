import type { Decider, Id, Instant, RowKey, RowWrite, Seen } from '@farthing/ledger'
import { done, more, put, refused } from '@farthing/ledger'
import { entitlementId, entitlements, revokeEntitlement } from '../access/index.ts'
import { payers } from '../account/index.ts'
import { assetCurrency, providerAccount, rightsholderPayable, vendorPayable } from '../chart/index.ts'
import { grants, reviveGrants } from '../incentive/index.ts'
import type { Refusal } from '../platform/http/submit.ts'
import { toMoney } from '../platform/money.ts'
import { fixedPartOf, splitByHeld } from '../royalty/index.ts'
import type { PurchaseAnswer, PurchaseRow } from './answer.ts'
import { answerOf } from './answer.ts'
import { captureKey, missingOf, maxRefunds, refundKey } from './capture-shares.ts'
import type { AccountAmount } from './rules.ts'
import { capturedOf, giveBack, heldBy, pair } from './rules.ts'
import { captures, purchases, refunds } from './tables.ts'

export type Refund = {
  readonly purchase: Id
  readonly vendor: Id
  /** `null`: all that is not refunded yet. */
  readonly amountMicros: bigint | null
  readonly reason: string
}

/**
 * What can be refunded. While more of a hold may be captured, the fee's fixed part stays where it is: it is taken once for
 * a purchase, so that given back and captured past it would be never paid. Once nothing more can be captured, all can be.
 */
export function refundable(
  order: PurchaseRow,
  at: Instant,
): { readonly micros: bigint; readonly keptFeeMicros: bigint } {
  const open = order.status === 'authorized' && at < (order.holdExpiresAt ?? 0n)
  const keptFeeMicros = open
    ? fixedPartOf(order.capturedMicros, {
        feeBasisPoints: order.feeBasisPoints ?? 0n,
        feeFixedMicros: order.feeFixedMicros ?? 0n,
      })
    : 0n
  return { micros: order.capturedMicros - order.refundedMicros - keptFeeMicros, keptFeeMicros }
}

/**
 * Gives a captured amount back to the buckets it came from, whole or in part. Each party gives
 * by what it still holds of the purchase; a full refund leaves nothing behind and ends the licence.
 *
 * Refusals: not_found, amount_above_captured (param): see `refundable`.
 */
export const refundPurchase: Decider<Refund, PurchaseAnswer | Refusal> = {
  name: 'purchase.refund',
  reads: ({ purchase }, hints) => ({ accounts: hints.accounts, rows: [[purchases, purchase], ...hints.rows] }),
  decide(input, seen, at) {
    const { purchase } = input
    const order = seen.row(purchases, purchase)
    if (order === undefined || order.vendor !== input.vendor) return refused({ code: 'not_found' })
    const { micros: left, keptFeeMicros } = refundable(order, at)
    const amount = input.amountMicros ?? left
    const number = order.refunds + 1n
    if (amount > left || left === 0n || number > maxRefunds) {
      return refused({
        code: 'amount_above_captured',
        param: 'amount',
        left: toMoney(left, assetCurrency(order.asset)),
      })
    }
    const parties = partyKeys(purchase, order)
    const missingRows = missingOf(seen, { accounts: [], rows: parties })
    if (missingRows !== undefined) return more(missingRows)
    const held = stillHeld(purchase, order, keptFeeMicros, seen)
    const missing = missingOf(seen, { accounts: [...held.parties, ...held.buckets].map((p) => p.account), rows: [] })
    if (missing !== undefined) return more(missing)

    const gives = splitByHeld(
      amount,
      held.parties.map((p) => p.micros),
    ).map((micros, i) => ({
      account: held.parties[i]?.account ?? '',
      micros,
    }))
    const gets = giveBack(amount, held.buckets)
    const row: PurchaseRow = { ...order, refundedMicros: order.refundedMicros + amount, refunds: number }
    const written = put(refunds, refundKey(purchase, number), {
      purchase,
      vendor: order.vendor,
      number,
      micros: amount,
      asset: order.asset,
      reason: input.reason,
      parties: gives.map((p) => ({ account: p.account, micros: p.micros.toString() })),
      buckets: gets.map((p) => ({ account: p.account, micros: p.micros.toString() })),
      at,
    })
    return done({
      legs: pair(gives, gets),
      rows: [
        put(purchases, purchase, row),
        written,
        ...endLicence(purchase, row, seen, at),
        ...revive(order, gets, seen, at),
      ],
      answer: answerOf(purchase, row, ['purchase.refunded']),
    })
  },
}

function partyKeys(purchase: Id, order: PurchaseRow): RowKey[] {
  const numbers = (count: bigint) => Array.from({ length: Number(count) }, (_, i) => BigInt(i + 1))
  const payer = order.payer ?? ''
  return [
    ...numbers(order.captures).map((n): RowKey => [captures, captureKey(purchase, n)]),
    ...numbers(order.refunds).map((n): RowKey => [refunds, refundKey(purchase, n)]),
    [payers, payer],
    [entitlements, entitlementId(payer, order.item)],
    ...(order.draws ?? []).flatMap((draw): RowKey[] => (draw.grant === null ? [] : [[grants, draw.grant]])),
  ]
}

/** What each party still holds of the purchase and may give, and what each bucket has still spent on it. */
function stillHeld(
  purchase: Id,
  order: PurchaseRow,
  keptFeeMicros: bigint,
  seen: Seen,
): { parties: AccountAmount[]; buckets: AccountAmount[] } {
  const fee = providerAccount('fee', order.asset)
  const got: AccountAmount[] = []
  for (let n = 1n; n <= order.captures; n++) {
    const capture = seen.row(captures, captureKey(purchase, n))
    if (capture === undefined) throw new Error(`capture ${n} of ${purchase} is missing`)
    got.push(
      { account: fee, micros: capture.feeMicros },
      ...capture.shares.map((share) => ({
        account: rightsholderPayable(share.rightsholder, order.asset),
        micros: BigInt(share.micros),
      })),
      { account: vendorPayable(order.vendor, order.asset), micros: capture.vendorMicros },
    )
  }
  const back = Array.from({ length: Number(order.refunds) }, (_, i) =>
    seen.row(refunds, refundKey(purchase, BigInt(i + 1))),
  )
  const spent = capturedOf(order.draws ?? [], order.capturedMicros)
  return {
    parties: heldBy(
      got,
      back.flatMap((refund) => refund?.parties ?? []),
    ).map(({ account, micros }) => ({ account, micros: account === fee ? micros - keptFeeMicros : micros })),
    buckets: heldBy(
      spent,
      back.flatMap((refund) => refund?.buckets ?? []),
    ),
  }
}

function endLicence(purchase: Id, row: PurchaseRow, seen: Seen, at: Instant): RowWrite[] {
  if (row.refundedMicros < row.capturedMicros || row.payer === null) return []
  return revokeEntitlement(seen.row(entitlements, entitlementId(row.payer, row.item)), purchase, at)
}

/** Incentive tokens come back with their old expiry, or seven days from now if that is later. */
function revive(order: PurchaseRow, gets: readonly AccountAmount[], seen: Seen, at: Instant): RowWrite[] {
  const back = new Set(gets.map((p) => p.account))
  const ids = (order.draws ?? []).flatMap((draw) => (draw.grant !== null && back.has(draw.bucket) ? [draw.grant] : []))
  const payer = order.payer === null ? undefined : seen.row(payers, order.payer)
  if (ids.length === 0 || order.payer === null || payer === undefined) return []
  return reviveGrants(order.payer, payer, ids, seen, at)
}
