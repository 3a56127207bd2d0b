import type { Hole } from '../../platform/html/index.ts'
import { banner, field, hidden, html, page } from '../../platform/html/index.ts'
import { withNext } from './sign-in.ts'
import type { ForgotPasswordView } from './view.ts'

/** Asks where to send the mail with which a new password is chosen. */
export function forgotPasswordPage({ t, next, email, error, refusal, told, ended }: ForgotPasswordView): string {
  const signIn = (inside: Hole) => html`<a href="${withNext('/sign-in', next)}">${inside}</a>`
  const over = ended && banner('wait', t.html('pages.forgotPassword.ended'))
  return page({
    t,
    title: t('pages.forgotPassword.title'),
    width: 'narrow',
    main: html`<form class="card stack" method="post" action="/forgot-password">
      ${next !== null && hidden('next', next)}
      <div>
        <h1>${t('pages.forgotPassword.heading')}</h1>
        <p class="dim sm">${t('pages.forgotPassword.lead')}</p>
      </div>
      ${refusal !== null ? banner('bad', html`${told ?? t(`pages.forgotPassword.refusal.${refusal}`)}`) : over}
      ${field({
        name: 'email',
        label: t('pages.field.email'),
        type: 'email',
        value: email,
        autocomplete: 'username',
        hint: t('pages.forgotPassword.emailHint'),
        error: error !== null && t(`pages.forgotPassword.emailError.${error}`),
      })}
      <button class="btn pri wide">${t('pages.forgotPassword.button')}</button>
      <p class="sm">${t.html('pages.forgotPassword.known', { link: signIn })}</p>
    </form>`,
  })
}
