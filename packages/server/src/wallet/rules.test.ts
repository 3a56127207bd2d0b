import { accountAfter } from '@farthing/ledger'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { boughtBucket } from '../chart/index.ts'
import { grantBucket } from '../incentive/index.ts'
import { aPayerState, seenAccounts } from './fixtures.ts'
import type { Bucket } from './rules.ts'
import { bucketKeys, bucketsOf, drawDown } from './rules.ts'

const at = 1_700_000_000_000_000n
type Facts = Partial<Pick<Bucket, 'vendor' | 'expiresAt' | 'freeMicros'>>
const bucket = (account: string, changes: Facts): Bucket => ({
  account,
  asset: 'USD',
  kind: 'granted',
  grant: account,
  vendor: null,
  expiresAt: at + 1n,
  freeMicros: 0n,
  ...changes,
})
const owned = (kind: 'bought' | 'credit', freeMicros: bigint, account: string = kind): Bucket => ({
  account,
  asset: 'USD',
  kind,
  vendor: null,
  expiresAt: null,
  freeMicros,
})
/** What a bucket of the price's own asset gives: worth what it is. */
const part = (account: string, micros: string, grant?: string) => ({
  account,
  asset: 'USD',
  micros,
  worth: micros,
  ...(grant === undefined ? { kind: account } : { kind: 'granted', grant }),
})

test('R7: granted tokens are spent before bought ones, the soonest to expire first, and what is lent last', () => {
  const buckets = [
    owned('credit', 50n),
    owned('bought', 100n),
    bucket('late', { expiresAt: at + 20n, freeMicros: 300n }),
    bucket('soon', { expiresAt: at + 10n, freeMicros: 200n }),
  ]
  expect(drawDown({ priceMicros: 620n, buckets, vendor: 'v', at })).toEqual([
    part('soon', '200', 'soon'),
    part('late', '300', 'late'),
    part('bought', '100'),
    part('credit', '20'),
  ])
})

test('R7: a grant is spent where its issuer said, and until its expiry, not at it', () => {
  const buckets = [
    bucket('elsewhere', { vendor: 'w', freeMicros: 500n }),
    bucket('expired', { expiresAt: at, freeMicros: 500n }),
    bucket('here', { vendor: 'v', freeMicros: 60n }),
  ]
  expect(drawDown({ priceMicros: 60n, buckets, vendor: 'v', at })).toEqual([part('here', '60', 'here')])
  expect(drawDown({ priceMicros: 100n, buckets, vendor: 'v', at })).toEqual({ shortMicros: 40n })
})

test('R7: of two grants that expire together the one with the smaller identifier goes first', () => {
  const buckets = [bucket('b', { freeMicros: 5n }), bucket('a', { freeMicros: 5n })]
  expect(drawDown({ priceMicros: 7n, buckets, vendor: 'v', at })).toEqual([part('a', '5', 'a'), part('b', '2', 'b')])
})

test('P3: parts sum to the price, none is above what its bucket holds, and none is empty', () => {
  const some = fc.record({ free: fc.bigInt(0n, 1_000n), life: fc.bigInt(-5n, 5n), bought: fc.boolean() })
  fc.assert(
    fc.property(fc.array(some, { maxLength: 8 }), fc.bigInt(1n, 3_000n), (list, priceMicros) => {
      const buckets = list.map(({ free, life, bought }, i) =>
        bought ? owned('bought', free, `b${i}`) : bucket(`b${i}`, { freeMicros: free, expiresAt: at + life }),
      )
      const parts = drawDown({ priceMicros, buckets, vendor: 'v', at })
      const spendable = buckets.filter((each) => each.expiresAt === null || each.expiresAt > at)
      const total = spendable.reduce((sum, each) => sum + each.freeMicros, 0n)
      if ('shortMicros' in parts) return parts.shortMicros === priceMicros - total
      const fits = parts.every(({ account, micros, worth }) => {
        const free = spendable.find((each) => each.account === account)?.freeMicros ?? 0n
        return BigInt(micros) > 0n && BigInt(micros) <= free && worth === micros
      })
      return fits && parts.reduce((sum, each) => sum + BigInt(each.worth), 0n) === priceMicros
    }),
  )
})

test('R9: the buckets of one currency are the bought one and the grants of that currency', () => {
  const payer = '000000000000700080000000aa000000'
  const grant = '000000000000700080000000bb000000'
  const state = aPayerState({
    grants: [
      { id: grant, asset: 'USD', vendor: null, expiresAt: '99' },
      { id: payer, asset: 'EUR', vendor: null, expiresAt: '99' },
    ],
  })
  expect(bucketKeys(payer, state, 'USD')).toEqual([boughtBucket(payer, 'USD'), grantBucket(grant, 'USD')])
  const seen = seenAccounts([
    accountAfter({ id: grantBucket(grant, 'USD'), asset: 'USD' }, { credits: 500n, debits: 100n }),
  ])
  expect(bucketsOf(payer, state, 'USD', seen)).toMatchObject([
    { kind: 'bought', freeMicros: 0n, expiresAt: null },
    { kind: 'granted', grant, freeMicros: 400n, expiresAt: 99n },
  ])
})
