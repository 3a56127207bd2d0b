import assert from 'node:assert/strict'

/** What a split needs to know of one line of a royalty schedule. */
export type Weight = { readonly basisPoints: number }

/** What a purchase is split by: fixed when it is authorized. */
export type SplitTerms = {
  readonly feeBasisPoints: bigint
  /** Once for a purchase, however many captures it takes. */
  readonly feeFixedMicros: bigint
  /** The schedule, in its order. Basis points sum to 10,000 at most. */
  readonly shares: readonly Weight[]
}

export type Split = {
  /** The provider's fee. */
  readonly feeMicros: bigint
  /** One amount for each line of the schedule, in its order. May be zero. */
  readonly shares: readonly bigint[]
  /** The vendor's rest. */
  readonly vendorMicros: bigint
}

const whole = 10_000n

/**
 * Splits all that is captured of a purchase. The fee is taken first: basis points of the amount rounded down, plus the
 * fixed part, never above the amount. Then each line of the schedule takes its share of what the lines before it have
 * left: its weight divided by the weights of all that still have to be paid, itself and the vendor included, rounded
 * half up. The vendor gets what remains. All parts sum to the amount exactly, and where the amount grows, no part
 * becomes smaller; with the method of the largest remainder one could.
 *
 * @param amountMicros Zero or more.
 */
export function split(amountMicros: bigint, terms: SplitTerms): Split {
  const { feeBasisPoints, feeFixedMicros } = terms
  assert(amountMicros >= 0n && feeBasisPoints >= 0n && feeBasisPoints <= whole && feeFixedMicros >= 0n)
  const fee = (amountMicros * feeBasisPoints) / whole + feeFixedMicros
  const feeMicros = fee < amountMicros ? fee : amountMicros
  let left = amountMicros - feeMicros
  let weightsLeft = whole
  const shares = terms.shares.map(({ basisPoints }) => {
    const weight = BigInt(basisPoints)
    assert(weight >= 0n && weight <= weightsLeft)
    const part = weight === 0n ? 0n : (2n * left * weight + weightsLeft) / (2n * weightsLeft)
    left -= part
    weightsLeft -= weight
    return part
  })
  return { feeMicros, shares, vendorMicros: left }
}

/** How much of the fee's fixed part is in the split of an amount: what the fee has above its basis points. */
export function fixedPartOf(amountMicros: bigint, terms: Omit<SplitTerms, 'shares'>): bigint {
  const { feeMicros } = split(amountMicros, { ...terms, shares: [] })
  return feeMicros - (amountMicros * terms.feeBasisPoints) / whole
}

/**
 * What one capture of a purchase owes: the split of all that is captured with it, less the split of what was captured
 * before. So each party gets the same, however the purchase was sliced. Refunds do not count: both sums are taken
 * before refunds.
 *
 * @param beforeMicros What captures before this one took of the purchase.
 * @param amountMicros What this one takes. Above zero.
 */
export function splitCapture(beforeMicros: bigint, amountMicros: bigint, terms: SplitTerms): Split {
  assert(amountMicros > 0n)
  const before = split(beforeMicros, terms)
  const after = split(beforeMicros + amountMicros, terms)
  return {
    feeMicros: after.feeMicros - before.feeMicros,
    shares: after.shares.map((micros, i) => micros - (before.shares[i] ?? 0n)),
    vendorMicros: after.vendorMicros - before.vendorMicros,
  }
}

/**
 * Splits a refund over what each party still holds of the purchase, by largest remainder with ties
 * to the earlier party. Nobody gives more than they hold, and a refund of all leaves nothing.
 *
 * @param amountMicros Zero to the sum of `held`.
 * @param held What each party still holds, none below zero.
 */
export function splitByHeld(amountMicros: bigint, held: readonly bigint[]): bigint[] {
  assert(amountMicros >= 0n && amountMicros <= total(held))
  return apportion(amountMicros, held)
}

/** Divides an amount in proportion to weights: floors first, then one micro each to the largest remainders. */
function apportion(amountMicros: bigint, weights: readonly bigint[]): bigint[] {
  const all = total(weights)
  if (amountMicros === 0n) return weights.map(() => 0n)
  assert(all > 0n)
  const parts = weights.map((weight, index) => {
    assert(weight >= 0n)
    return { index, micros: (amountMicros * weight) / all, remainder: (amountMicros * weight) % all }
  })
  const short = amountMicros - total(parts.map((part) => part.micros))
  const roundedUp = parts
    .toSorted((a, b) => (a.remainder === b.remainder ? a.index - b.index : a.remainder > b.remainder ? -1 : 1))
    .slice(0, Number(short)) // Fewer than there are parts.
  for (const part of roundedUp) part.micros += 1n
  return parts.map((part) => part.micros)
}

const total = (amounts: readonly bigint[]): bigint => amounts.reduce((sum, amount) => sum + amount, 0n)
