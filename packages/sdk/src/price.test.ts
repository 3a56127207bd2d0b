import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { priceWords, samePrice, tokensOf, tokenWords } from './price.ts'

const dollars = (amount: string) => ({ amount, currency: 'USD' })

describe('price words', () => {
  it('says tokens first and the exact money beside them', () => {
    expect(priceWords(dollars('0.12'))).toBe('12 tokens · $0.12')
    expect(priceWords(dollars('0.0025'))).toBe('0.25 tokens · $0.0025')
    expect(priceWords(dollars('0.01'))).toBe('1 token · $0.01')
    expect(priceWords(dollars('6.4'))).toBe('640 tokens · $6.40')
    expect(priceWords(dollars('0.000001'))).toBe('0.0001 tokens · $0.000001')
    expect(priceWords(dollars('12345.5'))).toBe('1,234,550 tokens · $12,345.50')
    expect(priceWords(dollars('10'))).toBe('1,000 tokens · $10')
    expect(priceWords(dollars('0.500000'))).toBe('50 tokens · $0.50')
    expect(priceWords({ amount: '120', currency: 'JPY' })).toBe('120 tokens · ¥120')
    expect(priceWords({ amount: '1.5', currency: 'JPY' })).toBe('1.5 tokens · ¥1.5')
  })

  it('says tokens alone, one of them as one', () => {
    expect(tokenWords(dollars('0.01'))).toBe('1 token')
    expect(tokenWords(dollars('0.010000'))).toBe('1 token')
    expect(tokenWords(dollars('0.11'))).toBe('11 tokens')
    expect(tokenWords(dollars('0.0025'))).toBe('0.25 tokens')
    expect(tokenWords({ amount: '1', currency: 'JPY' })).toBe('1 token')
  })

  it('R3: refuses what is no decimal string of six places rather than rounding it (T3)', () => {
    for (const amount of ['-1', '1e3', '1,5', 'NaN', '0.0000001', '', '.5', '12345678901234', ' 1']) {
      expect(() => tokensOf(dollars(amount)), amount).toThrow(TypeError)
    }
  })

  it('moves the decimal mark by two places for every amount, without a float', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 1n, max: 10n ** 18n }), (micros) => {
        const amount = `${micros / 1_000_000n}.${String(micros % 1_000_000n).padStart(6, '0')}`
        const [whole = '', fraction = ''] = tokensOf(dollars(amount)).split('.')
        return BigInt(whole) * 10_000n + BigInt(fraction.padEnd(4, '0')) === micros
      }),
    )
  })

  it('T12: takes two ways of writing one sum for the same and nothing else', () => {
    expect(samePrice(dollars('0.12'), dollars('0.120000'))).toBe(true)
    expect(samePrice(dollars('0.12'), dollars('0.1200001'))).toBe(false)
    expect(samePrice(dollars('0.12'), dollars('0.121'))).toBe(false)
    expect(samePrice(dollars('0.12'), { amount: '0.12', currency: 'EUR' })).toBe(false)
  })
})
