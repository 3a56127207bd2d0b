const digits = '0123456789abcdefghjkmnpqrstvwxyz'

/**
 * Mints an attempt's identifier, `att_` and 26 digits of Crockford's base 32 (128 random bits). One attempt keeps one
 * identifier however often it is sent, so that a double click or a lost answer never moves money twice.
 */
export function mintAttempt(): string {
  const noise = crypto.getRandomValues(new Uint8Array(16))
  let value = noise.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n)
  let text = ''
  for (let place = 0; place < 26; place++) {
    text = digits.charAt(Number(value & 31n)) + text
    value >>= 5n
  }
  return `att_${text}`
}
