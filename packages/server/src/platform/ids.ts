import { hash } from 'node:crypto'
import type { Id } from '@farthing/ledger'
import type { Clock } from './clock.ts'
import type { Random } from './random.ts'
import type { Prefix } from './room-claims.ts'

export type Ids = { mint(): Id }

/**
 * Mints time-ordered identifiers in the layout of UUIDv7 (RFC 9562, 5.7), except that the low three bytes are zero:
 * they are ours to number an identifier's parts.
 *
 * 48 bits are the millisecond and 50 are random. At ten thousand identifiers a second, two of them are the same once in
 * some 800 years; what is opened or inserted under an identifier that is taken is then a fault that changes nothing,
 * and asking again mints another.
 */
export function minter(clock: Clock, random: Random): Ids {
  let pool: Buffer = Buffer.alloc(0)
  let used = 0
  return {
    mint() {
      if (used + 7 > pool.length) {
        pool = random.bytes(4096)
        used = 0
      }
      const noise = pool.toString('hex', used, used + 7)
      used += 7
      const millis = (clock.now() / 1_000n).toString(16).padStart(12, '0')
      const variant = (8 + (Number.parseInt(noise.charAt(3), 16) & 3)).toString(16)
      return `${millis}7${noise.slice(0, 3)}${variant}${noise.slice(4, 13)}000000`
    },
  }
}

/** Identifiers that were minted at an instant or later are above this one, those minted a millisecond earlier below it. */
export const earliestAt = (at: bigint): Id => (at / 1_000n).toString(16).padStart(12, '0') + '0'.repeat(20)

/** How many of an identifier's hex digits are its own; the rest number its parts. */
const ownDigits = 26

/**
 * One part of a minted identifier: a byte says which kind of part, two bytes which of that kind.
 *
 * @param kind 1 to 255. Each owner's kinds are numbered in one place, so that no two parts meet.
 * @param number 0 to 65,535.
 */
export function part(id: Id, kind: number, number: number): Id {
  if (!(kind >= 1 && kind <= 0xff && number >= 0 && number <= 0xffff)) {
    throw new Error(`there is no part ${number} of kind ${kind}`)
  }
  return id.slice(0, ownDigits) + partDigits(kind * 0x1_0000 + number)
}

/** The last digits of parts that were asked for lately: every purchase names a dozen of the same few. */
const digitsOfParts = new Map<number, string>()
function partDigits(number: number): string {
  const known = digitsOfParts.get(number)
  if (known !== undefined) return known
  if (digitsOfParts.size >= 1_000) digitsOfParts.clear()
  const made = (0x100_0000 + number).toString(16).slice(1)
  digitsOfParts.set(number, made)
  return made
}

/** The identifier that `id` is a part of. */
export const whole = (id: Id): Id => `${id.slice(0, ownDigits)}000000`

/** Whether an identifier is no part of another. */
export const isWhole = (id: Id): boolean => id.endsWith('000000')

/** A key made of other keys: 16 bytes of SHA-256 over the parts, kept apart by a zero byte. */
export const keyOf = (...parts: readonly string[]): Id => hash('sha256', parts.join('\0'), 'hex').slice(0, 32)

const digits = '0123456789abcdefghjkmnpqrstvwxyz'
const hexDigits = '0123456789abcdef'
const underscore = 95

const values = new Uint8Array(128).fill(255)
for (let i = 0; i < digits.length; i++) values[digits.charCodeAt(i)] = i
/** What the digits of one identifier are put together in: a string that grows by a letter at a time is a chain of 26. */
const scratch = Buffer.alloc(32)

/** `txn_` and 26 digits of Crockford's base 32, lower case. */
export function toPublic(prefix: Prefix, id: Id): string {
  scratch.write(prefix, 'latin1')
  scratch[3] = underscore
  // 26 digits of 5 bits are 130: two zero bits stand before the identifier's 128.
  let bits = 2
  let value = 0
  let at = 4
  for (let i = 0; i < id.length; i++) {
    value = (value << 4) | hexValue(id.charCodeAt(i))
    bits += 4
    if (bits < 5) continue
    bits -= 5
    scratch[at++] = digits.charCodeAt(value >> bits)
    value &= (1 << bits) - 1
  }
  return scratch.toString('latin1', 0, at)
}

/** The identifier behind a public one, `undefined` where it has another prefix or form. */
export function fromPublic(prefix: Prefix, text: string): Id | undefined {
  if (text.length !== 30 || !text.startsWith(prefix) || text.charCodeAt(3) !== underscore) return undefined
  let bits = -2
  let value = 0
  let at = 0
  for (let i = 4; i < text.length; i++) {
    const digit = values[text.charCodeAt(i)] ?? 255
    if (digit === 255) return undefined
    value = (value << 5) | digit
    bits += 5
    if (i === 4 && value > 7) return undefined // More than 128 bits.
    while (bits >= 4) {
      bits -= 4
      scratch[at++] = hexDigits.charCodeAt(value >> bits)
      value &= (1 << bits) - 1
    }
  }
  return scratch.toString('latin1', 0, at)
}

/** Of a lower-case hex digit. */
const hexValue = (code: number): number => (code < 58 ? code - 48 : code - 87)
