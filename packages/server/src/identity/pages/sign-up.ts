import type { SignUpView } from './view.ts'
import type { Hole, Html } from '../../platform/html/index.ts'
import { banner, choice, field, hidden, html, page, zoneInWords, zoneScript } from '../../platform/html/index.ts'
import { timeZones } from '../../platform/calendar.ts'
import { withNext } from './sign-in.ts'

const zones = timeZones.map((zone) => [zone, zoneInWords(zone)] as const)

/** All zones that we know, and the one that was chosen where a browser knows it by another name. */
const zoneOptions = (chosen: string): typeof zones =>
  timeZones.includes(chosen) ? zones : [[chosen, zoneInWords(chosen)], ...zones]

/** Opens an account (R8). */
export function signUpPage(view: SignUpView): string {
  const { t, provider, next, refusal, told } = view
  const signIn = (inside: Hole) => html`<a href="${withNext('/sign-in', next)}">${inside}</a>`
  return page({
    t,
    title: t('pages.signUp.title'),
    width: 'narrow',
    script: zoneScript,
    main: html`<form class="card stack" method="post" action="/sign-up">
      ${next !== null && hidden('next', next)}
      <div>
        <h1>${t('pages.signUp.title')}</h1>
        <p class="dim sm">${t('pages.signUp.lead', { provider: provider.name })}</p>
      </div>
      ${refusal !== null && banner('bad', html`${told ?? t(`pages.signUp.refusal.${refusal}`)}`)} ${fields(view)}
      <button class="btn pri wide">${t('pages.signUp.button')}</button>
      <p class="sm">${t.html('pages.signUp.haveOne', { link: signIn })}</p>
    </form>`,
  })
}

function fields({ t, name, email, timeZone, errors, passwordLength }: SignUpView): Html {
  const chosen = timeZone === null || errors.timeZone ? 'UTC' : timeZone
  return html`${field({
    name: 'name',
    label: t('pages.field.name'),
    value: name,
    autocomplete: 'name',
    maxlength: 100,
    error: errors.name && t(`pages.signUp.nameError.${errors.name}`),
  })}
  ${field({
    name: 'email',
    label: t('pages.field.email'),
    type: 'email',
    value: email,
    autocomplete: 'username',
    hint: t('pages.signUp.emailHint'),
    error: errors.email && t(`pages.signUp.emailError.${errors.email}`),
  })}
  ${field({
    name: 'password',
    label: t('pages.field.password'),
    type: 'password',
    autocomplete: 'new-password',
    hint: t('pages.password.hint', { count: passwordLength }),
    error: errors.password && t(`pages.password.opening.${errors.password}`, { count: passwordLength }),
  })}
  ${choice({
    name: 'time_zone',
    label: t('pages.signUp.zone'),
    value: chosen,
    options: zoneOptions(chosen),
    hint: t('pages.signUp.zoneHint'),
    error: errors.timeZone && t(`pages.signUp.zoneError.${errors.timeZone}`),
    marks: { 'data-offer': timeZone === null },
  })}`
}
