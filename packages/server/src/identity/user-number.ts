// A user's number: what somebody without an e-mail address signs in with. Nine digits, so that a telephone can take it.
import { checkedDigits, inGroups, isChecked } from '../platform/check-digit.ts'
import type { Deps } from '../platform/deps.ts'
import type { Random } from '../platform/random.ts'
import { pastedCode } from '../platform/text.ts'

const randomDigits = 8

/** It is no secret: it names somebody, and the password proves them. */
export const newUserNumber = (random: Random): string => checkedDigits(random, randomDigits)

/** As it is printed: `482 109 375`. */
export const printUserNumber = (digits: string): string => inGroups(digits, 3, ' ')

/** Reads what a person typed, however it is grouped; `undefined` where it cannot be a user's number. */
export function readUserNumber(text: string): string | undefined {
  const digits = pastedCode(text)
  return digits.length === randomDigits + 1 && isChecked(digits) ? digits : undefined
}

/** Finds a user without naming one. */
export const numberIndex = ({ secrets }: Pick<Deps, 'secrets'>, digits: string): Buffer =>
  secrets.index('user number', digits)
