import type { Deps } from '../platform/deps.ts'
import { Problem } from '../platform/http/problems.ts'
import type { MarkOwner } from './known-browsers.ts'
import { knownBrowser } from './known-browsers.ts'
import { refuseTooMany, wasRight } from './limits.ts'
import { isPassword } from './passwords.ts'
import { completeSignUp, pendingByLink } from './sign-up.ts'
import { readUserNumber } from './user-number.ts'
import { emailIndex, findByEmail, findByNumber, normalizeEmail } from './users.ts'

export type SignIn = {
  /** An address, or a user's number. */
  readonly email: string
  readonly password: string
  /** Network. */
  readonly address: string
  /** Of a browser that may be known. */
  readonly knownCookie: string | undefined
  /** Of a verification link, where somebody came by one. */
  readonly link: string | undefined
}

/**
 * Finds out whose e-mail or number and password these are. An unknown one takes as long as a known one and gets the same
 * answer; attempts are counted for both alike (T21).
 *
 * @throws {Problem} sign_in_failed; quota_exceeded; overloaded.
 */
export async function signInUser(
  deps: Deps,
  { email: text, password, address, knownCookie, link }: SignIn,
): Promise<MarkOwner> {
  const email = normalizeEmail(text)
  const number = email === undefined ? readUserNumber(text) : undefined
  const known =
    email === undefined
      ? number === undefined
        ? undefined
        : await findByNumber(deps, number)
      : await findByEmail(deps, email)
  const browser = known && knownBrowser(deps, knownCookie, known)
  // Text that is no address is counted as it was typed, so that two people who mistype their addresses have two
  // counters.
  const index = emailIndex(deps, email ?? number ?? `mistyped ${text.trim().toLowerCase()}`).toString('hex')
  const attempted = { what: 'sign-in', index, address, browser } as const
  await refuseTooMany(deps, attempted)
  // Who opens the link of the mail in another browser than the one they signed up with proves themselves by the
  // password.
  const pending = known === undefined && link !== undefined ? await pendingByLink(deps, link) : undefined
  const candidate = known ?? (pending?.signUp.email === email ? pending?.signUp : undefined)
  const ahead = browser !== undefined
  if (!(await isPassword(deps, password, candidate?.passwordHash, { ahead })) || candidate === undefined) {
    throw new Problem('sign_in_failed', { detail: 'Nobody was signed in.' })
  }
  const user = known?.user ?? (pending && (await completeSignUp(deps, pending)))
  if (user === undefined) throw new Problem('sign_in_failed', { detail: 'Nobody was signed in.' })
  await wasRight(deps, attempted)
  return { user, passwordHash: candidate.passwordHash }
}
