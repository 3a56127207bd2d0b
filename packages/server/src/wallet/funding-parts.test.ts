import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { FundingPart, GivenBack } from './funding-parts.ts'
import { giveBack, stillTaken, takenOf } from './funding-parts.ts'

const part = (account: string, micros: bigint, worth = micros): FundingPart => ({
  account,
  asset: 'EUR',
  micros: `${micros}`,
  worth: `${worth}`,
  kind: 'bought',
})
const amounts = (list: readonly { micros: bigint; worth: bigint }[]) => list.map(({ micros, worth }) => [micros, worth])

test('parts are taken in the order of spending, and a part in another asset in proportion, rounded up', () => {
  const parts = [part('gift', 40n), part('euros', 90n, 100n)]
  expect(amounts(takenOf(parts, 30n))).toEqual([
    [30n, 30n],
    [0n, 0n],
  ])
  // 61 of 100 are 54.9 of 90.
  expect(amounts(takenOf(parts, 101n))).toEqual([
    [40n, 40n],
    [55n, 61n],
  ])
  expect(amounts(takenOf(parts, 140n))).toEqual([
    [40n, 40n],
    [90n, 100n],
  ])
})

test('what was spent last comes back first, and all of it brings each part back whole', () => {
  const parts = [part('gift', 40n), part('euros', 90n, 100n)]
  const taken = stillTaken(parts, 140n, [])
  // 69 of 100 stay: 62.1 of 90, so that 63 stay and 27 come back.
  expect(giveBack(31n, taken)).toEqual([{ part: parts[1], micros: 27n, worth: 31n }])
  const rest = stillTaken(parts, 140n, [{ account: 'euros', micros: '27', worth: '31' }])
  expect(giveBack(109n, rest)).toEqual([
    { part: parts[1], micros: 63n, worth: 69n },
    { part: parts[0], micros: 40n, worth: 40n },
  ])
})

test('T4: whatever is taken and given back in slices, the provider is short of less than one micro-unit a part', () => {
  const step = fc.record({ back: fc.boolean(), share: fc.bigInt(1n, 100n) })
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.bigInt(1n, 5_000n), fc.bigInt(1n, 5_000n)), { minLength: 1, maxLength: 3 }),
      fc.array(step, { maxLength: 20 }),
      (sizes, steps) => {
        const parts = sizes.map(([micros, worth], i) => part(`p${i}`, micros, worth))
        const price = sizes.reduce((sum, [, worth]) => sum + worth, 0n)
        const given: GivenBack[] = []
        let [captured, refunded] = [0n, 0n]
        const refund = (worth: bigint) => {
          const back = giveBack(worth, stillTaken(parts, captured, given))
          for (const each of back) {
            expect(each.micros).toBeGreaterThanOrEqual(0n)
            given.push({ account: each.part.account, micros: `${each.micros}`, worth: `${each.worth}` })
          }
          refunded += worth
        }
        for (const { back, share } of steps) {
          const left = back ? captured - refunded : price - captured
          const worth = (left * share) / 100n
          if (back) refund(worth)
          else captured += worth
          const taken = stillTaken(parts, captured, given)
          for (const { part: of, micros, worth: stays } of taken) {
            // Short by what is missing to micros ≥ M × worth ÷ W, times W.
            expect(BigInt(of.micros) * stays - micros * BigInt(of.worth)).toBeLessThan(BigInt(of.worth))
            expect(micros).toBeLessThanOrEqual(BigInt(of.micros))
            expect(micros).toBeGreaterThanOrEqual(0n)
          }
          expect(taken.reduce((sum, each) => sum + each.worth, 0n)).toBe(captured - refunded)
        }
        refund(captured - refunded)
        expect(stillTaken(parts, captured, given).every(({ micros, worth }) => micros === 0n && worth === 0n)).toBe(
          true,
        )
      },
    ),
    { numRuns: 2_000 },
  )
})
