import type { Id } from '@farthing/ledger'
import { expect, test } from 'vitest'
import { feeAccount, rightsholderPayable, vendorPayable } from '../chart/index.ts'
import { keyOf, whole } from '../platform/ids.ts'
import { ofCapture, ofRefund, sumsOf } from './transaction.ts'

const anId = (name: string): Id => whole(keyOf('test', name))
const [vendor, purchase, nell, ravi] = ['vendor', 'purchase', 'Nell', 'Ravi'].map(anId) as [Id, Id, Id, Id]
const schedule = [
  { rightsholder: nell, role: 'words', basisPoints: 3_000 },
  { rightsholder: ravi, role: 'photographs', basisPoints: 1_000 },
  { rightsholder: nell, role: 'music', basisPoints: 2_000 },
]
// 0.1 at 5 %: fee 5,000, of the 95,000 left 28,500, 9,500 and 19,000; the vendor 38,000.
const capture = ofCapture(anId('capture'), {
  purchase,
  asset: 'USD',
  at: 1n,
  micros: 100_000n,
  feeMicros: 5_000n,
  vendorMicros: 38_000n,
  shares: schedule.map((line, i) => ({ ...line, micros: ['28500', '9500', '19000'][i] ?? '' })),
})
// A tenth of it, as a refund's row has it: one amount for each account.
const refund = ofRefund(
  anId('refund'),
  {
    purchase,
    vendor,
    asset: 'USD',
    at: 2n,
    micros: 10_000n,
    parties: [
      { account: feeAccount('USD'), micros: '500' },
      { account: rightsholderPayable(nell, 'USD'), micros: '4750' },
      { account: rightsholderPayable(ravi, 'USD'), micros: '950' },
      { account: vendorPayable(vendor, 'USD'), micros: '3800' },
    ],
  },
  schedule,
)

test('R20: a refund takes from an owner of several lines once, in an amount below zero', () => {
  expect(refund).toEqual({
    id: anId('refund'),
    type: 'refund',
    purchase,
    asset: 'USD',
    at: 2n,
    micros: -10_000n,
    feeMicros: -500n,
    vendorMicros: -3_800n,
    shares: [
      { rightsholder: nell, role: 'words, music', basisPoints: 5_000, micros: -4_750n },
      { rightsholder: ravi, role: 'photographs', basisPoints: 1_000, micros: -950n },
    ],
  })
})

test('R20: who has what of a purchase sums over its captures and refunds, an owner of several lines as one', () => {
  expect(sumsOf([capture, refund])).toEqual({
    all: { paidMicros: 100_000n, givenBackMicros: 10_000n },
    fee: { paidMicros: 5_000n, givenBackMicros: 500n },
    vendor: { paidMicros: 38_000n, givenBackMicros: 3_800n },
    shares: [
      { rightsholder: nell, role: 'words, music', basisPoints: 5_000, paidMicros: 47_500n, givenBackMicros: 4_750n },
      { rightsholder: ravi, role: 'photographs', basisPoints: 1_000, paidMicros: 9_500n, givenBackMicros: 950n },
    ],
  })
})
