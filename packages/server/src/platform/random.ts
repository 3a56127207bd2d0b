import { randomBytes } from 'node:crypto'

/** The only source of randomness; tests inject their own. */
export type Random = { bytes(count: number): Buffer }

export const systemRandom: Random = { bytes: (count) => randomBytes(count) }

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
