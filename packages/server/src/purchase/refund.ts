import type { Decider, Id, Instant, RowKey, RowOf } from '@farthing/ledger'
import { done, refused } from '@farthing/ledger'
import { payers } from '../account/index.ts'
import type { Payee } from '../chart/index.ts'
import { assetCurrency, debtAccount, Pool, rightsholderPayee, takeFromPayee, vendorPayee } from '../chart/index.ts'
import { grants, reviveGrants } from '../incentive/index.ts'
import type { Refusal } from '../platform/http/submit.ts'
import { toMoney } from '../platform/money.ts'
import { splitByHeld } from '../royalty/index.ts'
import type { PartAmount } from '../wallet/index.ts'
import { giveBack, stillTaken } from '../wallet/index.ts'
import type { PurchaseAnswer } from './answer.ts'
import { answerOf } from './answer.ts'
import type { Deciding } from './deciding.ts'
import type { By } from './events.ts'
import { givenStandingOf, purchaseRefunded } from './events.ts'
import { fundingAccounts, fundingOf, returnFunding } from './funding.ts'
import { captureKey, maxRefunds, refundKey } from './keys.ts'
import { endLicences, licenceKeys } from './licence.ts'
import { fixedFees } from './lines.ts'
import { accountsOf, feePayee, sellersAccounts } from './shares.ts'
import type { PurchaseRow } from './tables.ts'
import { captures, purchases, refunds } from './tables.ts'

export type Refund = {
  readonly purchase: Id
  readonly vendor: Id
  /** `null`: all that is not refunded yet. */
  readonly amountMicros: bigint | null
  readonly reason: string
  /** Left out: the vendor gives it back. */
  readonly inPlace?: By
}

/**
 * What can be refunded. While more of a hold may be captured, the fee's fixed part is not given back: it is taken once
 * for a purchase, so if it were given back before the next capture, it would never be paid. Once nothing more can be
 * captured, everything can be refunded.
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
 * party gives in proportion to what it has of the purchase; a party whose money was paid out already owes it. A full
 * refund leaves nothing behind and ends the licence.
 *
 * Refusals: not_found, amount_above_captured (param): see `refundable`.
 */
export const refundPurchase: Decider<Refund, PurchaseAnswer | Refusal> = {
  name: 'purchase.refund',
  prefetch: ({ purchase }) => ({ rows: [[purchases, purchase]] }),
  decide(input, draft, at) {
    const { purchase } = input
    const order = draft.row(purchases, purchase)
    if (order === undefined || order.vendor !== input.vendor) return refused({ code: 'not_found' })
    const { micros: left, keptFeeMicros } = refundable(order, at)
    const micros = input.amountMicros ?? left
    const number = order.refunds + 1n
    if (micros > left || left === 0n || number > maxRefunds) {
      const { asset } = order
      return refused({ code: 'amount_above_captured', param: 'amount', left: toMoney(left, assetCurrency(asset)) })
    }
    const deciding = { draft, at, purchase, order }
    const { parties, parts } = readWhatIsRefunded(deciding, keptFeeMicros)
    const split = splitByHeld(
      micros,
      parties.map((party) => party.micros),
    )
    const gives = parties.map(({ payee }, i) => ({ payee, micros: split[i] ?? 0n }))
    const back = giveBack(micros, parts)
    const row: PurchaseRow = { ...order, refundedMicros: order.refundedMicros + micros, refunds: number }

    const moves = draft.record(purchaseRefunded.of(givenStandingOf(purchase, row, input.inPlace)))
    const pool = new Pool(moves)
    for (const give of gives) takeFromPayee({ draft, pool, asset: order.asset }, give.payee, give.micros)
    returnFunding({ ...deciding, moves }, pool, back)
    draft.insert(refunds, refundKey(purchase, number), {
      purchase,
      vendor: order.vendor,
      number,
      micros,
      asset: order.asset,
      reason: input.reason,
      parties: gives.map((give) => ({ account: give.payee.payable, micros: `${give.micros}` })),
      funding: back.map(({ part, ...got }) => ({
        account: part.account,
        micros: `${got.micros}`,
        worth: `${got.worth}`,
      })),
      at,
    })
    draft.put(purchases, purchase, row)
    if (row.refundedMicros === row.capturedMicros) endLicences(deciding)
    reviveGranted(deciding, back)
    return done(answerOf(purchase, row))
  },
}

