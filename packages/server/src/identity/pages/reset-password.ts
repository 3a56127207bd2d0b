import type { Hole } from '../../platform/html/index.ts'
import { banner, field, hidden, html, page } from '../../platform/html/index.ts'
import { passwordHint, passwordWords } from './password-words.ts'
import { withNext } from './sign-in.ts'
import type { ResetPasswordView } from './view.ts'

const kept = 'Your password is as it was.'

const codeErrors: Readonly<Record<NonNullable<ResetPasswordView['codeError']>, string>> = {
  code_missing: `The code is missing. ${kept}`,
  code_wrong: `This is not the code of the newest mail. ${kept} Try again.`,
  code_expired: `This was tried too often. ${kept} Open the link of the mail, or ask for another mail.`,
}

const refusals: Readonly<Record<NonNullable<ResetPasswordView['refusal']>, string>> = {
  overloaded: `We were too busy just then. ${kept} Press the button again.`,
}

/** Chooses the new password, with the link of the mail or with its code. */
export function resetPasswordPage(view: ResetPasswordView): string {
  const { next, link, refusal, told, passwordError, passwordLength } = view
  return page({
    title: 'Choose a new password',
    width: 'narrow',
    main: html`<div class="card stack">
      <form class="stack" method="post" action="/reset-password">
        ${next !== null && hidden('next', next)}
        <div>
          <h1>Choose a new password</h1>
          ${link === null ? sent : whose(link.email)}
        </div>
        ${refusal !== null && banner('bad', html`${told ?? refusals[refusal]}`)}${link === null ? codeField(view) : hidden('link', link.text)}
        ${field({
          name: 'password',
          label: 'New password',
          type: 'password',
          autocomplete: 'new-password',
          hint: passwordHint(passwordLength),
          error: passwordError !== null && passwordWords(passwordError, passwordLength, kept),
        })}
        <button class="btn pri wide">Change the password</button>
        <p class="sm dim">Every browser that is signed in is signed out, and you sign in with the new password.</p>
      </form>
      ${link === null && elsewhere(view)}
    </div>`,
  })
}

const sent = html`<p>We sent you a mail. Open its link, or type its code here.</p>`

/** Password managers read the name from a field beside the password. */
const whose = (email: string): Hole =>
  html`<p>For the wallet of <strong>${email}</strong>.</p>
    <input type="hidden" name="username" autocomplete="username" value="${email}" />`

const codeField = ({ code, codeError }: ResetPasswordView): Hole =>
  field({
    name: 'code',
    label: 'Code from the e-mail',
    value: code,
    autocomplete: 'one-time-code',
    inputmode: 'numeric',
    maxlength: 9,
    class: 'code',
    error: codeError !== null && codeErrors[codeError],
  })

const elsewhere = ({ next, mailUrl }: ResetPasswordView): Hole =>
  html`<p class="sm">Nothing came? Look in the spam folder, or:</p>
    <div class="sm row">
      <a class="alone" href="${withNext('/forgot-password', next)}">Ask for another mail</a
      >${mailUrl !== null && html`<a class="alone" href="${mailUrl}">Read it in the development mailbox</a>`}
    </div>`
