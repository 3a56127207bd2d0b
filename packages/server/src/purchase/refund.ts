import type { Decider, Id, Instant, RowKey, RowOf, RowWrite, Seen } from '@farthing/ledger'
import { doneWith, more, put, refused } from '@farthing/ledger'
import { entitlementId, entitlements, revokeEntitlement } from '../access/index.ts'
import { payers } from '../account/index.ts'
import type { AccountAmount, Payee } from '../chart/index.ts'
import { assetCurrency, rightsholderPayee, takenFrom, vendorPayee } from '../chart/index.ts'
import { grants, reviveGrants } from '../incentive/index.ts'
import type { Refusal } from '../platform/http/submit.ts'
import { toMoney } from '../platform/money.ts'
import { splitByHeld } from '../royalty/index.ts'
import type { PartAmount } from '../wallet/index.ts'
import { giveBack, stillTaken } from '../wallet/index.ts'
import type { PurchaseAnswer, PurchaseRow } from './answer.ts'
import { answerOf } from './answer.ts'
import { captureKey, feePayee, missingOf, maxRefunds, refundKey } from './capture-shares.ts'
import { fundingOf, returnAccounts, returnFunding } from './funding.ts'
import { fixedFees } from './lines.ts'
import { heldBy, pair } from './rules.ts'
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
  const keptFeeMicros = open ? fixedFees(order, order.capturedMicros) : 0n
  return { micros: order.capturedMicros - order.refundedMicros - keptFeeMicros, keptFeeMicros }
}

/**
 * Gives a captured amount back to the buckets it came from, whole or in part; what the payer owes is repaid first. Each
 * party gives by what it has of the purchase: where that was paid out already, it owes. A full refund leaves nothing
 * behind and ends the licence.
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
    const given = refundsOf(purchase, order, seen)
    const held = stillHeld(purchase, order, keptFeeMicros, given, seen)
    const back = giveBack(amount, takenStill(order, given))
    const missing = missingOf(seen, {
      accounts: [
        ...held.flatMap(({ payee: { payable, receivable } }) => (receivable ? [payable, receivable] : [payable])),
        ...returnAccounts(order, back),
      ],
      rows: [],
    })
    if (missing !== undefined) return more(missing)

    const split = splitByHeld(
      amount,
      held.map((party) => party.micros),
    )
    const gives = held.map(({ payee }, i) => ({ payee, micros: split[i] ?? 0n }))
    const taken = gives.map(({ payee, micros }) => takenFrom(seen, payee, order.asset, micros))
    const returned = returnFunding(order, back, seen)
    const row: PurchaseRow = { ...order, refundedMicros: order.refundedMicros + amount, refunds: number }
    const written = put(refunds, refundKey(purchase, number), {
      purchase,
      vendor: order.vendor,
      number,
      micros: amount,
      asset: order.asset,
      reason: input.reason,
      parties: gives.map(({ payee, micros }) => ({ account: payee.payable, micros: `${micros}` })),
      funding: back.map(({ part, micros, worth }) => ({
        account: part.account,
        micros: `${micros}`,
        worth: `${worth}`,
      })),
      at,
    })
    return doneWith({
      opens: taken.flatMap(({ opens }) => opens),
      legs: [
        ...pair(
          taken.flatMap(({ amounts }) => amounts),
          returned.to,
        ),
        ...returned.legs,
      ],
      rows: [
        put(purchases, purchase, row),
        written,
        ...endLicences(purchase, row, seen, at),
        ...revive(order, back, seen, at),
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
    ...order.lines.map((line): RowKey => [entitlements, entitlementId(payer, line.item)]),
    ...fundingOf(order).flatMap((part): RowKey[] => (part.kind === 'granted' ? [[grants, part.grant]] : [])),
  ]
}

const refundsOf = (purchase: Id, order: PurchaseRow, seen: Seen): RowOf<typeof refunds>[] =>
  Array.from({ length: Number(order.refunds) }, (_, i) => {
    const refund = seen.row(refunds, refundKey(purchase, BigInt(i + 1)))
    if (refund === undefined) throw new Error(`refund ${i + 1} of ${purchase} is missing`)
    return refund
  })

const takenStill = (order: PurchaseRow, given: readonly RowOf<typeof refunds>[]): PartAmount[] =>
  stillTaken(
    fundingOf(order),
    order.capturedMicros,
    given.flatMap((refund) => refund.funding),
  )

/** What each party still has of the purchase and may give. */
function stillHeld(
  purchase: Id,
  order: PurchaseRow,
  keptFeeMicros: bigint,
  given: readonly RowOf<typeof refunds>[],
  seen: Seen,
): { readonly payee: Payee; readonly micros: bigint }[] {
  const { asset } = order
  const payees = new Map<Id, Payee>()
  const got: AccountAmount[] = []
  const gets = (payee: Payee, micros: bigint) => {
    payees.set(payee.payable, payee)
    got.push({ account: payee.payable, micros })
  }
  const fee = feePayee(asset)
  for (let n = 1n; n <= order.captures; n++) {
    const capture = seen.row(captures, captureKey(purchase, n))
    if (capture === undefined) throw new Error(`capture ${n} of ${purchase} is missing`)
    gets(fee, capture.feeMicros)
    for (const share of capture.shares) gets(rightsholderPayee(share.rightsholder, asset), BigInt(share.micros))
    gets(vendorPayee(order.vendor, asset), capture.vendorMicros)
  }
  return heldBy(
    got,
    given.flatMap((refund) => refund.parties),
  ).map(({ account, micros }) => ({
    payee: payees.get(account) ?? fee,
    micros: account === fee.payable ? micros - keptFeeMicros : micros,
  }))
}

function endLicences(purchase: Id, row: PurchaseRow, seen: Seen, at: Instant): RowWrite[] {
  const { payer } = row
  if (row.refundedMicros < row.capturedMicros || payer === null) return []
  return row.lines.flatMap(({ item }) =>
    revokeEntitlement(seen.row(entitlements, entitlementId(payer, item)), purchase, at),
  )
}

/** Granted tokens come back with their old expiry, or seven days from now if that is later. */
function revive(order: PurchaseRow, back: readonly PartAmount[], seen: Seen, at: Instant): RowWrite[] {
  const ids = back.flatMap(({ part }) => (part.kind === 'granted' ? [part.grant] : []))
  const payer = order.payer === null ? undefined : seen.row(payers, order.payer)
  if (ids.length === 0 || order.payer === null || payer === undefined) return []
  return reviveGrants(order.payer, payer, ids, seen, at)
}
