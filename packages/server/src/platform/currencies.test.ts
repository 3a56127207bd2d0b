import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Listed } from './currencies.ts'
import { currencies, currencyCodes, currencyTable, isoDigits } from './currencies.ts'
import { sayIn } from './html/index.ts'
import { moneyOf } from './html/money.ts'

test('a currency’s number stands in ledger accounts: these stay what they are, for ever', () => {
  expect(Object.fromEntries(currencyCodes.map((code) => [code, currencies[code].number]))).toEqual({
    USD: 1,
    EUR: 2,
    GBP: 3,
    JPY: 4,
  })
})

test('a token is one minor unit, by the digits of ISO 4217', () => {
  expect(currencies).toEqual({
    USD: { number: 1, symbol: '$', name: 'US dollar', digits: 2, tokenMicros: 10_000n },
    EUR: { number: 2, symbol: '€', name: 'Euro', digits: 2, tokenMicros: 10_000n },
    GBP: { number: 3, symbol: '£', name: 'Pound', digits: 2, tokenMicros: 10_000n },
    JPY: { number: 4, symbol: '¥', name: 'Yen', digits: 0, tokenMicros: 1_000_000n },
  })
})

test.each([
  ...['AFN', 'ALL', 'COP', 'HUF', 'IDR', 'IRR', 'KPW', 'LAK', 'LBP', 'MGA', 'MMK', 'PKR', 'SOS', 'SYP', 'YER'].map(
    (code) => [code, 2] as const,
  ),
  ['IQD', 3],
] as const)('%s has %i digits, whatever Intl says', (code, digits) => {
  expect(isoDigits(code)).toBe(digits)
  const intl = new Intl.NumberFormat('en', { style: 'currency', currency: code }).resolvedOptions()
  expect(intl.maximumFractionDigits).toBe(0)
})

test.each([
  ['KWD', 3],
  ['CLF', 4],
  ['XCG', 2],
  ['KRW', 0],
  ['BGN', undefined], // Withdrawn.
  ['ANG', undefined],
  ['usd', undefined],
  ['toString', undefined],
])('ISO 4217 says of %s: %s', (code, digits) => {
  expect(isoDigits(code)).toBe(digits)
})

const [dollar, euro, pound, yen] = currencyCodes.map((code) => ({ code, ...currencies[code] }))
const forint = { code: 'HUF', number: 5, symbol: 'Ft', name: 'Forint' }

test('a currency put in the middle of the list moves no other’s number, and is printed by its own digits', () => {
  const list = [dollar, euro, forint, pound, yen].filter((each) => each !== undefined)
  const table = currencyTable<string>(list)
  expect(table).toMatchObject({ USD: { number: 1 }, EUR: { number: 2 }, GBP: { number: 3 }, JPY: { number: 4 } })
  expect(table['HUF']).toEqual({ number: 5, symbol: 'Ft', name: 'Forint', digits: 2, tokenMicros: 10_000n })
  expect(moneyOf(sayIn('en'), 12_500_000n, { symbol: 'Ft', digits: 2 })).toBe('Ft12.50')
  expect(moneyOf(sayIn('en'), 12_500_000n, { symbol: 'KD', digits: 3 })).toBe('KD12.500')
  expect(moneyOf(sayIn('en'), 12_000_000n, { symbol: 'KD', digits: 3 })).toBe('KD12')
})

test('wherever a currency is put, every number stays', () => {
  const known: Listed[] = [dollar, euro, pound, yen].filter((each) => each !== undefined)
  fc.assert(
    fc.property(fc.nat({ max: known.length }), fc.integer({ min: 5, max: 0x7fff }), (at, number) => {
      const table = currencyTable<string>(known.toSpliced(at, 0, { ...forint, number }))
      expect(Object.fromEntries(Object.entries(table).map(([code, facts]) => [code, facts.number]))).toEqual({
        USD: 1,
        EUR: 2,
        GBP: 3,
        JPY: 4,
        HUF: number,
      })
    }),
  )
})

test('a list that would mix up accounts is refused', () => {
  const table = (...list: { code: string; number: number }[]) =>
    currencyTable(list.map((each) => ({ symbol: '', name: '', ...each })))
  expect(() => table({ code: 'HUF', number: 1 }, { code: 'CHF', number: 1 })).toThrow('two currencies are one')
  expect(() => table({ code: 'HUF', number: 1 }, { code: 'HUF', number: 2 })).toThrow('two currencies are one')
  expect(() => table({ code: 'HUX', number: 1 })).toThrow('HUX is no currency')
  expect(() => table({ code: 'HUF', number: 0 })).toThrow('HUF has no number')
  expect(() => table({ code: 'HUF', number: 0x8000 })).toThrow('HUF has no number')
})
