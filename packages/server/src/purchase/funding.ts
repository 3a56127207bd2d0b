// How what pays for a purchase reaches its payees, and goes back.
//
// A part in the purchase's own asset goes straight from its bucket, or by way of `capturing` where it was held. A part in
// another asset goes to that asset's exchange account, and the purchase's own exchange account pays what it is worth:
// books balance asset by asset, nothing of it stays in `capturing`, and what the two exchange accounts hold is what the
// provider has bought of one currency for another at the purchase's rate. An exchange of one wallet into another would
// post to the same two accounts, so that the provider's position in each currency is one number.
import type { Draft, Id, Instant } from '@farthing/ledger'
import { Pool, giveToPayer } from '../chart/index.ts'
import { capturingAccount, exchangeAccount } from './accounts.ts'
import type { FundingPart, PartAmount } from '../wallet/index.ts'
import { takenOf } from '../wallet/index.ts'
import type { Moving } from './deciding.ts'
import { holdKey } from './keys.ts'
import type { PurchaseRow } from './tables.ts'

/** Whose holds they are, as `dueHolds` asks for them. */
export const holdKind = 'purchase'

/** What pays for a purchase; nothing before it is authorized. */
export const fundingOf = (order: Pick<PurchaseRow, 'funding'>): readonly FundingPart[] => order.funding ?? []

/** Where what is held of a part waits for its capture. */
const clearing = (part: FundingPart, asset: string): Id =>
  (part.asset === asset ? capturingAccount : exchangeAccount)(part.asset)

/** The account from which the payees get what a part is worth. */
const sourceOf = (part: FundingPart, asset: string): Id =>
  (part.asset === asset ? capturingAccount : exchangeAccount)(asset)

/** The accounts that a purchase's funding moves on: to be read at once. */
export const fundingAccounts = (order: Pick<PurchaseRow, 'asset' | 'funding'>): Id[] =>
  fundingOf(order).flatMap((part) => [part.account, clearing(part, order.asset), sourceOf(part, order.asset)])

function openClearing(draft: Draft, part: FundingPart, asset: string): void {
  if (part.asset === asset) return draft.openIfAbsent({ id: clearing(part, asset), asset, history: false })
  draft.openIfAbsent({ id: exchangeAccount(part.asset), asset: part.asset, floor: null })
  draft.openIfAbsent({ id: exchangeAccount(asset), asset, floor: null })
}

/** Holds each part, one hold a part. */
export function holdFunding(
  { draft, moves, purchase, order }: Omit<Moving, 'at'>,
  parts: readonly FundingPart[],
  expiresAt: Instant,
): void {
  for (const [i, part] of parts.entries()) {
    openClearing(draft, part, order.asset)
    moves.pend({
      hold: holdKey(purchase, i),
      holdKind,
      debit: part.account,
      credit: clearing(part, order.asset),
      micros: BigInt(part.micros),
      expiresAt,
    })
  }
}

/** Takes each part whole, without a hold. @returns Money for the payees. */
export function takeFunding(
  { draft, moves, order: { asset } }: Pick<Moving, 'draft' | 'moves' | 'order'>,
  parts: readonly FundingPart[],
): Pool {
  const pool = new Pool(moves)
  for (const part of parts) {
    if (part.asset === asset) pool.add(part.account, BigInt(part.worth))
    else {
      openClearing(draft, part, asset)
      moves.post(part.account, clearing(part, asset), BigInt(part.micros))
      pool.add(sourceOf(part, asset), BigInt(part.worth))
    }
  }
  return pool
}

/**
 * Captures the next amount of what is held, in the order of spending.
 *
 * @param ends Whether what is left of the holds is released.
 * @returns Money for the payees.
 */
export function captureFunding({ moves, purchase, order }: Moving, amountMicros: bigint, ends: boolean): Pool {
  const pool = new Pool(moves)
  const parts = fundingOf(order)
  const before = takenOf(parts, order.capturedMicros)
  for (const [i, { part, ...after }] of takenOf(parts, order.capturedMicros + amountMicros).entries()) {
    const took = before[i] ?? { micros: 0n, worth: 0n }
    pool.add(sourceOf(part, order.asset), after.worth - took.worth)
    const [hold, whole] = [holdKey(purchase, i), BigInt(part.micros)]
    if (took.micros === whole) continue
    const micros = after.micros - took.micros
    if (micros > 0n) moves.capture(hold, micros, ends || after.micros === whole)
    else if (ends) moves.void(hold)
  }
  return pool
}

/** Releases what captures have left of the holds. */
export function releaseFunding({ moves, purchase, order }: Moving, how: 'void' | 'expire'): void {
  for (const [i, { part, micros }] of takenOf(fundingOf(order), order.capturedMicros).entries()) {
    if (micros === BigInt(part.micros)) continue
    if (how === 'void') moves.void(holdKey(purchase, i))
    else moves.expire(holdKey(purchase, i))
  }
}

/**
 * Gives parts back to the payer: what they owe is repaid first. Granted tokens repay no debt and go back to their
 * grant: otherwise promotional tokens could be turned into money by spending and refunding them.
 *
 * @param pool Holds what they are worth, in the purchase's asset.
 */
export function returnFunding({ draft, moves, order }: Moving, pool: Pool, back: readonly PartAmount[]): void {
  for (const { part, micros, worth } of back) {
    if (part.asset === order.asset) returnPart(draft, pool, order.payer, part, micros)
    else {
      pool.give(sourceOf(part, order.asset), worth)
      const foreign = new Pool(moves)
      foreign.add(clearing(part, order.asset), micros)
      returnPart(draft, foreign, order.payer, part, micros)
      foreign.end()
    }
  }
  pool.end()
}

function returnPart(draft: Draft, pool: Pool, payer: Id | null, part: FundingPart, micros: bigint): void {
  const { account, asset, kind } = part
  if (kind === 'granted' || payer === null) pool.give(account, micros)
  else giveToPayer({ draft, pool, asset }, payer, account, micros)
}
