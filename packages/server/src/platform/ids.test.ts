import fc from 'fast-check'
import { expect, test } from 'vitest'
import { rooms } from '../rooms.ts'
import { fromPublic, isWhole, minter, part, toPublic, whole } from './ids.ts'
import type { Prefix } from './room-claims.ts'
import { manualClock, seededRandom } from './testing.ts'

const prefixes = rooms.flatMap((room) => Object.keys(room.prefixes ?? {}) as Prefix[])

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

test('an identifier is a UUIDv7 of RFC 9562 whose low three bytes are zero, in the order of time', () => {
  const clock = manualClock('2026-06-01T12:00:00Z')
  const ids = minter(clock, seededRandom('ids'))
  const minted = Array.from({ length: 2_000 }, () => {
    const id = ids.mint()
    clock.advance(1)
    return id
  })
  for (const id of minted) expect(id).toMatch(/^[0-9a-f]{12}7[0-9a-f]{3}[89ab][0-9a-f]{9}000000$/)
  expect(minted[0]?.slice(0, 12)).toBe('019e830e1a00')
  expect(minted.toSorted()).toEqual(minted)
  expect(new Set(minted).size).toBe(2_000)
})

test('every one of the 50 bits between is chance', () => {
  const ids = minter(manualClock(), seededRandom('bits'))
  const minted = Array.from({ length: 200 }, () => BigInt(`0x${ids.mint()}`))
  const ever = minted.reduce((all, id) => all | id, 0n)
  const always = minted.reduce((all, id) => all & id, minted[0] ?? 0n)
  const changing = (ever & ~always).toString(2)
  expect(changing).toBe(`${'1'.repeat(12)}00${'1'.repeat(38)}${'0'.repeat(24)}`)
})

test('a part has a kind of one byte and a number of two, and leads back to what it is a part of', () => {
  const id = '0198a3b2c4d57e8f9a0b1c2d3e000000'
  expect(part(id, 1, 1)).toBe('0198a3b2c4d57e8f9a0b1c2d3e010001')
  expect(part(id, 0xff, 0xffff)).toBe('0198a3b2c4d57e8f9a0b1c2d3effffff')
  expect(whole(part(id, 0xff, 0xffff))).toBe(id)
  expect(isWhole(id)).toBe(true)
  expect(isWhole(part(id, 1, 0))).toBe(false)
  for (const [kind, number] of [
    [0, 1],
    [256, 1],
    [1, -1],
    [1, 65_536],
  ] as const) {
    expect(() => part(id, kind, number)).toThrow(`there is no part ${number} of kind ${kind}`)
  }
})
