import type { Hole } from '../../platform/html/index.ts'
import { banner, field, hidden, html, hostOf, page } from '../../platform/html/index.ts'
import type { SignInView } from './view.ts'

/** Why somebody must sign in, as `?reason=` has it. */
export const signInReasons = ['window_closed', 'signed_out', 'password_changed'] as const

const reasonTone = { window_closed: 'wait', signed_out: 'wait', password_changed: 'good' } as const

/** One login for every vendor (R13). */
export function signInPage({ t, provider, next, email, refusal, told, reason }: SignInView): string {
  const why = reason !== null && banner(reasonTone[reason], t.html(`pages.signIn.reason.${reason}`))
  const signUp = (inside: Hole) => html`<a href="${withNext('/sign-up', next)}">${inside}</a>`
  return page({
    t,
    title: t('pages.signIn.title'),
    width: 'narrow',
    main: html`<form class="card stack" method="post" action="/sign-in">
      ${next !== null && hidden('next', next)}
      <div>
        <h1>${t('pages.signIn.title')}</h1>
        <p class="dim sm">${t('pages.signIn.lead', { site: hostOf(provider.url) })}</p>
      </div>
      ${refusal !== null ? banner('bad', html`${told ?? t(`server.signInError.${refusal}`)}`) : why}
      ${field({ name: 'email', label: t('pages.field.login'), inputmode: 'email', value: email, autocomplete: 'username' })}
      ${field({ name: 'password', label: t('pages.field.password'), type: 'password', autocomplete: 'current-password' })}
      <button class="btn pri wide">${t('pages.signIn.button')}</button>
      <p class="sm"><a class="alone" href="${withNext('/forgot-password', next)}">${t('pages.signIn.forgotten')}</a></p>
      <p class="sm">${t.html('pages.signIn.newHere', { link: signUp })}</p>
    </form>`,
  })
}

/** A path of ours that carries on to `next`. */
export const withNext = (path: string, next: string | null): string =>
  next === null ? path : `${path}?next=${encodeURIComponent(next)}`
