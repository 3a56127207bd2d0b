import { randomBytes } from 'node:crypto'

/** The only source of randomness; tests inject their own. */
export type Random = { bytes(count: number): Buffer }

/** Asked of the system by the page: a purchase takes a dozen bytes here and there, and each call costs microseconds. */
const pageBytes = 8_192
let page = Buffer.alloc(0)
let used = 0

export const systemRandom: Random = {
  bytes(count) {
    if (count > pageBytes / 8) return randomBytes(count)
    if (used + count > page.length) {
      page = randomBytes(pageBytes)
      used = 0
    }
    used += count
    return page.subarray(used - count, used)
  },
}

/** `count` decimal digits, at most 8, as a code to type. Made of 2⁴⁸: none is likelier than another by more than 10⁻⁶. */
export function randomDigits(random: Random, count: number): string {
  return String(random.bytes(6).readUIntBE(0, 6) % 10 ** count).padStart(count, '0')
}

const letters = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

/** `count` letters and digits, each with log2(62) bits. */
export function randomText(random: Random, count: number): string {
  let text = ''
  while (text.length < count) {
    for (const byte of random.bytes(count * 2)) {
      // 248 is the largest multiple of 62 below 256: what is above would favour the first letters.
      if (byte < 248 && text.length < count) text += letters.charAt(byte % 62)
    }
  }
  return text
}
