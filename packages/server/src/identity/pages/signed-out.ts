import { html, page } from '../../platform/html/index.ts'
import { withNext } from './sign-in.ts'
import type { SignedOutView } from './view.ts'

/** The session is over on this device. */
export function signedOutPage({ t, next }: SignedOutView): string {
  return page({
    t,
    title: t('pages.signedOut.title'),
    width: 'narrow',
    main: html`<div class="card stack">
      <h1>${t('pages.signedOut.heading')}</h1>
      <p>${t('pages.signedOut.body')}</p>
      <a class="btn pri wide" href="${withNext('/sign-in', next)}">${t('pages.signedOut.signIn')}</a>
    </div>`,
  })
}
