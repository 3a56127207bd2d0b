import { inTransaction } from '../platform/database.ts'
import type { Deps } from '../platform/deps.ts'
import type { Say } from '../platform/html/index.ts'
import { Problem } from '../platform/http/problems.ts'
import type { MarkOwner } from './known-browsers.ts'
import { knownBrowser } from './known-browsers.ts'
import { refuseTooMany, wasRight } from './limits.ts'
import { hashPassword, isPassword, passwordError, shortestPassword } from './passwords.ts'
import type { SignedIn } from './sessions.ts'
import { emailIndex, userById } from './users.ts'
import { ownerOf, writePassword } from './write-password.ts'

export type ChangePassword = {
  readonly current: string
  readonly wanted: string
  /** Says what is wrong, and the mail, in their language. */
  readonly t: Say
  /** Network. */
  readonly address: string
  /** Of a browser that this user may have signed in with before. */
  readonly knownCookie: string | undefined
}

const kept = 'Your password is as it was.'

/**
 * Another password for somebody who knows the one they have. Their other sessions end, this one goes on and no purchase
 * window opens; a mail tells them. Sent again after the answer was lost, it is done already and does nothing more.
 *
 * @returns Whose browser it is now: the marks that were given with the password before have ended.
 * @throws {Problem} password_wrong; invalid_request (new_password); quota_exceeded; overloaded.
 */
export async function changePassword(deps: Deps, who: SignedIn, input: ChangePassword): Promise<MarkOwner> {
  const { current, wanted, t, address, knownCookie } = input
  const error = passwordError(wanted, who.login)
  if (error !== undefined) {
    const detail = t(`pages.password.changing.${error}`, { count: shortestPassword })
    throw new Problem('invalid_request', { param: 'new_password', detail })
  }
  const index = emailIndex(deps, who.login).toString('hex')
  const { user } = who
  const { passwordHash: hashBefore } = await userById(deps, user)
  const browser = knownBrowser(deps, knownCookie, { user, passwordHash: hashBefore })
  const attempted = { what: 'change-password', index, address, browser } as const
  await refuseTooMany(deps, attempted)
  if (!(await isPassword(deps, current, hashBefore))) {
    // The same request's own first try succeeded: the password before is no longer right.
    if (await isPassword(deps, wanted, hashBefore)) return { user, passwordHash: hashBefore }
    throw new Problem('password_wrong', { param: 'current_password', detail: `This is not your password. ${kept}` })
  }
  const passwordHash = await hashPassword(deps, wanted)
  const owner = await ownerOf(deps, user)
  const done = await inTransaction(deps.pool, (client) =>
    writePassword(deps, client, { owner, passwordHash, how: 'change', hashBefore, session: who.session }),
  )
  if (!done) throw new Problem('conflict', { detail: 'It was changed from elsewhere just now. Nothing was done here.' })
  await wasRight(deps, attempted)
  return { user, passwordHash }
}
