import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fromPublic, prefixes, toPublic } from './ids.ts'

test('an identifier reads as its prefix and 26 digits without i, l, o and u', () => {
  expect(toPublic('txn', '00000000000000000000000000000000')).toBe('txn_00000000000000000000000000')
  expect(toPublic('txn', 'ffffffffffffffffffffffffffffffff')).toBe('txn_7zzzzzzzzzzzzzzzzzzzzzzzzz')
  expect(toPublic('ven', '0198a3b2c4d57e8f9a0b1c2d3e4f0000')).toBe('ven_01k2hv5h6nft7sm2rw5mz4y000')
})

test('every identifier comes back as it was, under its own prefix alone', () => {
  const hex = fc.stringMatching(/^[0-9a-f]{32}$/)
  fc.assert(
    fc.property(fc.constantFrom(...prefixes), hex, (prefix, id) => {
      const text = toPublic(prefix, id)
      expect(fromPublic(prefix, text)).toBe(id)
      for (const other of prefixes) if (other !== prefix) expect(fromPublic(other, text)).toBeUndefined()
    }),
  )
})

test.each([
  'txn_81k2hv5h6nft7sm2rw5mz4y000', // 129 bits.
  'txn_01k2hv5h6nft7sm2rw5mz4y00', // Too short.
  'txn_01k2hv5h6nft7sm2rw5mz4y0000',
  'txn_01k2hv5h6nft7sm2rw5mz4y00u',
  'txn_01K2HV5H6NFT7SM2RW5MZ4Y000',
  'txn_01k2hv5h6nft7sm2rw5mz4y00é',
  'txn_01k2hv5h6nft7sm2rw5mz4y00\u{130}',
  'txn-01k2hv5h6nft7sm2rw5mz4y000',
  '',
])('%j names nothing', (text) => expect(fromPublic('txn', text)).toBeUndefined())
