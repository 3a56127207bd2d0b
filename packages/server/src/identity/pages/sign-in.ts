import { banner, field, hidden, html, hostOf, page, signInErrors } from '../../platform/html/index.ts'
import type { SignInView } from './view.ts'

const reasons = {
  window_closed: html`<strong>Sign in again to go on.</strong> You can buy for a set time after signing in, and that
    time is over. Nothing was taken.`,
  signed_out: html`<strong>Sign in to go on.</strong> You come back to where you were.`,
}

/** One login for every vendor (R13). */
export function signInPage({ provider, next, email, refusal, reason }: SignInView): string {
  return page({
    title: 'Sign in',
    width: 'narrow',
    main: html`<form class="card stack" method="post" action="/sign-in">
      ${next !== null && hidden('next', next)}
      <div>
        <h1>Sign in</h1>
        <p class="dim sm">One login for every vendor that takes tokens from ${hostOf(provider.url)}.</p>
      </div>
      ${refusal !== null ? banner('bad', html`${signInErrors[refusal]}`) : reason !== null && banner('wait', reasons[reason])}
      ${field({ name: 'email', label: 'E-mail', type: 'email', value: email, autocomplete: 'username' })}
      ${field({ name: 'password', label: 'Password', type: 'password', autocomplete: 'current-password' })}
      <button class="btn pri wide">Sign in</button>
      <p class="sm">
        New here? <a href="${withNext('/sign-up', next)}">Open a wallet</a>. It is free and empty until you fill it.
      </p>
    </form>`,
  })
}

/** A path of ours that carries on to `next`. */
export const withNext = (path: string, next: string | null): string =>
  next === null ? path : `${path}?next=${encodeURIComponent(next)}`
