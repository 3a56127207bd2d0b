import type { Deps } from '../platform/deps.ts'
import { forgetAttempts } from '../platform/attempts.ts'
import { Problem } from '../platform/http/problems.ts'
import { refuseTooMany } from './limits.ts'
import { isPassword } from './passwords.ts'
import type { Proven } from './sessions.ts'
import { completeSignUp, pendingByLink } from './sign-up.ts'
import { emailIndex, findByEmail, normalizeEmail } from './users.ts'

export type SignIn = {
  readonly email: string
  readonly password: string
  /** Network address. */
  readonly address: string
  /** Of a verification link, where somebody came by one. */
  readonly link: string | undefined
}

/**
 * Says whose e-mail and password these are. An unknown address takes as long as a known one and gets the same answer;
 * attempts are counted for both alike (T21).
 *
 * @throws {Problem} sign_in_failed; quota_exceeded; overloaded.
 */
export async function signInUser(
  deps: Deps,
  { email: text, password, address, link }: SignIn,
): Promise<Required<Proven>> {
  const email = normalizeEmail(text)
  const index = email === undefined ? 'none' : emailIndex(deps, email).toString('hex')
  await refuseTooMany(deps, { what: 'sign-in', index, address })
  const known = email === undefined ? undefined : await findByEmail(deps, email)
  // Who opens the link of the mail in another browser than they signed up with proves themselves with the password.
  const pending = known === undefined && link !== undefined ? await pendingByLink(deps, link) : undefined
  const candidate = known ?? (pending?.signUp.email === email ? pending?.signUp : undefined)
  if (!(await isPassword(deps, password, candidate?.passwordHash)) || candidate === undefined) {
    throw new Problem('sign_in_failed', { detail: 'Nobody was signed in.' })
  }
  const user = known?.user ?? (pending && (await completeSignUp(deps, pending)))
  if (user === undefined) throw new Problem('sign_in_failed', { detail: 'Nobody was signed in.' })
  await forgetAttempts(deps, 'sign-in', index)
  return { user, passwordHash: candidate.passwordHash }
}
