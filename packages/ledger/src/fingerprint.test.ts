import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FinalFault, fingerprint } from './index.ts'

describe('a fingerprint (P4)', () => {
  it('does not depend on the order of keys, nor on what is undefined', () => {
    expect(fingerprint('f', { a: 1, b: [2n, { d: 'x', c: null }] })).toBe(
      fingerprint('f', { b: [2n, { c: null, d: 'x', e: undefined }], a: 1 }),
    )
  })

  it('tells a bigint from a number and from text that looks like it, and bytes from both', () => {
    const values = [
      1,
      1n,
      '1',
      '1n',
      [1n],
      'b01',
      Uint8Array.of(1),
      true,
      'true',
      null,
      'null',
      {},
      [],
      '',
      { a: '1n' },
      { a: 1n },
    ]
    expect(new Set(values.map((each) => fingerprint('f', each))).size).toBe(values.length)
  })

  it('depends on the name of the rule, and no name can borrow from the input', () => {
    expect(fingerprint('f', 1)).not.toBe(fingerprint('f1', undefined))
    expect(fingerprint('a', { a: 1 })).not.toBe(fingerprint('b', { a: 1 }))
  })

  it('refuses what has no canonical form', () => {
    for (const bad of [new Date(0), new Map(), () => 1, Symbol('x'), NaN, Infinity, [undefined]]) {
      expect(() => fingerprint('f', { bad })).toThrow(FinalFault)
    }
  })

  it('is equal for equal values only', () => {
    const value = fc.jsonValue()
    fc.assert(
      fc.property(value, value, (a, b) => {
        const same = fingerprint('f', a) === fingerprint('f', b)
        expect(fingerprint('f', structuredClone(a))).toBe(fingerprint('f', a))
        if (same) expect(JSON.parse(JSON.stringify(a))).toEqual(JSON.parse(JSON.stringify(b)))
      }),
    )
  })
})
