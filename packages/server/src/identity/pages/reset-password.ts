import type { Hole } from '../../platform/html/index.ts'
import { banner, field, hidden, html, page } from '../../platform/html/index.ts'
import { withNext } from './sign-in.ts'
import type { ResetPasswordView } from './view.ts'

/** Chooses the new password, with the link of the mail or with its code. */
export function resetPasswordPage(view: ResetPasswordView): string {
  const { t, next, link, refusal, told, passwordError, passwordLength } = view
  return page({
    t,
    title: t('pages.resetPassword.title'),
    width: 'narrow',
    main: html`<div class="card stack">
      <form class="stack" method="post" action="/reset-password">
        ${next !== null && hidden('next', next)}
        <div>
          <h1>${t('pages.resetPassword.title')}</h1>
          ${link === null ? html`<p>${t('pages.resetPassword.sent')}</p>` : whose(view, link.email)}
        </div>
        ${refusal !== null && banner('bad', html`${told ?? t(`pages.resetPassword.refusal.${refusal}`)}`)}${link === null ? codeField(view) : hidden('link', link.text)}
        ${field({
          name: 'password',
          label: t('pages.field.newPassword'),
          type: 'password',
          autocomplete: 'new-password',
          hint: t('pages.password.hint', { count: passwordLength }),
          error: passwordError !== null && t(`pages.password.changing.${passwordError}`, { count: passwordLength }),
        })}
        <button class="btn pri wide">${t('pages.resetPassword.button')}</button>
        <p class="sm dim">${t('pages.resetPassword.after')}</p>
      </form>
      ${link === null && elsewhere(view)}
    </div>`,
  })
}

/** Password managers read the name from a field beside the password. */
const whose = ({ t }: ResetPasswordView, email: string): Hole =>
  html`<p>${t.html('pages.resetPassword.whose', { email })}</p>
    <input type="hidden" name="username" autocomplete="username" value="${email}" />`

const codeField = ({ t, code, codeError }: ResetPasswordView): Hole =>
  field({
    name: 'code',
    label: t('pages.field.code'),
    value: code,
    autocomplete: 'one-time-code',
    inputmode: 'numeric',
    maxlength: 9,
    class: 'code',
    error: codeError !== null && t(`pages.resetPassword.codeError.${codeError}`),
  })

const elsewhere = ({ t, next, mailUrl }: ResetPasswordView): Hole =>
  html`<p class="sm">${t('pages.resetPassword.nothingCame')}</p>
    <div class="sm row">
      <a class="alone" href="${withNext('/forgot-password', next)}">${t('pages.resetPassword.resend')}</a
      >${mailUrl !== null && html`<a class="alone" href="${mailUrl}">${t('pages.resetPassword.mailbox')}</a>`}
    </div>`
