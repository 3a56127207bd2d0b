import type { PasswordError } from './view.ts'

/** The hint below every field for a new password. */
export const passwordHint = (length: number): string => `At least ${length} characters. A few words in a row are good.`

/**
 * Why a password is not taken, in words for its field.
 *
 * @param kept What did not happen: `Nothing was opened yet.`
 */
export function passwordWords(error: PasswordError, length: number, kept: string): string {
  switch (error) {
    case 'missing':
      return `A password is missing. ${kept}`
    case 'too_short':
      return `This has fewer than ${length} characters. ${kept} Make it longer.`
    case 'too_long':
      return `This is longer than we can take. ${kept} Shorten it.`
    case 'too_common':
      return `Many people use this one, so it is guessed first. ${kept} Choose another.`
  }
}
