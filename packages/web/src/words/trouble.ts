import { isOutcomeUnknown, type Problem } from '../api/problem.ts'

/** What a refusal says to people. What it means for the money is said by the screen, which knows what was tried. */
type Words = { readonly happened: string; readonly next: string }

const known: Record<string, Words> = {
  unreachable: {
    happened: 'The provider did not answer.',
    next: 'Check the connection, then try again.',
  },
  internal: { happened: 'The provider failed.', next: 'Try again in a moment.' },
  outcome_unknown: { happened: 'The provider does not know yet how it ended.', next: 'Try again in a moment.' },
  overloaded: { happened: 'The provider is too busy at the moment.', next: 'Try again in a moment.' },
  quota_exceeded: { happened: 'That was too often in a short time.', next: 'Wait a minute, then try again.' },
  wrong_origin: {
    happened: 'The request did not come from the provider’s own page.',
    next: 'Reload this page and try again.',
  },
  password_wrong: { happened: 'This is not your password.', next: 'Try again.' },
  window_closed: {
    happened: 'You signed in too long ago for this.',
    next: 'Sign in again: what you typed is here when you come back.',
  },
  signed_out: { happened: 'You are signed out.', next: 'Sign in again: what you typed is here when you come back.' },
  email_unverified: {
    happened: 'Your e-mail address is not confirmed yet.',
    next: 'Open the message we sent you, then try again.',
  },
  voucher_unknown: {
    happened: 'There is no voucher with this number.',
    next: 'Compare it with the voucher, group by group.',
  },
  voucher_used: {
    happened: 'This voucher was used before.',
    next: 'If you did not use it, ask whoever gave it to you.',
  },
  voucher_expired: { happened: 'This voucher is past its date.', next: 'Ask whoever gave it to you for another one.' },
  licence_ended: { happened: 'This licence has ended.', next: 'You can buy it again at the vendor.' },
  already_ended: {
    happened: 'This purchase has ended since the page was loaded.',
    next: 'What you see now is its present state.',
  },
  hold_expired: {
    happened: 'The hold ran out before this.',
    next: 'The payer gets the tokens back; ask for a new purchase.',
  },
  not_authorized: { happened: 'The payer has not approved this purchase.', next: 'Wait for the approval.' },
  terms_ended: {
    happened: 'The licence would be over before it could be opened.',
    next: 'Void the hold: the payer gets the tokens back.',
  },
  amount_above_hold: { happened: 'That is more than is held.', next: 'Take the amount that is held, or less.' },
  amount_above_captured: { happened: 'That is more than is left to refund.', next: 'Refund what is left, or less.' },
  not_found: {
    happened: 'There is nothing under this address.',
    next: 'It may be another account’s; check who is signed in.',
  },
  not_a_member: { happened: 'You are not in this vendor’s team.', next: 'Ask one of the team to add you.' },
  conflict: { happened: 'This was already decided.', next: 'Reload the page to see how.' },
}

/**
 * Words for a refusal. Where we have none for its code, the provider's own words are shown, which say all three things.
 */
export function troubleWords({ code, title, detail }: Problem): Words {
  return known[code] ?? { happened: sentence(title), next: detail === '' ? '' : sentence(detail) }
}

const sentence = (text: string): string => (/[.?]$/.test(text) ? text : `${text}.`)

/** What happened to something that was sent: the refusal, what did not change, what to do now. */
export function sentWords(problem: Problem, kept: string): Words & { readonly kept: string } {
  const words = troubleWords(problem)
  if (isOutcomeUnknown(problem)) return { ...words, kept: 'It may have gone through; sent again, it counts once.' }
  return { ...words, kept: problem.code in known || problem.detail === '' ? kept : '' }
}

/** The same as one text, for below a field. */
export function sentText(problem: Problem, kept: string): string {
  const words = sentWords(problem, kept)
  return [words.happened, words.kept, words.next].filter((part) => part !== '').join(' ')
}
