// One way to give value to a payer or to a payee, and one to take it from each: debts are repaid first.
import type { Draft, Id, Moves, Seen } from '@farthing/ledger'
import { available, balanceOf } from '@farthing/ledger'
import { debtAccount, receivable, rightsholderPayable, vendorPayable } from './accounts.ts'
import type { Asset } from './assets.ts'

/**
 * Money under way: it comes from givers, and goes to takers in the order in which they take it, one giver after the
 * other.
 */
export class Pool {
  private readonly moves: Moves
  private readonly givers: { readonly account: Id; left: bigint }[] = []
  private first = 0

  constructor(moves: Moves) {
    this.moves = moves
  }

  /** Adds a giver. Nothing moves until somebody takes it. */
  add(account: Id, micros: bigint): void {
    if (micros > 0n) this.givers.push({ account, left: micros })
  }

  /** Moves an amount to an account. Where giver and taker are the same account, nothing moves. */
  give(account: Id, micros: bigint): void {
    let due = micros
    while (due > 0n) {
      const giver = this.givers[this.first]
      if (giver === undefined) throw new Error('more is given than was taken')
      const amount = giver.left < due ? giver.left : due
      if (giver.account !== account) this.moves.post(giver.account, account, amount)
      due -= amount
      giver.left -= amount
      if (giver.left === 0n) this.first++
    }
  }

  /** @throws Where something is left that somebody was to get: an invariant is broken. */
  end(): void {
    if (this.first < this.givers.length) throw new Error('more was taken than is given')
  }
}

/** What giving and taking work on: a decision's draft, and the money of one asset under way. */
export type UnderWay = { readonly draft: Draft; readonly pool: Pool; readonly asset: Asset }

/** Who is paid of a sale: what the provider owes them, and what they owe back. The provider owes itself nothing back. */
export type Payee = { readonly payable: Id; readonly receivable: Id | null }
export const vendorPayee = (vendor: Id, asset: Asset): Payee => ({
  payable: vendorPayable(vendor, asset),
  receivable: receivable(vendor, asset),
})
export const rightsholderPayee = (owner: Id, asset: Asset): Payee => ({
  payable: rightsholderPayable(owner, asset),
  receivable: receivable(owner, asset),
})

/** What is owed on an account that stands below zero: a payer's debt, a payee's receivable. */
export function owedMicros(seen: Pick<Seen, 'account'>, account: Id | null): bigint {
  const found = account === null ? undefined : seen.account(account)
  return found === undefined ? 0n : -balanceOf(found)
}

/** Gives an amount to a payer: what they owe of the asset is repaid first, the rest goes into the bucket. */
export function giveToPayer({ draft, pool, asset }: UnderWay, payer: Id, bucket: Id, micros: bigint): void {
  fill({ draft, pool }, debtAccount(payer, asset), bucket, micros)
}

/** Gives an amount to a payee, who earned it: what they owe back is filled first, the rest is payable to them. */
export function giveToPayee({ draft, pool, asset }: UnderWay, payee: Payee, micros: bigint): void {
  const { payable } = payee
  if (draft.account(payable) === undefined) {
    // The provider has one account for all its sales: it may stand below zero, and has no history of entries.
    draft.open(payee.receivable === null ? { id: payable, asset, floor: null, history: false } : { id: payable, asset })
  }
  fill({ draft, pool }, payee.receivable, payable, micros)
}

function fill({ draft, pool }: Pick<UnderWay, 'draft' | 'pool'>, owing: Id | null, account: Id, micros: bigint): void {
  const owed = owedMicros(draft, owing)
  const filled = owed < micros ? owed : micros
  if (owing !== null && filled > 0n) pool.give(owing, filled)
  pool.give(account, micros - filled)
}

/**
 * Takes an amount from a payee: from what is payable to them, as far as that goes. They owe the rest, which was paid
 * out already, and what they earn next repays it. Call it once for each payee in a decision.
 */
export function takeFromPayee({ draft, pool, asset }: UnderWay, payee: Payee, micros: bigint): void {
  const { payable, receivable: owing } = payee
  const found = draft.account(payable)
  const free = found === undefined ? 0n : available(found)
  if (owing === null || free >= micros) return pool.add(payable, micros)
  const there = free > 0n ? free : 0n
  pool.add(payable, there)
  draft.openIfAbsent({ id: owing, asset, floor: null, ceiling: 0n })
  pool.add(owing, micros - there)
}

/**
 * Takes an amount back from a payer: what is free of their bought tokens, as far as that goes. They owe the rest, and what
 * they are given next repays it. What purchases hold, and granted tokens, stay as they are.
 *
 * @returns How much more they owe by it: the payer's row then names the asset as `owing`.
 */
export function takeFromPayer({ draft, pool, asset }: UnderWay, payer: Id, bucket: Id, micros: bigint): bigint {
  const found = draft.account(bucket)
  const free = found === undefined ? 0n : available(found)
  const there = free <= 0n ? 0n : free < micros ? free : micros
  pool.add(bucket, there)
  if (there === micros) return 0n
  const debt = debtAccount(payer, asset)
  draft.openIfAbsent({ id: debt, asset, floor: null, ceiling: 0n })
  pool.add(debt, micros - there)
  return micros - there
}
