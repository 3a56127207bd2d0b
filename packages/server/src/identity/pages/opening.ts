import type { Say } from '../../platform/html/index.ts'
import { banner, field, hidden, html, page } from '../../platform/html/index.ts'
import type { LetterDoneView, LetterView, OpeningView } from './view.ts'

/** A password for the account that the desk's link opens. */
export function openingPage({ t, link, name, email, passwordError, passwordLength, refusal }: OpeningView): string {
  return page({
    t,
    title: t('pages.opening.title'),
    width: 'narrow',
    main: html`<form class="card stack" method="post" action="/open">
      ${hidden('link', link)}
      <div>
        <h1>${t('pages.opening.title')}</h1>
        <p>${t.html('pages.opening.whose', { name, email })}</p>
      </div>
      ${refusal !== null && banner('bad', html`${t('pages.opening.overloaded')}`)}
      <input type="hidden" name="username" autocomplete="username" value="${email}" />
      ${field({
        name: 'password',
        label: t('pages.field.password'),
        type: 'password',
        autocomplete: 'new-password',
        hint: t('pages.password.hint', { count: passwordLength }),
        error: passwordError !== null && t(`pages.password.opening.${passwordError}`, { count: passwordLength }),
      })}
      <button class="btn pri wide">${t('pages.opening.button')}</button>
    </form>`,
  })
}

/** A link of the desk that opens nothing any more. */
export function openingEndedPage({ t }: { readonly t: Say }): string {
  return page({
    t,
    title: t('pages.opening.endedTitle'),
    width: 'narrow',
    main: html`<div class="card stack">
      <h1>${t('pages.opening.endedTitle')}</h1>
      <p>${t.html('pages.opening.ended', { link: (inside) => html`<a href="/sign-in">${inside}</a>` })}</p>
    </div>`,
  })
}

/** The code of a letter, and the password that it lets somebody choose. */
export function letterPage({ t, code, codeError, passwordError, passwordLength, refusal, told }: LetterView): string {
  return page({
    t,
    title: t('pages.letter.title'),
    width: 'narrow',
    main: html`<form class="card stack" method="post" action="/letter">
      <div>
        <h1>${t('pages.letter.title')}</h1>
        <p>${t('pages.letter.intro')}</p>
      </div>
      ${refusal !== null && banner('bad', html`${told ?? t('pages.letter.overloaded')}`)}
      ${field({
        name: 'code',
        label: t('pages.letter.code'),
        value: code,
        autocomplete: 'one-time-code',
        inputmode: 'numeric',
        maxlength: 40,
        hint: t('pages.letter.codeHint'),
        error: codeError !== null && t(`pages.letter.codeError.${codeError}`),
      })}
      ${field({
        name: 'password',
        label: t('pages.field.newPassword'),
        type: 'password',
        autocomplete: 'new-password',
        hint: t('pages.password.hint', { count: passwordLength }),
        error: passwordError !== null && t(`pages.password.changing.${passwordError}`, { count: passwordLength }),
      })}
      <button class="btn pri wide">${t('pages.letter.button')}</button>
    </form>`,
  })
}

/** The password is set, and this is what to sign in with from now on. */
export function letterDonePage({ t, login }: LetterDoneView): string {
  return page({
    t,
    title: t('pages.letter.doneTitle'),
    width: 'narrow',
    main: html`<div class="card stack">
      <h1>${t('pages.letter.doneTitle')}</h1>
      <p>${t.html('pages.letter.done', { login })}</p>
      <p class="dim">${t('pages.letter.doneKeep')}</p>
      <p><a class="btn pri wide" href="/sign-in">${t('pages.letter.signIn')}</a></p>
    </div>`,
  })
}
