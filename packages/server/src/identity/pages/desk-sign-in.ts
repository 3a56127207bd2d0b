import type { Say } from '../../platform/html/index.ts'
import { banner, field, hidden, hostOf, html, page } from '../../platform/html/index.ts'
import type { DeskSignInView, InvitationView } from './view.ts'

/** The desk's own sign-in: it leads to the second factor, always. */
export function deskSignInPage({ t, provider, next, email, refusal, told, isOver }: DeskSignInView): string {
  return page({
    t,
    title: t('pages.deskSignIn.title'),
    width: 'narrow',
    main: html`<form class="card stack" method="post" action="/desk/sign-in">
      ${next !== null && hidden('next', next)}
      <div>
        <h1>${t('pages.deskSignIn.title')}</h1>
        <p class="dim sm">${t('pages.deskSignIn.lead', { site: hostOf(provider.url) })}</p>
      </div>
      ${refusal !== null ? banner('bad', html`${told ?? t(`server.signInError.${refusal}`)}`) : isOver && banner('wait', html`${t('pages.deskSignIn.over')}`)}
      ${field({ name: 'email', label: t('pages.field.email'), type: 'email', value: email, autocomplete: 'username' })}
      ${field({ name: 'password', label: t('pages.field.password'), type: 'password', autocomplete: 'current-password' })}
      <button class="btn pri wide">${t('pages.deskSignIn.button')}</button>
      <p class="sm dim">${t('pages.deskSignIn.lost')}</p>
    </form>`,
  })
}

export function deskSignedOutPage({ t }: { readonly t: Say }): string {
  return page({
    t,
    title: t('pages.deskSignIn.signedOut'),
    width: 'narrow',
    main: html`<div class="card stack">
      <h1>${t('pages.deskSignIn.signedOut')}</h1>
      <a class="btn pri wide" href="/desk/sign-in">${t('pages.deskSignIn.button')}</a>
    </div>`,
  })
}

/** Name and password of somebody who begins to work here; the second factor comes next. */
export function invitationPage(view: InvitationView): string {
  const { t, action, link, email, name, nameError, passwordError, passwordLength, refusal } = view
  return page({
    t,
    title: t('pages.invitation.title'),
    width: 'narrow',
    main: html`<form class="card stack" method="post" action="${action}">
      ${hidden('link', link)}
      <div>
        <h1>${t('pages.invitation.title')}</h1>
        <p>${t.html('pages.invitation.lead', { email })}</p>
      </div>
      <input type="hidden" name="username" autocomplete="username" value="${email}" />
      ${refusal !== null && banner('bad', html`${t('pages.invitation.busy')}`)}
      ${field({
        name: 'name',
        label: t('pages.field.name'),
        value: name,
        autocomplete: 'name',
        maxlength: 100,
        error: nameError !== null && t(`pages.invitation.nameError.${nameError}`),
      })}
      ${field({
        name: 'password',
        label: t('pages.field.password'),
        type: 'password',
        autocomplete: 'new-password',
        hint: t('pages.password.hint', { count: passwordLength }),
        error: passwordError !== null && t(`pages.password.changing.${passwordError}`, { count: passwordLength }),
      })}
      <button class="btn pri wide">${t('pages.invitation.button')}</button>
      <p class="sm dim">${t('pages.invitation.next')}</p>
    </form>`,
  })
}

export function invitationEndedPage({ t }: { readonly t: Say }): string {
  return page({
    t,
    title: t('pages.invitation.endedTitle'),
    width: 'narrow',
    main: html`<div class="card stack">
      <h1>${t('pages.invitation.endedTitle')}</h1>
      <p>${t('pages.invitation.ended')}</p>
      <a class="btn wide" href="/desk/sign-in">${t('pages.deskSignIn.button')}</a>
    </div>`,
  })
}