/** What somebody has of a purchase. */
type Party = { readonly payee: Payee; readonly micros: bigint }

/** Reads what was captured and refunded, in two steps. @returns What each party has, and what is taken of each part. */
function readWhatIsRefunded(
  { draft, purchase, order }: Deciding,
  keptFeeMicros: bigint,
): { readonly parties: readonly Party[]; readonly parts: readonly PartAmount[] } {
  const { payer, asset } = order
  const assets = new Set(fundingOf(order).map((part) => part.asset))
  draft.need(() => ({
    accounts: [
      ...fundingAccounts(order),
      ...sellersAccounts(order),
      ...(payer === null ? [] : [...assets].map((each) => debtAccount(payer, each))),
    ],
    rows: [
      ...numbers(order.captures).map((n): RowKey => [captures, captureKey(purchase, n)]),
      ...numbers(order.refunds).map((n): RowKey => [refunds, refundKey(purchase, n)]),
      ...(payer === null ? [] : [[payers, payer] as const]),
      ...licenceKeys(order, payer),
      ...fundingOf(order).flatMap((part): RowKey[] => (part.kind === 'granted' ? [[grants, part.grant]] : [])),
    ],
  }))
  const given = numbers(order.refunds).map((n) => {
    const refund = draft.row(refunds, refundKey(purchase, n))
    if (refund === undefined) throw new Error(`refund ${n} of ${purchase} is missing`)
    return refund
  })
  const parties = stillHeld({ draft, purchase, order }, given)
  draft.need(() => ({ accounts: parties.flatMap(({ payee }) => accountsOf(payee)) }))
  const fee = feePayee(asset).payable
  return {
    parties: parties.map(({ payee, micros }) => ({
      payee,
      micros: payee.payable === fee ? micros - keptFeeMicros : micros,
    })),
    parts: stillTaken(
      fundingOf(order),
      order.capturedMicros,
      given.flatMap((refund) => refund.funding),
    ),
  }
}

const numbers = (count: bigint): number[] => Array.from({ length: Number(count) }, (_, i) => i + 1)

/** What each party got by captures and did not give back, each once. */
function stillHeld({ draft, purchase, order }: Omit<Deciding, 'at'>, given: readonly RowOf<typeof refunds>[]): Party[] {
  const { asset } = order
  const parties = new Map<Id, { readonly payee: Payee; micros: bigint }>()
  const add = (payee: Payee, micros: bigint) => {
    const party = parties.get(payee.payable)
    if (party === undefined) parties.set(payee.payable, { payee, micros })
    else party.micros += micros
  }
  for (const n of numbers(order.captures)) {
    const capture = draft.row(captures, captureKey(purchase, n))
    if (capture === undefined) throw new Error(`capture ${n} of ${purchase} is missing`)
    add(feePayee(asset), capture.feeMicros)
    for (const share of capture.shares) add(rightsholderPayee(share.rightsholder, asset), BigInt(share.micros))
    add(vendorPayee(order.vendor, asset), capture.vendorMicros)
  }
  for (const refund of given) {
    for (const { account, micros } of refund.parties) {
      const party = parties.get(account)
      if (party !== undefined) party.micros -= BigInt(micros)
    }
  }
  return [...parties.values()]
}

/** Granted tokens come back with their old expiry, or seven days from now if that is later. */
function reviveGranted({ draft, at, order }: Deciding, back: readonly PartAmount[]): void {
  const ids = back.flatMap(({ part }) => (part.kind === 'granted' ? [part.grant] : []))
  if (ids.length > 0 && order.payer !== null) reviveGrants(draft, order.payer, ids, at)
}
