import { isOutcomeUnknown, type Problem } from '../api/problem.ts'
import { t } from './say.tsx'

/** What a refusal says to people. What it means for the money is said by the screen, which knows what was tried. */
type Words = { readonly happened: string; readonly next: string }

/** Codes that we have words of our own for. */
const known = [
  'unreachable',
  'internal',
  'outcome_unknown',
  'overloaded',
  'quota_exceeded',
  'wrong_origin',
  'password_wrong',
  'window_closed',
  'signed_out',
  'fresh_login_needed',
  'factor_wrong',
  'email_unverified',
  'voucher_unknown',
  'voucher_used',
  'voucher_expired',
  'licence_ended',
  'already_ended',
  'hold_expired',
  'not_authorized',
  'terms_ended',
  'amount_above_hold',
  'amount_above_captured',
  'not_found',
  'account_blocked',
  'not_a_member',
  'conflict',
] as const

/**
 * Words for a refusal. Where we have none for its code, the provider's own words are shown, which say all three things.
 */
export function troubleWords({ code, title, detail }: Problem): Words {
  const ours = known.find((each) => each === code)
  if (ours === undefined) return { happened: sentence(title), next: detail === '' ? '' : sentence(detail) }
  return { happened: t(`shared.trouble.${ours}.happened`), next: t(`shared.trouble.${ours}.next`) }
}

const sentence = (text: string): string => (/[.?]$/.test(text) ? text : `${text}.`)

/** What happened to something that was sent: the refusal, what did not change, what to do now. */
export function sentWords(problem: Problem, kept: string): Words & { readonly kept: string } {
  const words = troubleWords(problem)
  if (isOutcomeUnknown(problem)) return { ...words, kept: t('shared.tried.unclear') }
  const isOurs = known.some((each) => each === problem.code)
  return { ...words, kept: isOurs || problem.detail === '' ? kept : '' }
}

/** The same as one text, for below a field. */
export function sentText(problem: Problem, kept: string): string {
  const words = sentWords(problem, kept)
  return [words.happened, words.kept, words.next].filter((part) => part !== '').join(' ')
}
