// How what pays for a purchase reaches its payees, and goes back.
//
// A part in the purchase's own asset goes straight from its bucket, or by way of `capturing` where it was held. A part in
// another asset goes to that asset's exchange account, and the purchase's own exchange account pays what it is worth:
// books balance asset by asset, nothing of it stays in `capturing`, and what the two exchange accounts hold is what the
// provider has bought of one currency for another at the purchase's rate. An exchange of one wallet into another would
// post to the same two accounts, so that the provider's position in each currency is one number.
import type { Id, Instant, Leg, NewAccount, Seen } from '@farthing/ledger'
import { post } from '@farthing/ledger'
import type { AccountAmount } from '../chart/index.ts'
import { debtAccount, givenToPayer, openIfAbsent, providerAccount } from '../chart/index.ts'
import type { FundingPart, PartAmount } from '../wallet/index.ts'
import { takenOf } from '../wallet/index.ts'
import type { PurchaseRow } from './answer.ts'
import { holdKey } from './capture-shares.ts'

type Order = Pick<PurchaseRow, 'asset' | 'funding' | 'capturedMicros' | 'payer'>
type Effects = { readonly opens: readonly NewAccount[]; readonly legs: readonly Leg[] }

export const fundingOf = (order: Pick<PurchaseRow, 'funding'>): readonly FundingPart[] => order.funding ?? []

/** Where what is taken of a part goes at first. */
const clearing = (part: FundingPart, asset: string): Id =>
  providerAccount(part.asset === asset ? 'capturing' : 'exchange', part.asset)

/** From where the payees of a purchase get what a part that was held is worth. */
const sourceOf = (part: FundingPart, asset: string): Id =>
  providerAccount(part.asset === asset ? 'capturing' : 'exchange', asset)

/** The accounts that holding, capturing and releasing a purchase's funding touches. */
export const fundingAccounts = (order: Pick<PurchaseRow, 'asset' | 'funding'>): Id[] =>
  fundingOf(order).flatMap((part) => [part.account, clearing(part, order.asset), sourceOf(part, order.asset)])

function opensOf(order: Pick<PurchaseRow, 'asset'>, parts: readonly FundingPart[], seen: Seen): NewAccount[] {
  const assets = new Set(parts.filter((part) => part.asset !== order.asset).map((part) => part.asset))
  if (assets.size > 0) assets.add(order.asset)
  return [...assets].flatMap((asset) => openIfAbsent(seen, providerAccount('exchange', asset), asset, { floor: null }))
}

/** Holds each part, one hold a part. */
export function holdFunding(purchase: Id, order: Order, expiresAt: Instant, seen: Seen): Effects {
  const parts = fundingOf(order)
  return {
    opens: [
      ...opensOf(order, parts, seen),
      ...openIfAbsent(seen, providerAccount('capturing', order.asset), order.asset, { history: false }),
    ],
    legs: parts.map((part, i) => ({
      kind: 'pend',
      holdKind: 'purchase',
      hold: holdKey(purchase, i),
      debit: part.account,
      credit: clearing(part, order.asset),
      micros: BigInt(part.micros),
      expiresAt,
    })),
  }
}

/** Takes each part whole, without a hold. @returns Whence the payees are paid. */
export function takeFunding(order: Order, seen: Seen): Effects & { readonly from: readonly AccountAmount[] } {
  const parts = fundingOf(order)
  const foreign = parts.filter((part) => part.asset !== order.asset)
  return {
    opens: opensOf(order, parts, seen),
    legs: foreign.map((part) => post(part.account, clearing(part, order.asset), BigInt(part.micros))),
    from: parts.map((part) => ({
      account: part.asset === order.asset ? part.account : sourceOf(part, order.asset),
      micros: BigInt(part.worth),
    })),
  }
}

/**
 * Captures the next amount of what is held, in the order of spending.
 *
 * @param ends Whether what is left of the holds is released.
 * @returns Whence the payees are paid.
 */
export function captureFunding(
  purchase: Id,
  order: Order,
  amountMicros: bigint,
  ends: boolean,
): { readonly legs: readonly Leg[]; readonly from: readonly AccountAmount[] } {
  const parts = fundingOf(order)
  const before = takenOf(parts, order.capturedMicros)
  const from: AccountAmount[] = []
  const legs = takenOf(parts, order.capturedMicros + amountMicros).flatMap(({ part, ...after }, i): Leg[] => {
    const [tookMicros, tookWorth] = [before[i]?.micros ?? 0n, before[i]?.worth ?? 0n]
    from.push({ account: sourceOf(part, order.asset), micros: after.worth - tookWorth })
    const [hold, whole] = [holdKey(purchase, i), BigInt(part.micros)]
    if (tookMicros === whole) return []
    const micros = after.micros - tookMicros
    if (micros > 0n) return [{ kind: 'capture', hold, micros, final: ends || after.micros === whole }]
    return ends ? [{ kind: 'void', hold }] : []
  })
  return { legs, from }
}

/** Releases what captures have left of the holds. */
export const releaseFunding = (purchase: Id, order: Order, kind: 'void' | 'expire'): Leg[] =>
  takenOf(fundingOf(order), order.capturedMicros).flatMap(({ part, micros }, i) =>
    micros === BigInt(part.micros) ? [] : [{ kind, hold: holdKey(purchase, i) }],
  )

/** The accounts that `returnFunding` touches. */
export const returnAccounts = (order: Pick<PurchaseRow, 'asset' | 'payer'>, back: readonly PartAmount[]): Id[] =>
  back.flatMap(({ part }) => [
    part.account,
    ...(order.payer === null ? [] : [debtAccount(order.payer, part.asset)]),
    ...(part.asset === order.asset ? [] : [clearing(part, order.asset), sourceOf(part, order.asset)]),
  ])

/**
 * Gives parts back to the payer: what they owe is repaid first. Granted tokens repay nothing and go back to their grant:
 * else promotional tokens, spent and refunded, would be money.
 *
 * @returns Where the payees' money goes, and what else moves.
 */
export function returnFunding(
  order: Order,
  back: readonly PartAmount[],
  seen: Seen,
): { readonly to: readonly AccountAmount[]; readonly legs: readonly Leg[] } {
  const to: AccountAmount[] = []
  const legs: Leg[] = []
  for (const { part, micros, worth } of back) {
    const { account: bucket, asset } = part
    const given =
      part.kind === 'granted' || order.payer === null
        ? [{ account: bucket, micros }]
        : givenToPayer(seen, order.payer, { asset, bucket, micros })
    if (asset === order.asset) {
      to.push(...given)
      continue
    }
    to.push({ account: sourceOf(part, order.asset), micros: worth })
    const from = clearing(part, order.asset)
    for (const each of given) if (each.micros > 0n) legs.push(post(from, each.account, each.micros))
  }
  return { to, legs }
}
