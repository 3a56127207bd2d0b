import { banner, field, hidden, html, page, postLink } from '../../platform/html/index.ts'
import type { VerifiedView, VerifyEmailView } from './view.ts'

/** Asks for the six digits that were sent. */
export function verifyEmailPage({ t, next, email, refusal, told, resent, mailUrl }: VerifyEmailView): string {
  return page({
    t,
    title: t('pages.verifyEmail.title'),
    width: 'narrow',
    main: html`<div class="card stack">
      <form class="stack" method="post" action="/verify-email">
        ${next !== null && hidden('next', next)}
        <div>
          <h1>${t('pages.verifyEmail.title')}</h1>
          <p>${t.html('pages.verifyEmail.lead', { email })}</p>
        </div>
        ${resent && banner('good', t.html('pages.verifyEmail.resent'))}
        ${field({
          name: 'code',
          label: t('pages.field.code'),
          autocomplete: 'one-time-code',
          inputmode: 'numeric',
          maxlength: 7,
          class: 'code',
          error: refusal !== null && (told ?? t(`pages.verifyEmail.codeError.${refusal}`)),
        })}
        <button class="btn pri wide">${t('pages.verifyEmail.button')}</button>
      </form>
      <p class="sm">${t('pages.verifyEmail.nothingCame')}</p>
      <div class="sm row">
        ${postLink('/verify-email/resend', t('pages.verifyEmail.resend'), next === null ? {} : { next })}${mailUrl !== null && html`<a class="alone" href="${mailUrl}">${t('pages.verifyEmail.mailbox')}</a>`}
      </div>
    </div>`,
  })
}

/** The address is proven and there is no page to go on to: the next is the wallet. */
export function verifiedPage({ t, email }: VerifiedView): string {
  return page({
    t,
    title: t('pages.verified.title'),
    width: 'narrow',
    main: html`<div class="card stack">
      <h1>${t('pages.verified.heading')}</h1>
      <p>${t.html('pages.verified.body', { email })}</p>
      <a class="btn pri wide" href="/wallet">${t('pages.verified.wallet')}</a>
    </div>`,
  })
}
