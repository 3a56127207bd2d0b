import type { Html } from '../../platform/html/index.ts'
import { banner, field, hidden, html, hostOf, page, signInErrors } from '../../platform/html/index.ts'
import type { SignInReason, SignInView } from './view.ts'

/** Why somebody must sign in, as `?reason=` has it. */
export const signInReasons = ['window_closed', 'signed_out', 'password_changed'] as const

const reasons: Readonly<Record<SignInReason, Html>> = {
  window_closed: banner(
    'wait',
    html`<strong>Sign in again to go on.</strong> You can buy for a set time after signing in, and that time is over.`,
  ),
  signed_out: banner('wait', html`<strong>Sign in to go on.</strong> You come back to where you were.`),
  password_changed: banner(
    'good',
    html`<strong>Your password is changed.</strong> Every browser was signed out. Sign in with the new one.`,
  ),
}

/** One login for every vendor (R13). */
export function signInPage({ provider, next, email, refusal, told, reason }: SignInView): string {
  return page({
    title: 'Sign in',
    width: 'narrow',
    main: html`<form class="card stack" method="post" action="/sign-in">
      ${next !== null && hidden('next', next)}
      <div>
        <h1>Sign in</h1>
        <p class="dim sm">One login for every vendor that takes tokens from ${hostOf(provider.url)}.</p>
      </div>
      ${refusal !== null ? banner('bad', html`${told ?? signInErrors[refusal]}`) : reason !== null && reasons[reason]}
      ${field({ name: 'email', label: 'E-mail', type: 'email', value: email, autocomplete: 'username' })}
      ${field({ name: 'password', label: 'Password', type: 'password', autocomplete: 'current-password' })}
      <button class="btn pri wide">Sign in</button>
      <p class="sm"><a class="alone" href="${withNext('/forgot-password', next)}">Forgotten password?</a></p>
      <p class="sm">
        New here? <a href="${withNext('/sign-up', next)}">Open a wallet</a>. It is free and empty until you fill it.
      </p>
    </form>`,
  })
}

/** A path of ours that carries on to `next`. */
export const withNext = (path: string, next: string | null): string =>
  next === null ? path : `${path}?next=${encodeURIComponent(next)}`
