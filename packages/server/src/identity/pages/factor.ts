import type { Html, Say } from '../../platform/html/index.ts'
import { attributes, banner, field, hidden, html, page, passkeyScript } from '../../platform/html/index.ts'
import { withNext } from './sign-in.ts'
import type { FactorView } from './view.ts'

/** Asks for the second factor, between the password and the session. */
export function factorPage({ t, next, action, signIn, ways, refusal, told }: FactorView): string {
  return page({
    t,
    title: t('pages.factor.title'),
    width: 'narrow',
    script: passkeyScript,
    main: html`<div class="card stack">
      <div>
        <h1>${t('pages.factor.title')}</h1>
        <p class="dim sm">${t('pages.factor.why')}</p>
      </div>
      ${refusal !== null && banner('bad', html`${told ?? t(`pages.factor.refusal.${refusal}`)}`)}
      ${ways.passkey && passkeyForm(t, { action, options: `${action}/passkey`, makes: false, inside: next !== null && hidden('next', next), button: t('pages.factor.usePasskey'), isFirst: true })}
      <form class="stack" method="post" action="${action}">
        ${next !== null && hidden('next', next)}
        ${field({
          name: 'code',
          label: t('pages.factor.code'),
          autocomplete: 'one-time-code',
          maxlength: 30,
          hint: t(ways.code ? 'pages.factor.codeHint' : 'pages.factor.recoveryHint'),
        })}
        <button class="${ways.passkey ? 'btn wide' : 'btn pri wide'}">${t('pages.factor.goOn')}</button>
      </form>
      <p class="sm"><a class="alone" href="${withNext(signIn, next)}">${t('pages.factor.anotherPerson')}</a></p>
    </div>`,
  })
}

export type PasskeyForm = {
  readonly action: string
  /** What the script asks the browser for: see `passkeyScriptText`. */
  readonly options: string
  /** Makes a new passkey; otherwise it shows one. */
  readonly makes: boolean
  readonly inside?: Html | false
  readonly button: string
  /** The page's one primary button. */
  readonly isFirst: boolean
}

/** Shown by the script alone: without it, or without passkeys in this browser, the page has another way. */
export function passkeyForm(t: Say, { action, options, makes, inside, button, isFirst }: PasskeyForm): Html {
  const marks = attributes({ 'data-passkey': makes ? 'add' : 'show', 'data-options': options, hidden: true })
  return html`<form class="stack" method="post" action="${action}" ${marks}>
    ${inside}${hidden('passkey', '')}
    <p class="err" role="alert" data-failed hidden>${t('pages.factor.passkeyFailed')}</p>
    <button class="${isFirst ? 'btn pri wide' : 'btn wide'}">${button}</button>
  </form>`
}

/** What a new passkey is called. */
export const labelField = (t: Say): Html => {
  return field({
    name: 'label',
    label: t('pages.security.label'),
    autocomplete: 'off',
    maxlength: 60,
    hint: t('pages.security.labelHint'),
  })
}
