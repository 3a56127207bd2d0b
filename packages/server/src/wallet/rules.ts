import type { Id, Instant, Seen } from '@farthing/ledger'
import { available } from '@farthing/ledger'
import type { PayerState } from '../account/index.ts'
import type { Asset } from '../chart/index.ts'
import { boughtBucket, debtAccount, owedMicros } from '../chart/index.ts'
import { grantBucket } from '../incentive/index.ts'
import type { BucketKind, FundingPart } from './funding-parts.ts'

/** One place where a payer holds tokens of one asset. */
export type Bucket = {
  readonly account: Id
  readonly asset: Asset
  /** Where alone it may be spent; `null`: anywhere. */
  readonly vendor: Id | null
  /** From then on it cannot be spent; `null`: never. */
  readonly expiresAt: Instant | null
  /** What it holds free, in micro-units. */
  readonly freeMicros: bigint
} & ({ readonly kind: 'bought' | 'credit' } | { readonly kind: 'granted'; readonly grant: Id })

/** The accounts of `bucketsOf`: the bought bucket, then each grant of that asset; and what is owed, where something may be. */
export function bucketKeys(payer: Id, state: PayerState, asset: Asset): readonly Id[] {
  const known = madeKeys.get(state)
  if (known?.asset === asset) return known.keys
  const keys = [boughtBucket(payer, asset)]
  for (const grant of state.grants) if (grant.asset === asset) keys.push(grantBucket(grant.id, asset))
  if (state.owing?.includes(asset) === true) keys.push(debtAccount(payer, asset))
  madeKeys.set(state, { asset, keys })
  return keys
}
/** A payer's state is one object until it changes, and is asked for its buckets several times a purchase. */
const madeKeys = new WeakMap<PayerState, { readonly asset: Asset; readonly keys: readonly Id[] }>()

/**
 * A payer's buckets of one asset, as `seen` has them. An account that is not there yet holds nothing. What the payer owes
 * is no more free: it waits in the wallet to be repaid.
 */
export function bucketsOf(payer: Id, state: PayerState, asset: Asset, seen: Seen): Bucket[] {
  const free = (id: Id): bigint => {
    const account = seen.account(id)
    return account === undefined ? 0n : available(account)
  }
  const keys = bucketKeys(payer, state, asset)
  const bought = keys[0] as Id
  const owed = state.owing?.includes(asset) === true ? owedMicros(seen, debtAccount(payer, asset)) : 0n
  const buckets: Bucket[] = [
    { account: bought, asset, vendor: null, expiresAt: null, freeMicros: free(bought) - owed, kind: 'bought' },
  ]
  for (const grant of state.grants) {
    if (grant.asset !== asset) continue
    const account = keys[buckets.length] as Id
    const expiresAt = BigInt(grant.expiresAt)
    const { id, vendor } = grant
    buckets.push({ account, asset, vendor, expiresAt, freeMicros: free(account), kind: 'granted', grant: id })
  }
  return buckets
}

/** Whether a bucket has something that may be spent at `vendor` at `at`. */
export const isSpendable = (bucket: Bucket, vendor: Id, at: Instant): boolean =>
  bucket.freeMicros > 0n &&
  (bucket.vendor === null || bucket.vendor === vendor) &&
  (bucket.expiresAt === null || at < bucket.expiresAt)

/**
 * Takes a price from a payer's buckets: granted tokens before bought ones, the soonest to expire first, and what is lent
 * last.
 *
 * @param buckets All of the price's asset, so that each is worth what it holds; what is expired at `at` or spendable
 *   elsewhere alone is passed over.
 * @returns A part for each bucket touched, above zero, worth the price together; or what is short.
 */
export function drawDown({
  priceMicros,
  buckets,
  vendor,
  at,
}: {
  readonly priceMicros: bigint
  readonly buckets: readonly Bucket[]
  readonly vendor: Id
  readonly at: Instant
}): FundingPart[] | { readonly shortMicros: bigint } {
  if (priceMicros <= 0n) throw new Error(`A price of ${priceMicros} cannot be drawn`) // The edge parsed it.
  const spendable = buckets.filter((bucket) => isSpendable(bucket, vendor, at))
  const parts: FundingPart[] = []
  let left = priceMicros
  for (const bucket of spendable.sort(inOrderOfSpending)) {
    const micros = bucket.freeMicros < left ? bucket.freeMicros : left
    parts.push(partOf(bucket, `${micros}`))
    left -= micros
    if (left === 0n) return parts
  }
  return { shortMicros: left }
}

function partOf(bucket: Bucket, micros: string): FundingPart {
  const { account, asset, kind } = bucket
  return kind === 'granted'
    ? { account, asset, micros, worth: micros, kind, grant: bucket.grant }
    : { account, asset, micros, worth: micros, kind }
}

const orderOfSpending = { granted: 0, bought: 1, credit: 2 } as const satisfies Record<BucketKind, number>

function inOrderOfSpending(a: Bucket, b: Bucket): number {
  if (a.kind !== b.kind) return orderOfSpending[a.kind] - orderOfSpending[b.kind]
  if (a.expiresAt !== b.expiresAt) {
    if (a.expiresAt === null) return 1
    if (b.expiresAt === null) return -1
    return a.expiresAt < b.expiresAt ? -1 : 1
  }
  return a.account < b.account ? -1 : 1
}
