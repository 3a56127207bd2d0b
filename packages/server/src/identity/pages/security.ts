import type { Hole, Html, Say } from '../../platform/html/index.ts'
import { banner, field, fullMomentInWords, html, page, passkeyScript, postLink } from '../../platform/html/index.ts'
import { labelField, passkeyForm } from './factor.ts'
import type { SecurityView } from './view.ts'

/** Somebody's own second factors, recovery codes and sessions. */
export function securityPage(view: SecurityView): string {
  const { t, refusal, told, done, email, isFresh } = view
  return page({
    t,
    title: t('pages.security.title'),
    width: 'text',
    script: passkeyScript,
    corner: html`<a class="alone" href="${view.paths.home}"
      >${t(view.realm === 'desk' ? 'pages.security.toDesk' : 'pages.security.toConsole')}</a
    >`,
    main: html`<div class="stack">
      <div>
        <h1>${t('pages.security.title')}</h1>
        <p class="dim">${t.html('pages.security.whose', { email })}</p>
      </div>
      ${refusal !== null ? banner('bad', html`${told ?? t(`pages.security.refusal.${refusal}`)}`) : done !== null && banner('good', html`${t(`pages.security.done.${done}`)}`)}
      ${!isFresh && confirmCard(view)}${factorCard(view)}${view.factors.length > 0 && recoveryCard(view)}${sessionCard(view)}
    </div>`,
  })
}

/** Without it the page shows, and changes nothing. */
function confirmCard({ t, paths, ways }: SecurityView): Html {
  const action = `${paths.security}/confirm`
  const button = html`<button class="${ways.passkey ? 'btn wide' : 'btn pri wide'}">
    ${t('pages.security.confirm')}
  </button>`
  return html`<section class="card stack">
    <div>
      <h2>${t('pages.security.confirmTitle')}</h2>
      <p class="sm dim">${t('pages.security.confirmWhy')}</p>
    </div>
    ${ways.passkey && passkeyForm(t, { action, options: `${action}/passkey`, makes: false, button: t('pages.factor.usePasskey'), isFirst: true })}
    ${ways.code && html`<form class="stack" method="post" action="${action}">${field({ name: 'code', label: t('pages.security.code'), autocomplete: 'one-time-code', inputmode: 'numeric', maxlength: 9, class: 'code' })}${button}</form>`}
    ${ways.password && html`<form class="stack" method="post" action="${action}">${field({ name: 'password', label: t('pages.security.password'), type: 'password', autocomplete: 'current-password' })}${button}</form>`}
  </section>`
}

function factorCard({ t, paths, factors, isFresh, timeZone, canPasskeys, realm }: SecurityView): Html {
  const when = (at: bigint): string => fullMomentInWords(t, at, timeZone)
  const canRemove = isFresh && (realm === 'wallet' || factors.length > 1)
  const add = `${paths.security}/passkey`
  return html`<section class="card stack">
    <div>
      <h2>${t('pages.security.factors')}</h2>
      <p class="sm dim">${t(factors.length === 0 ? 'pages.security.noFactor' : 'pages.security.askedFor')}</p>
    </div>
    ${
      factors.length > 0 &&
      html`<ul class="rows">
        ${factors.map(
          ({ id, label, createdAt, usedAt }) =>
            html`<li>
              <div class="grow">
                <p class="strong">${label}</p>
                <p class="sm dim">
                  ${t('pages.security.added', { when: when(createdAt) })}
                  ${usedAt !== null && t('pages.security.used', { when: when(usedAt) })}
                </p>
              </div>
              ${canRemove && postLink(`${paths.security}/remove`, removeWords(t, label), { factor: id })}
            </li>`,
        )}
      </ul>`
    }
    ${isFresh && html`<form method="post" action="${paths.security}/app"><button class="btn wide">${t('pages.security.addApp')}</button></form>`}
    ${isFresh && canPasskeys && passkeyForm(t, { action: add, options: `${add}/options`, makes: true, inside: labelField(t), button: t('pages.security.addPasskey'), isFirst: false })}
  </section>`
}

/** The button says which one, to those who hear the page. */
const removeWords = (t: Say, label: string): Hole => t.html('pages.security.remove', { label })

function recoveryCard({ t, paths, codesLeft, isFresh }: SecurityView): Html {
  return html`<section class="card stack">
    <div>
      <h2>${t('pages.security.recovery')}</h2>
      <p class="sm">${t('pages.security.codesLeft', { count: codesLeft })}</p>
    </div>
    ${isFresh && html`<form method="post" action="${paths.security}/recovery-codes"><button class="btn wide">${t('pages.security.newCodes')}</button></form>`}
  </section>`
}

function sessionCard({ t, paths, sessions, isFresh, timeZone }: SecurityView): Html {
  return html`<section class="card stack">
    <h2>${t('pages.security.sessions')}</h2>
    <ul class="rows">
      ${sessions.map(
        ({ createdAt, isThis }) =>
          html`<li>
            <p class="grow">${t('pages.security.began', { when: fullMomentInWords(t, createdAt, timeZone) })}</p>
            ${isThis && html`<span class="tag">${t('pages.security.thisOne')}</span>`}
          </li>`,
      )}
    </ul>
    ${
      isFresh &&
      sessions.length > 1 &&
      html`<form method="post" action="${paths.security}/sign-out-others">
        <button class="btn wide">${t('pages.security.signOutOthers')}</button>
      </form>`
    }
  </section>`
}
