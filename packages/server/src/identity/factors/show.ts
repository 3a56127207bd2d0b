import { countAttempt } from '../../platform/attempts.ts'
import type { Deps } from '../../platform/deps.ts'
import { Problem } from '../../platform/http/problems.ts'
import { pastedCode } from '../../platform/text.ts'
import { refuseTooMany, wasRight } from '../limits.ts'
import type { Attempted } from '../limits.ts'
import { tellHolder } from './mails.ts'
import type { Person } from './mails.ts'
import type { Bound } from './challenges.ts'
import type { Holder } from './holder.ts'
import { textOf } from './holder.ts'
import { isPasskey } from './passkeys.ts'
import { isRecoveryCode, recoveryCodesLeft, useRecoveryCode } from './recovery-codes.ts'
import { isTotp, isTotpCode } from './totp.ts'

/** What somebody shows: the code of an app, a recovery code, or what a browser made of a passkey. */
export type Shown = { readonly code: string } | { readonly passkey: string }

export type ShownBy = {
  readonly holder: Holder
  /** Where they are told of it, where that is needed. */
  readonly person: Person
  /** The session, or the sign-in that is half done, that was asked. */
  readonly bound: Bound
  /** A sign-in, or a session that is to be fresh: guesses are counted apart. */
  readonly what: 'factor' | 'fresh-login'
  /** Network. */
  readonly address: string
  /** A browser in which they have signed in before: see `known-browsers.ts`. */
  readonly browser?: string | undefined
}

/**
 * Proves a second factor, once: a code, a signature or a recovery code that was taken is never taken again. Guesses are
 * counted before anything is compared.
 *
 * @throws {Problem} factor_wrong; quota_exceeded: who guesses so often has the password, so the holder is told by mail.
 */
export async function showFactor(deps: Deps, shown: Shown, by: ShownBy): Promise<void> {
  const { holder, what, address, browser } = by
  const index = deps.secrets.index('factor', textOf(holder)).toString('hex')
  const attempted: Attempted = { what, index, address, browser }
  try {
    await refuseTooMany(deps, attempted)
  } catch (error) {
    if (error instanceof Problem && error.code === 'quota_exceeded') await tellOnce(deps, by, index)
    throw error
  }
  if (!(await isShown(deps, shown, by))) throw new Problem('factor_wrong', { detail: 'Nothing was done.' })
  await wasRight(deps, attempted)
}

async function isShown(deps: Deps, shown: Shown, { holder, person, bound, what }: ShownBy): Promise<boolean> {
  if ('passkey' in shown) return isPasskey(deps, holder, bound, shown.passkey)
  const code = pastedCode(shown.code)
  if (isTotpCode(code)) return isTotp(deps, holder, code)
  // A recovery code is for coming in; what is asked for in place is asked of who has the factor at hand.
  if (what !== 'factor' || !isRecoveryCode(code) || !(await useRecoveryCode(deps, holder, code))) return false
  const left = await recoveryCodesLeft(deps, holder)
  await tellHolder(deps, { ...person, at: deps.clock.now(), what: 'recoveryUsed', left })
  return true
}

/** Once a day at most: whoever guesses on does not fill the mailbox. */
async function tellOnce(deps: Deps, { person, what }: ShownBy, index: string): Promise<void> {
  const told = { of: ['factor guesses told', index], attempts: 1, windowSeconds: 86_400, words: () => '' }
  try {
    await countAttempt(deps, [told])
  } catch (error) {
    if (error instanceof Problem && error.code === 'quota_exceeded') return
    throw error
  }
  if (what === 'factor') await tellHolder(deps, { ...person, at: deps.clock.now(), what: 'guessed' })
}
