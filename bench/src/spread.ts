// How much figures of one kind differ.
import { median } from './measure.ts'

export type Spread = {
  readonly median: number
  /** The least and the greatest. */
  readonly range: readonly [number, number]
  /** Holds the true median in at least 95 of 100 runs like this; `null` for fewer than six figures. */
  readonly interval: readonly [number, number] | null
}

/**
 * Median, range, and an interval of the median that assumes nothing of how the figures are spread: between two order
 * statistics, by the binomial distribution.
 *
 * @param figures At least one.
 */
export function spreadOf(figures: readonly number[]): Spread {
  const sorted = figures.toSorted((a, b) => a - b)
  const at = (i: number): number => sorted[i] ?? Number.NaN
  const skip = skipped(sorted.length)
  return {
    median: median(sorted),
    range: [at(0), at(sorted.length - 1)],
    interval: skip === 0 ? null : [at(skip - 1), at(sorted.length - skip)],
  }
}

/** The greatest k so that fewer than k of n figures lie below the median with a probability of at most 2.5 %. */
function skipped(n: number): number {
  let probability = 0.5 ** n
  let sum = 0
  for (let k = 0; k < n; k++) {
    sum += probability
    if (sum > 0.025) return k
    probability = (probability * (n - k)) / (k + 1)
  }
  return 0
}
