import type { Id, Instant, Seen } from '@farthing/ledger'
import { available } from '@farthing/ledger'
import type { PayerState } from '../account/index.ts'
import type { Asset } from '../chart/index.ts'
import { boughtBucket, grantBucket } from '../chart/index.ts'

/** One place where a payer holds tokens of one asset. */
export type Bucket = {
  readonly account: Id
  /** The incentive grant that it is; `null`: what was bought. */
  readonly grant: Id | null
  /** Where alone it may be spent; `null`: anywhere. */
  readonly vendor: Id | null
  /** From then on it cannot be spent; `null`: never. */
  readonly expiresAt: Instant | null
  /** What it holds free, in micro-units. */
  readonly freeMicros: bigint
}

/** What one bucket gives to a price. */
export type Draw = { readonly bucket: Id; readonly grant: Id | null; readonly micros: bigint }

/** Accounts to read before `bucketsOf`: the bought bucket, then each grant of that asset. */
export const bucketKeys = (payer: Id, state: PayerState, asset: Asset): Id[] => [
  boughtBucket(payer, asset),
  ...state.grants.filter((grant) => grant.asset === asset).map((grant) => grantBucket(grant.id, asset)),
]

/** A payer's buckets of one asset, as `seen` has them. An account that is not there yet holds nothing. */
export function bucketsOf(payer: Id, state: PayerState, asset: Asset, seen: Seen): Bucket[] {
  const free = (id: Id): bigint => {
    const account = seen.account(id)
    return account === undefined ? 0n : available(account)
  }
  const bought = boughtBucket(payer, asset)
  const buckets: Bucket[] = [{ account: bought, grant: null, vendor: null, expiresAt: null, freeMicros: free(bought) }]
  for (const grant of state.grants) {
    if (grant.asset !== asset) continue
    const account = grantBucket(grant.id, asset)
    const expiresAt = BigInt(grant.expiresAt)
    buckets.push({ account, grant: grant.id, vendor: grant.vendor, expiresAt, freeMicros: free(account) })
  }
  return buckets
}

/** Whether a bucket has something that may be spent at `vendor` at `at`. */
export const isSpendable = (bucket: Bucket, vendor: Id, at: Instant): boolean =>
  bucket.freeMicros > 0n &&
  (bucket.vendor === null || bucket.vendor === vendor) &&
  (bucket.expiresAt === null || at < bucket.expiresAt)

/**
 * Takes a price from a payer's buckets: incentive tokens before bought ones, the soonest to expire first.
 *
 * @param buckets All of the price's asset; what is expired at `at` or spendable elsewhere alone is passed over.
 * @returns One amount for each bucket that pays, above zero, in sum the price; or how much is missing.
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
}): Draw[] | { readonly shortMicros: bigint } {
  if (priceMicros <= 0n) throw new Error(`A price of ${priceMicros} cannot be drawn`) // The edge parsed it.
  const spendable = buckets.filter((bucket) => isSpendable(bucket, vendor, at))
  const draws: Draw[] = []
  let left = priceMicros
  for (const bucket of spendable.sort(inOrderOfSpending)) {
    const micros = bucket.freeMicros < left ? bucket.freeMicros : left
    draws.push({ bucket: bucket.account, grant: bucket.grant, micros })
    left -= micros
    if (left === 0n) return draws
  }
  return { shortMicros: left }
}

function inOrderOfSpending(a: Bucket, b: Bucket): number {
  if ((a.grant === null) !== (b.grant === null)) return a.grant === null ? 1 : -1
  if (a.expiresAt !== b.expiresAt) {
    if (a.expiresAt === null) return 1
    if (b.expiresAt === null) return -1
    return a.expiresAt < b.expiresAt ? -1 : 1
  }
  return a.account < b.account ? -1 : 1
}
