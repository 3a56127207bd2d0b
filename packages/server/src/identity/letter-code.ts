// The code of a letter: 19 digits at random and one that checks them. It is typed once, so it is shorter than a
// voucher: ten million letters and a million guesses a day find one in three thousand years.
import { checkedDigits, inGroups, isChecked } from '../platform/check-digit.ts'
import type { Deps } from '../platform/deps.ts'
import type { Random } from '../platform/random.ts'
import { pastedCode } from '../platform/text.ts'

const randomDigits = 19

export const newLetterCode = (random: Random): string => checkedDigits(random, randomDigits)

/** As it is printed: `12345 67890 12345 67890`. */
export const printLetterCode = (digits: string): string => inGroups(digits, 5, ' ')

/** Reads what a person typed, however it is grouped; `undefined` where it cannot be a code. */
export function readLetterCode(text: string): string | undefined {
  const digits = pastedCode(text)
  return digits.length === randomDigits + 1 && isChecked(digits) ? digits : undefined
}

/** A code is too short for a plain hash. */
export const letterHash = ({ secrets }: Pick<Deps, 'secrets'>, digits: string): Buffer =>
  secrets.index('letter code', digits)
