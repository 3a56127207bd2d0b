import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Split, SplitTerms } from './rules.ts'
import { fixedPartOf, split, splitByHeld, splitCapture } from './rules.ts'

const total = (amounts: readonly bigint[]) => amounts.reduce((sum, amount) => sum + amount, 0n)
const noFee = { feeBasisPoints: 0n, feeFixedMicros: 0n }
/** Lines of a schedule by their basis points. */
const lines = (...basisPoints: number[]) => basisPoints.map((each) => ({ basisPoints: each }))

describe('R19 R20: a capture is split among the owners of rights', () => {
  test('R19: the fee comes off first, shares are of what is left, the vendor has the rest', () => {
    // 0.25 at 5 % + 0.001: fee 0.0135, left 0.2365; 40 % and 10 % of it.
    const terms = { feeBasisPoints: 500n, feeFixedMicros: 1_000n, shares: lines(4_000, 1_000) }
    expect(split(250_000n, terms)).toEqual({
      feeMicros: 13_500n,
      shares: [94_600n, 23_650n],
      vendorMicros: 118_250n,
    })
  })

  test('R19: each line takes its part of what the lines before it left, rounded half up', () => {
    // Of 10: 3.333 gives 3; of the 7 left 3,333 parts in 6,667 are 3.4995: 3; the vendor has 4.
    expect(split(10n, { ...noFee, shares: lines(3_333, 3_333) })).toEqual({
      feeMicros: 0n,
      shares: [3n, 3n],
      vendorMicros: 4n,
    })
    // Of 1: a quarter and a third of it are none, a half of it is one.
    expect(split(1n, { ...noFee, shares: lines(2_500, 2_500, 2_500) })).toEqual({
      feeMicros: 0n,
      shares: [0n, 0n, 1n],
      vendorMicros: 0n,
    })
  })

  test('R19: the fee is never above the amount', () => {
    const terms = { feeBasisPoints: 500n, feeFixedMicros: 5_000n, shares: lines(5_000) }
    expect(split(2_500n, terms)).toEqual({ feeMicros: 2_500n, shares: [0n], vendorMicros: 0n })
  })

  test('R19: a schedule may give everything away, and a line may have no part', () => {
    expect(split(999n, { ...noFee, shares: lines(10_000, 0) })).toEqual({
      feeMicros: 0n,
      shares: [999n, 0n],
      vendorMicros: 0n,
    })
  })

  test('R19: a vendor without a schedule keeps what the fee leaves', () => {
    const terms = { feeBasisPoints: 290n, feeFixedMicros: 0n, shares: [] }
    expect(split(1_000_000n, terms)).toEqual({ feeMicros: 29_000n, shares: [], vendorMicros: 971_000n })
  })

  test('T4: 0.002508 is split alike at once and in 132 captures of 19 micros', () => {
    const terms = { feeBasisPoints: 500n, feeFixedMicros: 0n, shares: lines(100) }
    // Fee 125.4: 125. Of the 2,383 left 1 % is 23.83: 24.
    expect(splitCapture(0n, 2_508n, terms)).toEqual({ feeMicros: 125n, shares: [24n], vendorMicros: 2_359n })
    expect(
      sumOf(
        Array.from({ length: 132 }, () => 19n),
        terms,
      ),
    ).toEqual([125n, 24n, 2_359n])
  })

  test('T4: the fixed part of the fee is taken once, from the first captures, however small they are', () => {
    const terms = { feeBasisPoints: 500n, feeFixedMicros: 1_000n, shares: [] }
    expect(sumOf([120_000n], terms)).toEqual([7_000n, 113_000n])
    expect(sumOf([1n, 60_000n, 59_999n], terms)).toEqual([7_000n, 113_000n])
    expect(
      sumOf(
        Array.from({ length: 120 }, () => 1_000n),
        terms,
      ),
    ).toEqual([7_000n, 113_000n])
  })
})

