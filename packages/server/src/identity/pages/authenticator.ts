import { field, html, page, passkeyScript } from '../../platform/html/index.ts'
import { labelField, passkeyForm } from './factor.ts'
import type { AuthenticatorView, RecoveryCodesView } from './view.ts'

/** Puts a secret into an app, by a picture or by hand, and asks for a first code of it. */
export function authenticatorPage({ t, action, back, secret, qr, isWrong, passkey = null }: AuthenticatorView): string {
  const error = isWrong && t('pages.authenticator.wrong')
  return page({
    t,
    title: t('pages.authenticator.title'),
    width: 'narrow',
    ...(passkey !== null && { script: passkeyScript }),
    main: html`<div class="card stack">
      <div>
        <h1>${t('pages.authenticator.title')}</h1>
        <p>${t('pages.authenticator.scan')}</p>
      </div>
      ${qr}
      <div>
        <p class="sm dim">${t('pages.authenticator.byHand')}</p>
        <p class="id">${secret.replace(/(.{4})(?=.)/g, '$1 ')}</p>
      </div>
      <form class="stack" method="post" action="${action}">
        ${field({ name: 'code', label: t('pages.authenticator.code'), autocomplete: 'one-time-code', inputmode: 'numeric', maxlength: 9, class: 'code', error })}
        <button class="btn pri wide">${t('pages.authenticator.confirm')}</button>
      </form>
      ${passkey !== null && passkeyForm(t, { ...passkey, makes: true, inside: labelField(t), button: t('pages.authenticator.orPasskey'), isFirst: false })}
      ${back !== null && html`<p class="sm"><a class="alone" href="${back}">${t('pages.authenticator.back')}</a></p>`}
    </div>`,
  })
}

/** The one time that recovery codes are shown. */
export function recoveryCodesPage({ t, codes, next }: RecoveryCodesView): string {
  return page({
    t,
    title: t('pages.recoveryCodes.title'),
    width: 'narrow',
    main: html`<div class="card stack">
      <div>
        <h1>${t('pages.recoveryCodes.title')}</h1>
        <p>${t('pages.recoveryCodes.why')}</p>
      </div>
      <ol class="codes">
        ${codes.map((code) => html`<li><code>${code}</code></li>`)}
      </ol>
      <a class="btn pri wide" href="${next}">${t('pages.recoveryCodes.kept')}</a>
    </div>`,
  })
}
