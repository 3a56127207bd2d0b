import { html, page } from '../../platform/html/index.ts'
import { withNext } from './sign-in.ts'
import type { SignedOutView } from './view.ts'

/** The session is over on this device. */
export function signedOutPage({ next }: SignedOutView): string {
  return page({
    title: 'Signed out',
    width: 'narrow',
    main: html`<div class="card stack">
      <h1>You are signed out</h1>
      <p>Nobody can buy from this browser until you sign in again. Your tokens stay where they are.</p>
      <a class="btn pri wide" href="${withNext('/sign-in', next)}">Sign in</a>
    </div>`,
  })
}
