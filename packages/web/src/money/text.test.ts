import '../../test/english.ts'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { amountText, amountToType, figure, isZero, moneyText, roomFor, tokensText, typedAmount } from './text.ts'

const usd = (amount: string, tokens: string) => ({ amount, tokens, currency: 'USD' as const })

test('an amount reads tokens first, then money, exactly', () => {
  expect(amountText(usd('0.025', '2.5'))).toBe('2.5 tokens · $0.025')
  expect(amountText(usd('12.775', '1277.5'))).toBe('1,277.5 tokens · $12.775')
  expect(amountText(usd('0.01', '1'))).toBe('1 token · $0.01')
  expect(amountText({ amount: '300', tokens: '300', currency: 'JPY' })).toBe('300 tokens · ¥300')
  expect(amountText(usd('0', '0'))).toBe('0 tokens · $0')
})

test('what leaves has the minus sign U+2212, what arrives a plus where it is asked for', () => {
  expect(amountText(usd('-1.8', '-180'))).toBe('−180 tokens · −$1.80')
  expect(amountText(usd('3.2', '320'), true)).toBe('+320 tokens · +$3.20')
  expect(tokensText(usd('0', '0'), true)).toBe('0 tokens')
})

test('cents are written whole and nothing is rounded', () => {
  expect(moneyText(usd('1.8', '180'))).toBe('$1.80')
  expect(moneyText(usd('500', '50000'))).toBe('$500')
  expect(moneyText(usd('10', '1000'))).toBe('$10')
  expect(moneyText(usd('0.0025', '0.25'))).toBe('$0.0025')
  expect(moneyText(usd('1234567.000001', '123456700.0001'))).toBe('$1,234,567.000001')
  expect(moneyText({ amount: '1.5', currency: 'JPY' })).toBe('¥1.5')
})

test.each([
  ['1,277.5', '1277.5'],
  [' 1,234,567.000001 ', '1234567.000001'],
  ['0.25', '0.25'],
  ['1,000', '1000'],
  // No amount of ours: the provider refuses them.
  ['0,25', '0,25'],
  ['1,00', '1,00'],
  ['1,2345', '1,2345'],
  ['ten', 'ten'],
])('%s as typed is %s to the provider', (typed, sent) => {
  expect(typedAmount(typed)).toBe(sent)
})

test('an amount that is to be changed is typed as one would type it', () => {
  expect(amountToType(usd('1277.5', '127750'))).toBe('1277.50')
  expect(amountToType(usd('5', '500'))).toBe('5')
  expect(amountToType(usd('5.000000', '500'))).toBe('5')
  expect(amountToType(usd('0.0025', '0.25'))).toBe('0.0025')
})

test('a column leaves room for its longest fraction', () => {
  expect(roomFor([figure('12'), figure('0.0025'), figure('4.5')])).toBe('calc(4 * 1ch + .3em)')
  expect(roomFor([figure('12'), figure('-180')])).toBe('0px')
})

test('a figure says the same number as its decimal, for every amount the ledger can hold', () => {
  const micros = fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n })
  fc.assert(
    fc.property(micros, (value) => {
      const size = value < 0n ? -value : value
      const decimal = `${value < 0n ? '-' : ''}${size / 1_000_000n}.${String(size % 1_000_000n).padStart(6, '0')}`
      const { sign, whole, fraction } = figure(decimal)
      const back = BigInt(whole.replaceAll(',', '') + fraction.slice(1).padEnd(6, '0'))
      expect(sign === '−' ? -back : back).toBe(value)
      expect(isZero(usd(decimal, decimal))).toBe(value === 0n)
    }),
  )
})
