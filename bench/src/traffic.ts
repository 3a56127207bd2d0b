// Whose purchases they are: payers at random, vendors by Zipf, each payer a new item every time.
import { itemsEach, payers, vendors } from './identifiers.ts'

/** Deterministic, so that both sides of a comparison see the same traffic: mulberry32. */
function randomOf(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

const cumulative = (() => {
  let sum = 0
  return Array.from({ length: vendors }, (_, i) => (sum += 1 / (i + 1)))
})()
const total = cumulative.at(-1) ?? 1

export type Sale = { readonly payer: number; readonly vendor: number; readonly item: number }

/** A source of sales that no payer has made before. */
export function traffic(seed: number): () => Sale {
  const random = randomOf(seed)
  const bought = new Map<number, number>()
  return () => {
    for (;;) {
      const payer = Math.floor(random() * payers)
      const vendor = zipf(random() * total)
      const pair = payer * vendors + vendor
      const nth = bought.get(pair) ?? 0
      if (nth >= itemsEach) continue
      bought.set(pair, nth + 1)
      return { payer, vendor, item: vendor * itemsEach + nth }
    }
  }
}

function zipf(point: number): number {
  let low = 0
  let high = vendors - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if ((cumulative[middle] ?? 0) < point) low = middle + 1
    else high = middle
  }
  return low
}
