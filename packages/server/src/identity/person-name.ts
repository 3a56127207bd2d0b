import { faultOf, isBlank } from '../platform/text.ts'

const longestName = 100

/** Why the name of a person is not accepted; `undefined`: it is. @param name NFC, no spaces around. */
export function nameError(name: string): 'missing' | 'too_long' | 'invalid' | undefined {
  if (isBlank(name)) return 'missing'
  if (name.length > longestName) return 'too_long'
  return faultOf(name, { lines: false }) === undefined ? undefined : 'invalid'
}
