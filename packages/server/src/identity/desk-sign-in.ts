import type { Id } from '@farthing/ledger'
import type { Deps } from '../platform/deps.ts'
import { Problem } from '../platform/http/problems.ts'
import { staffByEmail, staffMembers } from '../staff/index.ts'
import { knownBrowser } from './known-browsers.ts'
import { refuseTooMany, wasRight } from './limits.ts'
import { isPassword } from './passwords.ts'
import { emailIndex, normalizeEmail } from './users.ts'

export type DeskSignIn = {
  readonly email: string
  readonly password: string
  /** Network. */
  readonly address: string
  /** Of a browser that may be known. */
  readonly knownCookie: string | undefined
}

/**
 * Whose e-mail and password these are, of those who work here. An address that nobody has, or somebody who is gone,
 * takes as long as a known one and gets the same answer; attempts are counted for all alike (T21).
 *
 * @throws {Problem} sign_in_failed; quota_exceeded; overloaded.
 */
export async function signInStaff(
  deps: Deps,
  { email: text, password, address, knownCookie }: DeskSignIn,
): Promise<{ readonly id: Id; readonly passwordHash: string }> {
  const email = normalizeEmail(text)
  const known = email === undefined ? undefined : await staffByEmail(deps, email)
  const hash = known?.passwordHash ?? undefined
  const browser =
    known === undefined || hash === undefined
      ? undefined
      : knownBrowser(deps, knownCookie, { user: known.staff, passwordHash: hash })
  const index = emailIndex(deps, email ?? `mistyped ${text.trim().toLowerCase()}`).toString('hex')
  const attempted = { what: 'desk-sign-in', index, address, browser } as const
  await refuseTooMany(deps, attempted)
  const isRight = await isPassword(deps, password, hash, { ahead: browser !== undefined })
  const failed = new Problem('sign_in_failed', { detail: 'Nobody was signed in.' })
  if (!isRight || known === undefined || hash === undefined) throw failed
  const seen = await deps.ledger.look({ rows: [[staffMembers, known.staff]] }, { fresh: true })
  if ((seen.row(staffMembers, known.staff)?.status ?? 'ended') === 'ended') throw failed
  await wasRight(deps, attempted)
  return { id: known.staff, passwordHash: hash }
}
