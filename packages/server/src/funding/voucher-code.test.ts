import fc from 'fast-check'
import { expect, test } from 'vitest'
import { seededRandom } from '../platform/testing.ts'
import { newVoucherDigits, printVoucher, readVoucher } from './voucher-code.ts'

const random = seededRandom('vouchers')

test('T23: a voucher has 24 random digits and one that checks them, grouped for the eye', () => {
  const digits = newVoucherDigits(random)
  expect(digits).toMatch(/^\d{25}$/)
  expect(printVoucher(digits)).toMatch(/^(\d{5}-){4}\d{5}$/)
  expect(new Set(Array.from({ length: 1_000 }, () => newVoucherDigits(random))).size).toBe(1_000)
})

test('a voucher is read however it is grouped', () => {
  const digits = newVoucherDigits(random)
  for (const typed of [
    digits,
    printVoucher(digits),
    ` ${digits.slice(0, 8)} ${digits.slice(8)}\n`,
    printVoucher(digits).replaceAll('-', '\u2013'),
  ]) {
    expect(readVoucher(typed)).toBe(digits)
  }
  for (const wrong of ['', digits.slice(1), `${digits}0`, digits.replace(/\d$/, 'x'), 'twelve']) {
    expect(readVoucher(wrong)).toBeUndefined()
  }
})

test('T23: the check digit finds every wrong digit and every two neighbours exchanged', () => {
  fc.assert(
    fc.property(fc.nat(24), fc.integer({ min: 1, max: 9 }), (place, change) => {
      const digits = newVoucherDigits(random)
      const wrong = (Number(digits[place]) + change) % 10
      return readVoucher(`${digits.slice(0, place)}${wrong}${digits.slice(place + 1)}`) === undefined
    }),
  )
  fc.assert(
    fc.property(fc.nat(23), (place) => {
      const digits = newVoucherDigits(random)
      const [one = '', other = ''] = digits.slice(place, place + 2)
      const exchanged = digits.slice(0, place) + other + one + digits.slice(place + 2)
      return one === other || readVoucher(exchanged) === undefined
    }),
  )
})