/** What each party has of captures one after the other: the provider, each line, the vendor. */
function sumOf(slices: readonly bigint[], terms: SplitTerms): bigint[] {
  let before = 0n
  let sums = Array.from({ length: terms.shares.length + 2 }, () => 0n)
  for (const slice of slices) {
    const parts = partsOf(splitCapture(before, slice, terms))
    sums = sums.map((sum, i) => sum + (parts[i] ?? 0n))
    before += slice
  }
  return sums
}

describe('T4: a refund is split over what each party still holds', () => {
  test('T4: in proportion to what is held', () => {
    expect(splitByHeld(100n, [500n, 300n, 200n])).toEqual([50n, 30n, 20n])
  })

  test('T4: who holds nothing gives nothing', () => {
    expect(splitByHeld(3n, [0n, 2n, 0n, 2n])).toEqual([0n, 2n, 0n, 1n])
  })

  test('T4: a refund of all leaves nothing behind', () => {
    expect(splitByHeld(7n, [1n, 0n, 6n])).toEqual([1n, 0n, 6n])
  })

  test('T4: three slices of a cent come out of the same three parties, and end at zero', () => {
    let held = [5_000n, 3_333n, 1_667n]
    const slices = [3_333n, 3_333n, 3_334n].map((slice) => {
      const parts = splitByHeld(slice, held)
      held = held.map((amount, i) => amount - (parts[i] ?? 0n))
      return parts
    })
    expect(slices).toEqual([
      [1_666n, 1_111n, 556n],
      [1_667n, 1_111n, 555n],
      [1_667n, 1_111n, 556n],
    ])
    expect(held).toEqual([0n, 0n, 0n])
  })
})

// The largest price is a billion major units: 10^15 micros.
const amount = fc.oneof(fc.bigInt(1n, 20n), fc.bigInt(1n, 10n ** 15n))
const schedule = fc
  .array(fc.integer({ min: 0, max: 10_000 }), { maxLength: 8 })
  .map((cuts) => [...cuts].sort((a, b) => a - b))
  .map((cuts) => cuts.map((cut, i) => ({ basisPoints: cut - (cuts[i - 1] ?? 0) })))

const terms = fc.record({
  feeBasisPoints: fc.bigInt(0n, 10_000n),
  feeFixedMicros: fc.oneof(fc.constant(0n), fc.bigInt(0n, 1_000_000n)),
  shares: schedule,
})
const partsOf = ({ feeMicros, shares, vendorMicros }: Split) => [feeMicros, ...shares, vendorMicros]

test('R19: every split sums to the amount, has no part below zero, and each line rounds by half a micro at most', () => {
  fc.assert(
    fc.property(amount, terms, (amountMicros, given) => {
      const parts = split(amountMicros, given)
      expect(total(partsOf(parts))).toBe(amountMicros)
      partsOf(parts).forEach((part) => expect(part >= 0n).toBe(true))
      const left = amountMicros - parts.feeMicros
      given.shares.forEach(({ basisPoints }, i) => {
        // A line rounds what those before it left: at worst half a micro for each of them and one for itself.
        const error = (parts.shares[i] ?? -1n) * 10_000n - left * BigInt(basisPoints)
        expect(error <= BigInt(i + 1) * 5_000n && error >= BigInt(i + 1) * -5_000n).toBe(true)
      })
    }),
    { verbose: true },
  )
})

test('T4: nobody’s part falls where the amount grows', () => {
  fc.assert(
    fc.property(amount, fc.oneof(fc.constant(1n), fc.bigInt(1n, 40n), amount), terms, (before, more, given) => {
      partsOf(splitCapture(before, more, given)).forEach((part) => expect(part >= 0n).toBe(true))
    }),
    { verbose: true, numRuns: 2_000 },
  )
})

test('T4: however a purchase is sliced, its captures give each party the same in sum', () => {
  const slices = fc.array(fc.oneof(fc.bigInt(1n, 30n), fc.bigInt(1n, 10n ** 9n)), { minLength: 1, maxLength: 255 })
  fc.assert(
    fc.property(slices, terms, (taken, given) => {
      expect(sumOf(taken, given)).toEqual(partsOf(split(total(taken), given)))
    }),
    { verbose: true },
  )
})

