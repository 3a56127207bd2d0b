import { banner, field, hidden, html, page } from '../../platform/html/index.ts'
import { withNext } from './sign-in.ts'
import type { ForgotPasswordView } from './view.ts'

const emailErrors: Readonly<Record<NonNullable<ForgotPasswordView['error']>, string>> = {
  missing: 'Your e-mail address is missing. Nothing was sent yet.',
  invalid: 'This is no e-mail address. Nothing was sent yet. Compare: name@example.org',
}

const refusals: Readonly<Record<NonNullable<ForgotPasswordView['refusal']>, string>> = {
  quota_exceeded: 'Too many tries. Nothing was sent. Wait an hour, or use the newest mail that we sent you.',
  overloaded: 'We were too busy just then. Nothing was sent. Press the button again.',
}

const ended = html`<strong>This mail works no more.</strong> It was used, it is older than 30 minutes, or there is a
  newer one. Your password is as it was. Ask for another mail here.`

/** Asks where to send the mail with which a new password is chosen. */
export function forgotPasswordPage({ next, email, error, refusal, told, ended: over }: ForgotPasswordView): string {
  return page({
    title: 'Forgotten password',
    width: 'narrow',
    main: html`<form class="card stack" method="post" action="/forgot-password">
      ${next !== null && hidden('next', next)}
      <div>
        <h1>Choose a new password</h1>
        <p class="dim sm">We send you a mail with which you choose it. Until then the old one stays.</p>
      </div>
      ${refusal !== null ? banner('bad', html`${told ?? refusals[refusal]}`) : over && banner('wait', ended)}
      ${field({
        name: 'email',
        label: 'E-mail',
        type: 'email',
        value: email,
        autocomplete: 'username',
        hint: 'The address of your wallet.',
        error: error !== null && emailErrors[error],
      })}
      <button class="btn pri wide">Send the mail</button>
      <p class="sm">You know it after all? <a href="${withNext('/sign-in', next)}">Sign in</a></p>
    </form>`,
  })
}
