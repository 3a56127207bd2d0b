// The digits of a voucher: 24 at random and one that checks them, so that a telephone can take them too.
import type { Random } from '../platform/random.ts'
import { pastedCode } from '../platform/text.ts'

const randomDigits = 24

// Damm's quasigroup of order ten: it finds every wrong digit and every two neighbours exchanged.
const damm = [
  '0317598642', '7092154863', '4206871359', '1750983426', '6123045978',
  '3674209581', '5869720134', '8945362017', '9438617205', '2581436790',
] as const // prettier-ignore

function check(digits: string): string {
  let state = 0
  for (const digit of digits) state = Number(damm[state]?.charAt(Number(digit)))
  return state.toString()
}

/** 24 random digits (79 bits) and their check digit. */
export function newVoucherDigits(random: Random): string {
  let digits = ''
  while (digits.length < randomDigits) {
    for (const byte of random.bytes(64)) {
      // 250 is the largest multiple of 10 below 256: what is above would favour the first digits.
      if (byte < 250 && digits.length < randomDigits) digits += (byte % 10).toString()
    }
  }
  return digits + check(digits)
}

/** As it is printed: `12345-67890-12345-67890-12345`. */
export const printVoucher = (digits: string): string => (digits.match(/\d{5}/g) ?? []).join('-')

/** Reads what a person typed or pasted, however it is grouped; `undefined` where it cannot be a voucher. */
export function readVoucher(text: string): string | undefined {
  const digits = pastedCode(text)
  return /^[0-9]{25}$/.test(digits) && check(digits) === '0' ? digits : undefined
}
