import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { splitByHeld, splitCapture } from './rules.ts'

const total = (amounts: readonly bigint[]) => amounts.reduce((sum, amount) => sum + amount, 0n)

describe('R19 R20: a capture is split among the owners of rights', () => {
  test('R19: the fee comes off first, shares are of what is left, the vendor has the rest', () => {
    // 0.25 at 5 % + 0.001: fee 0.0135, left 0.2365; 40 % and 10 % of it.
    const split = splitCapture({
      amountMicros: 250_000n,
      feeBasisPoints: 500n,
      feeFixedMicros: 1_000n,
      shares: [{ basisPoints: 4_000 }, { basisPoints: 1_000 }],
    })
    expect(split).toEqual({ feeMicros: 13_500n, shares: [94_600n, 23_650n], vendorMicros: 118_250n })
  })

  test('R19: one micro that nobody has whole goes to the largest remainder', () => {
    // Of 10: 3.333, 3.333, vendor 3.334.
    const split = splitCapture({
      amountMicros: 10n,
      feeBasisPoints: 0n,
      feeFixedMicros: 0n,
      shares: [{ basisPoints: 3_333 }, { basisPoints: 3_333 }],
    })
    expect(split).toEqual({ feeMicros: 0n, shares: [3n, 3n], vendorMicros: 4n })
  })

  test('R19: a tie goes to the earlier line of the schedule, and to the vendor last', () => {
    const split = splitCapture({
      amountMicros: 1n,
      feeBasisPoints: 9_999n,
      feeFixedMicros: 0n,
      shares: [{ basisPoints: 2_500 }, { basisPoints: 2_500 }, { basisPoints: 2_500 }],
    })
    expect(split).toEqual({ feeMicros: 0n, shares: [1n, 0n, 0n], vendorMicros: 0n })
  })

  test('R19: the fee is never above the amount', () => {
    const split = splitCapture({
      amountMicros: 2_500n,
      feeBasisPoints: 500n,
      feeFixedMicros: 5_000n,
      shares: [{ basisPoints: 5_000 }],
    })
    expect(split).toEqual({ feeMicros: 2_500n, shares: [0n], vendorMicros: 0n })
  })

  test('R19: a schedule may give everything away', () => {
    const split = splitCapture({
      amountMicros: 999n,
      feeBasisPoints: 0n,
      feeFixedMicros: 0n,
      shares: [{ basisPoints: 10_000 }],
    })
    expect(split).toEqual({ feeMicros: 0n, shares: [999n], vendorMicros: 0n })
  })

  test('R19: a vendor without a schedule keeps what the fee leaves', () => {
    const split = splitCapture({ amountMicros: 1_000_000n, feeBasisPoints: 290n, feeFixedMicros: 0n, shares: [] })
    expect(split).toEqual({ feeMicros: 29_000n, shares: [], vendorMicros: 971_000n })
  })
})

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

test('R19: every split sums to the amount, has no part below zero, and is within a micro of exact', () => {
  fc.assert(
    fc.property(
      amount,
      schedule,
      fc.bigInt(0n, 10_000n),
      fc.bigInt(0n, 1_000_000n),
      (amountMicros, shares, feeBasisPoints, feeFixedMicros) => {
        const split = splitCapture({ amountMicros, feeBasisPoints, feeFixedMicros, shares })
        expect(split.feeMicros + total(split.shares) + split.vendorMicros).toBe(amountMicros)
        const left = amountMicros - split.feeMicros
        shares.forEach(({ basisPoints }, i) => {
          const part = split.shares[i] ?? -1n
          expect(part >= 0n).toBe(true)
          const error = part * 10_000n - left * BigInt(basisPoints)
          expect(error > -10_000n && error < 10_000n).toBe(true)
        })
      },
    ),
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

test('T4: 10^6 cycles of capture and sliced refund gain nobody anything', () => {
  // fast-check gives the seed of each thousand cycles; a cheap generator of our own draws from it.
  let cycles = 0
  fc.assert(
    fc.property(fc.integer({ min: 1 }), schedule, (seed, shares) => {
      let state = seed
      const below = (bound: number) => {
        state ^= state << 13
        state ^= state >>> 17
        state ^= state << 5
        return (state >>> 0) % bound
      }
      for (let i = 0; i < 1_000; i++, cycles++) {
        const amountMicros = BigInt(1 + below(i % 2 === 0 ? 12 : 1_000_000))
        let slices = 0
        const split = splitCapture({
          amountMicros,
          feeBasisPoints: BigInt(below(1_000)),
          feeFixedMicros: BigInt(below(3)),
          shares,
        })
        let held = [split.feeMicros, ...split.shares, split.vendorMicros]
        let left = amountMicros
        while (left > 0n) {
          slices += 1
          const slice = slices === 4 ? left : 1n + BigInt(below(Number(left)))
          const parts = splitByHeld(slice, held)
          held = held.map((micros, party) => micros - (parts[party] ?? 0n))
          if (held.some((micros) => micros < 0n) || total(parts) !== slice)
            throw new Error(`${amountMicros} in slices: ${held}`)
          left -= slice
        }
        if (held.some((micros) => micros !== 0n)) throw new Error(`${amountMicros}: ${held} is left`)
      }
    }),
    { numRuns: 1_000, verbose: true },
  )
  expect(cycles).toBe(1_000_000)
}, 120_000)
