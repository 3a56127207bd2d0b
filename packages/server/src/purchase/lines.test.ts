import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ItemVersion } from './lines.ts'
import { capturedOf, fixedFees, splitLines, withFee } from './lines.ts'
import type { Line } from './tables.ts'

const line = (item: string, charged: bigint, fixedMicros = 0n): Line => ({
  item,
  version: item,
  listed: `${charged}`,
  charged: `${charged}`,
  fee: { basisPoints: '500', fixedMicros: `${fixedMicros}` },
})
const version = (...shares: readonly [rightsholder: string, basisPoints: number][]): ItemVersion =>
  // What a split reads of a version is its schedule alone.
  ({
    shares: shares.map(([rightsholder, basisPoints]) => ({ rightsholder, role: 'author', basisPoints })),
  }) as unknown as ItemVersion

const lines = [line('book', 100_000n, 1_000n), line('song', 40_000n)]
const versions = [version(['ann', 4_000]), version(['bo', 1_000], ['ann', 2_000])]

test('lines are captured one after the other, each by its own fee and schedule', () => {
  expect(capturedOf({ lines }, 110_000n)).toEqual([100_000n, 10_000n])
  // Of the book: fee 5,000 and 1,000, of 94,000 Ann 37,600, the vendor 56,400. Of the song's first 10,000: fee 500, of
  // 9,500 Bo 950, Ann 1,900, the vendor 6,650.
  const split = splitLines({ lines }, versions, { beforeMicros: 0n, micros: 110_000n })
  expect(split).toMatchObject({ feeMicros: 6_500n, vendorMicros: 63_050n })
  expect(split.owners).toEqual([37_600n, 950n, 1_900n])
  expect(fixedFees({ lines }, 110_000n)).toBe(1_000n)
  expect(fixedFees({ lines }, 0n)).toBe(0n)
})

test('T4: payees of several lines have the same of any slices', () => {
  fc.assert(
    fc.property(fc.array(fc.bigInt(1n, 60_000n), { minLength: 1, maxLength: 8 }), (slices) => {
      let captured = 0n
      const sums = [0n, 0n, 0n, 0n, 0n]
      const all: bigint[] = []
      for (const slice of slices) {
        const amount = slice < 140_000n - captured ? slice : 140_000n - captured
        if (amount === 0n) break
        const { feeMicros, vendorMicros, owners } = splitLines({ lines }, versions, {
          beforeMicros: captured,
          micros: amount,
        })
        for (const [i, micros] of [feeMicros, vendorMicros, ...owners].entries()) sums[i] = (sums[i] ?? 0n) + micros
        captured += amount
      }
      const once = splitLines({ lines }, versions, { beforeMicros: 0n, micros: captured })
      all.push(once.feeMicros, once.vendorMicros, ...once.owners)
      expect(sums).toEqual(all)
      expect(sums.reduce((sum, micros) => sum + micros, 0n)).toBe(captured)
    }),
  )
})

test('the fee is the vendor’s when the purchase is authorized, and unknown before', () => {
  const open = { lines: [{ ...line('book', 100_000n), fee: null }] }
  expect(withFee(open, { feeBasisPoints: 250n, feeFixedMicros: 7n })[0]?.fee).toEqual({
    basisPoints: '250',
    fixedMicros: '7',
  })
  expect(() => fixedFees(open, 1n)).toThrow('agreed when a purchase is authorized')
})