test('T4: a slice never takes more than is held, and sums exactly', () => {
  const held = fc.array(fc.bigInt(0n, 10n ** 12n), { minLength: 1, maxLength: 9 })
  fc.assert(
    fc.property(held, fc.bigInt(0n, 1_000n), (amounts, permille) => {
      const slice = (total(amounts) * permille) / 1_000n
      const parts = splitByHeld(slice, amounts)
      expect(total(parts)).toBe(slice)
      parts.forEach((part, i) => expect(part >= 0n && part <= (amounts[i] ?? 0n)).toBe(true))
    }),
    { verbose: true },
  )
})

test('T4: 10^6 slices of captures and refunds in any order leave nobody below zero, and a full refund nothing', () => {
  // fast-check gives the seed of each thousand; a cheap generator of our own draws from it.
  let count = 0
  fc.assert(
    fc.property(fc.integer({ min: 1 }), terms, (seed, given) => {
      const below = generator(seed)
      let captured = 0n
      let held = Array.from({ length: given.shares.length + 2 }, () => 0n)
      for (let i = 0; i < 1_000; i++, count++) {
        const left = total(held)
        if (left > 0n && below(2) === 0) {
          const slice = below(8) === 0 ? left : 1n + BigInt(below(Number(left)))
          const gives = splitByHeld(slice, held)
          if (total(gives) !== slice) throw new Error(`${gives} is not ${slice}`)
          held = held.map((micros, party) => micros - (gives[party] ?? 0n))
        } else {
          const slice = 1n + BigInt(below(i % 2 === 0 ? 12 : 1_000_000))
          const gets = partsOf(splitCapture(captured, slice, given))
          if (gets.some((micros) => micros < 0n) || total(gets) !== slice) throw new Error(`${gets} of ${slice}`)
          held = held.map((micros, party) => micros + (gets[party] ?? 0n))
          captured += slice
        }
        if (held.some((micros) => micros < 0n)) throw new Error(`after ${captured}: ${held}`)
      }
      const gives = splitByHeld(total(held), held)
      expect(gives).toEqual(held)
    }),
    { numRuns: 1_000, verbose: true },
  )
  expect(count).toBe(1_000_000)
}, 120_000)

describe('T4: who gains by capturing, refunding and capturing again', () => {
  test('T4: without a fixed part, nobody more than a micro for each refund', () => {
    const shares = lines(3_000, 500)
    const given = { feeBasisPoints: 500n, feeFixedMicros: 0n, shares }
    fc.assert(
      fc.property(fc.array(fc.bigInt(1n, 5_000n), { minLength: 1, maxLength: 40 }), fc.nat(), (slices, seed) => {
        const below = generator(seed + 1)
        let captured = 0n
        let refunds = 0n
        let held = [0n, 0n, 0n, 0n]
        for (const slice of slices) {
          const gets = partsOf(splitCapture(captured, slice, given))
          captured += slice
          held = held.map((micros, party) => micros + (gets[party] ?? 0n))
          const back = BigInt(below(Number(total(held)) + 1))
          const gives = splitByHeld(back, held)
          held = held.map((micros, party) => micros - (gives[party] ?? 0n))
          if (back > 0n) refunds += 1n
        }
        const plain = partsOf(split(total(held), given))
        held.forEach((micros, party) => {
          const gained = micros - (plain[party] ?? 0n)
          expect((gained < 0n ? -gained : gained) <= refunds + 4n).toBe(true)
        })
      }),
      { verbose: true },
    )
  })

  test('T4: of the fee’s fixed part as much is taken as the captures could pay', () => {
    const terms = { feeBasisPoints: 500n, feeFixedMicros: 1_000n }
    // 1,053 less 52 is 1,001: whole. 1,051 less 52 is 999.
    expect([0n, 1n, 1_051n, 1_053n, 100_000n].map((micros) => fixedPartOf(micros, terms))).toEqual([
      0n,
      1n,
      999n,
      1_000n,
      1_000n,
    ])
  })
})

/** Draws from 0 to a bound, the same for the same seed. */
function generator(seed: number): (bound: number) => number {
  let state = seed || 1
  return (bound) => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) % bound
  }
}
