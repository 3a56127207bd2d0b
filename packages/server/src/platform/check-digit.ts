// Numbers that people type and that a telephone takes too: random digits, and one that checks them.
import type { Random } from './random.ts'

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

/** `count` random digits and their check digit. */
export function checkedDigits(random: Random, count: number): string {
  let digits = ''
  while (digits.length < count) {
    for (const byte of random.bytes(64)) {
      // 250 is the largest multiple of 10 below 256: what is above would favour the first digits.
      if (byte < 250 && digits.length < count) digits += (byte % 10).toString()
    }
  }
  return digits + check(digits)
}

/** Whether digits end in their check digit. */
export const isChecked = (digits: string): boolean => /^[0-9]{2,}$/.test(digits) && check(digits) === '0'

/** Digits in groups of so many, as they are read and typed best. */
export const inGroups = (digits: string, of: number, between: string): string =>
  (digits.match(new RegExp(`\\d{1,${of}}`, 'g')) ?? []).join(between)
