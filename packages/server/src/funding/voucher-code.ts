// The digits of a voucher: 24 at random and one that checks them, so that a telephone can take them too.
import { checkedDigits, inGroups, isChecked } from '../platform/check-digit.ts'
import type { Random } from '../platform/random.ts'
import { pastedCode } from '../platform/text.ts'

const randomDigits = 24

/** 24 random digits (79 bits) and their check digit. */
export const newVoucherDigits = (random: Random): string => checkedDigits(random, randomDigits)

/** As it is printed: `12345-67890-12345-67890-12345`. */
export const printVoucher = (digits: string): string => inGroups(digits, 5, '-')

/** Reads what a person typed or pasted, however it is grouped; `undefined` where it cannot be a voucher. */
export function readVoucher(text: string): string | undefined {
  const digits = pastedCode(text)
  return digits.length === randomDigits + 1 && isChecked(digits) ? digits : undefined
}
