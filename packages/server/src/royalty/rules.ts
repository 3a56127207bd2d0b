import assert from 'node:assert/strict'

/** What a split needs to know of one line of a royalty schedule. */
export type Part = { readonly basisPoints: number }

export type CaptureSplit = {
  /** The provider's fee. */
  readonly feeMicros: bigint
  /** One amount for each line of the schedule, in its order. May be zero. */
  readonly shares: readonly bigint[]
  /** The vendor's rest. */
  readonly vendorMicros: bigint
}

const whole = 10_000n

/**
 * Splits one capture. The fee comes off first: basis points of the amount rounded down, plus the
 * fixed part, never above the amount. Shares are of what is left, by largest remainder with ties
 * to the earlier line; the vendor's rest counts as the last line. All sums to the amount exactly.
 *
 * @param capture.amountMicros Above zero.
 * @param capture.feeFixedMicros For the first capture of a purchase alone; `0n` for later ones.
 * @param capture.shares Basis points sum to 10,000 at most.
 */
export function splitCapture(capture: {
  readonly amountMicros: bigint
  readonly feeBasisPoints: bigint
  readonly feeFixedMicros: bigint
  readonly shares: readonly Part[]
}): CaptureSplit {
  const { amountMicros, feeBasisPoints, feeFixedMicros } = capture
  assert(amountMicros > 0n && feeBasisPoints >= 0n && feeFixedMicros >= 0n)
  const fee = (amountMicros * feeBasisPoints) / whole + feeFixedMicros
  const feeMicros = fee < amountMicros ? fee : amountMicros
  const weights = capture.shares.map((share) => BigInt(share.basisPoints))
  const rest = whole - total(weights)
  assert(rest >= 0n)
  const amounts = apportion(amountMicros - feeMicros, [...weights, rest])
  return { feeMicros, shares: amounts.slice(0, -1), vendorMicros: amounts.at(-1) ?? 0n }
}

/**
 * Splits a refund over what each party still holds of the purchase, by largest remainder with ties
 * to the earlier party. Nobody gives more than they hold, and a refund of all leaves nothing.
 * (Differences of cumulative splits would not do: largest remainder is not monotone.)
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
  const lucky = parts
    .toSorted((a, b) => (a.remainder === b.remainder ? a.index - b.index : a.remainder > b.remainder ? -1 : 1))
    .slice(0, Number(short)) // Fewer than there are parts.
  for (const part of lucky) part.micros += 1n
  return parts.map((part) => part.micros)
}

const total = (amounts: readonly bigint[]): bigint => amounts.reduce((sum, amount) => sum + amount, 0n)
