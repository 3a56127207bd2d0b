import type { SignUpErrors, SignUpView } from './view.ts'
import { banner, choice, field, hidden, html, page, zoneInWords, zoneScript } from '../../platform/html/index.ts'
import { timeZones } from '../../platform/calendar.ts'
import { passwordHint, passwordWords } from './password-words.ts'
import { withNext } from './sign-in.ts'

type Words<Key extends keyof SignUpErrors> = Readonly<Record<NonNullable<SignUpErrors[Key]>, string>>

const nameErrors: Words<'name'> = {
  missing: 'Your name is missing. Nothing was opened yet.',
  too_long: 'This is longer than we can keep. Nothing was opened yet. Shorten it.',
  invalid: 'This holds characters that a name cannot have. Nothing was opened yet.',
}
const emailErrors: Words<'email'> = {
  missing: 'Your e-mail address is missing. Nothing was opened yet.',
  invalid: 'This is no e-mail address. Nothing was opened yet. Compare: name@example.org',
}

const refusals: Readonly<Record<NonNullable<SignUpView['refusal']>, string>> = {
  quota_exceeded: 'Too many tries. Nothing was opened yet. Wait a few minutes, then try again.',
  overloaded: 'We were too busy just then. Nothing was opened yet. Press the button again.',
}

const zones = timeZones.map((zone) => [zone, zoneInWords(zone)] as const)

/** All zones that we know, and the one that was chosen where a browser knows it by another name. */
const zoneOptions = (chosen: string): typeof zones =>
  timeZones.includes(chosen) ? zones : [[chosen, zoneInWords(chosen)], ...zones]

/** Opens an account (R8). */
export function signUpPage(view: SignUpView): string {
  const { provider, next, name, email, timeZone, errors, passwordLength, refusal, told } = view
  const chosen = timeZone === null || errors.timeZone ? 'UTC' : timeZone
  return page({
    title: 'Open a wallet',
    width: 'narrow',
    script: zoneScript,
    main: html`<form class="card stack" method="post" action="/sign-up">
      ${next !== null && hidden('next', next)}
      <div>
        <h1>Open a wallet</h1>
        <p class="dim sm">${provider.name} keeps it. Vendors see neither your name nor your address.</p>
      </div>
      ${refusal !== null && banner('bad', html`${told ?? refusals[refusal]}`)}
      ${field({ name: 'name', label: 'Name', value: name, autocomplete: 'name', maxlength: 100, error: errors.name && nameErrors[errors.name] })}
      ${field({ name: 'email', label: 'E-mail', type: 'email', value: email, autocomplete: 'username', hint: 'We send a code there, and your receipts.', error: errors.email && emailErrors[errors.email] })}
      ${field({
        name: 'password',
        label: 'Password',
        type: 'password',
        autocomplete: 'new-password',
        hint: passwordHint(passwordLength),
        error: errors.password && passwordWords(errors.password, passwordLength, 'Nothing was opened yet.'),
      })}
      ${choice({
        name: 'time_zone',
        label: 'Your days begin in',
        value: chosen,
        options: zoneOptions(chosen),
        hint: 'For spending limits and your history. You can change it later.',
        error: errors.timeZone && 'There is no such time zone. Nothing was opened yet. Choose one of the list.',
        marks: { 'data-offer': timeZone === null },
      })}
      <button class="btn pri wide">Open a wallet</button>
      <p class="sm">You have one? <a href="${withNext('/sign-in', next)}">Sign in</a></p>
    </form>`,
  })
}
