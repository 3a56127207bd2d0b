import { banner, codeErrors, field, hidden, html, page, postLink } from '../../platform/html/index.ts'
import type { VerifiedView, VerifyEmailView } from './view.ts'

/** Asks for the six digits that were sent. */
export function verifyEmailPage({ next, email, refusal, told, resent, mailUrl }: VerifyEmailView): string {
  return page({
    title: 'Confirm your address',
    width: 'narrow',
    main: html`<div class="card stack">
      <form class="stack" method="post" action="/verify-email">
        ${next !== null && hidden('next', next)}
        <div>
          <h1>Confirm your address</h1>
          <p>We sent 6 digits to <strong>${email}</strong>. Type them here before you buy.</p>
        </div>
        ${resent && banner('good', html`<strong>A new code is on its way.</strong> Only the newest one works.`)}
        ${field({
          name: 'code',
          label: 'Code from the e-mail',
          autocomplete: 'one-time-code',
          inputmode: 'numeric',
          maxlength: 7,
          class: 'code',
          error: refusal !== null && (told ?? codeErrors[refusal]),
        })}
        <button class="btn pri wide">Confirm</button>
      </form>
      <p class="sm">Nothing came? Look in the spam folder, or:</p>
      <div class="sm row">
        ${postLink('/verify-email/resend', 'Send another code', next === null ? {} : { next })}${mailUrl !== null && html`<a class="alone" href="${mailUrl}">Read it in the development mailbox</a>`}
      </div>
    </div>`,
  })
}

/** The address is proven and there is no page to go on to: the next is the wallet. */
export function verifiedPage({ email }: VerifiedView): string {
  return page({
    title: 'Address confirmed',
    width: 'narrow',
    main: html`<div class="card stack">
      <h1>Your address is confirmed</h1>
      <p><strong>${email}</strong> is yours. You can buy now.</p>
      <a class="btn pri wide" href="/wallet">Go to my wallet</a>
    </div>`,
  })
}
