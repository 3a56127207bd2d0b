// What pays for a price: parts of a payer's buckets in the order of spending, and how slices of them are taken and given
// back. Pure.
import type { Id } from '@farthing/ledger'
import type { Asset } from '../chart/index.ts'

/**
 * What a bucket holds: tokens that the payer bought, tokens that somebody granted, or what the provider lends until it
 * is billed.
 */
export type BucketKind = FundingPart['kind']

/** What one bucket gives to a price, as purchases store it: amounts are micro-units in decimal, above zero. */
export type FundingPart = {
  /** The bucket's ledger account, and the asset that it counts. */
  readonly account: Id
  readonly asset: Asset
  /** Of that asset. */
  readonly micros: string
  /** What that is worth in the purchase's currency, by the rate that was fixed with the purchase. */
  readonly worth: string
} & ({ readonly kind: 'bought' | 'credit' } | { readonly kind: 'granted'; readonly grant: Id })

/** How much of a part is taken, or given back: of its own asset, and what that is worth. */
export type PartAmount = { readonly part: FundingPart; readonly micros: bigint; readonly worth: bigint }

/** What a bucket got back, as refunds store it. */
export type GivenBack = { readonly account: Id; readonly micros: string; readonly worth: string }

/**
 * How much of a part's own asset is taken when `worth` of it is: in proportion, rounded up, so that the provider is
 * never short, and all of it at the end. A slice takes what it adds to this sum, so that slices sum exactly.
 */
function microsFor({ micros, worth }: FundingPart, taken: bigint): bigint {
  if (micros === worth) return taken
  const whole = BigInt(worth)
  return (BigInt(micros) * taken + whole - 1n) / whole
}

/** How much of each part is taken when `worth` of their sum is: in the order of spending. */
export function takenOf(parts: readonly FundingPart[], worth: bigint): PartAmount[] {
  let left = worth
  const taken = parts.map((part) => {
    const whole = BigInt(part.worth)
    const each = whole < left ? whole : left
    left -= each
    return { part, worth: each, micros: microsFor(part, each) }
  })
  if (left > 0n) throw new Error(`${left} more is taken than ${parts.length} parts are worth`)
  return taken
}

/** What is taken of each part and was not given back, in the order of spending. */
export function stillTaken(
  parts: readonly FundingPart[],
  capturedWorth: bigint,
  givenBack: readonly GivenBack[],
): PartAmount[] {
  const taken = takenOf(parts, capturedWorth)
  if (givenBack.length === 0) return taken
  return taken.map(({ part, micros, worth }) => {
    for (const back of givenBack) {
      if (back.account !== part.account) continue
      micros -= BigInt(back.micros)
      worth -= BigInt(back.worth)
    }
    return { part, micros, worth }
  })
}

/**
 * Gives worth back to the parts that it came from, last spent first: bought tokens before granted ones. What stays taken
 * of a part is what `takenOf` says of the worth that stays, never more than is taken now: giving all of it back leaves
 * nothing, and giving it back in slices gives the same.
 *
 * @param taken As `stillTaken` gives it.
 */
export function giveBack(worth: bigint, taken: readonly PartAmount[]): PartAmount[] {
  let left = worth
  const back: PartAmount[] = []
  for (const { part, ...held } of taken.toReversed()) {
    const each = held.worth < left ? held.worth : left
    if (each === 0n) continue
    left -= each
    const stays = microsFor(part, held.worth - each)
    back.push({ part, worth: each, micros: held.micros - (stays < held.micros ? stays : held.micros) })
  }
  if (left > 0n) throw new Error('more is given back than was taken')
  return back
}
