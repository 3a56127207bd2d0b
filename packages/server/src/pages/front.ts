import { wrenSvg } from '@farthing/brand'
import type { Currency, Micros } from '../platform/money.ts'
import type { Hole, Html, PageProvider, Say } from '../platform/html/index.ts'
import { html, page, postLink, tokensText, trusted } from '../platform/html/index.ts'

export type FrontView = {
  readonly t: Say
  readonly provider: PageProvider
  /** Who is signed in. */
  readonly name: string | null
  /** What to try on a development server; `null` in production. */
  readonly development: Development | null
}

export type Development = {
  /** Places that take tokens here: a name such as `The Fenland Courier`, its address and its host. */
  readonly vendors: readonly { readonly name: string; readonly url: string; readonly site: string }[]
  /** People who can sign in. */
  readonly people: readonly {
    readonly name: string
    readonly email: string
    readonly password: string
    readonly what: string
  }[]
  /** Vouchers to redeem: digits, and what they are worth. */
  readonly vouchers: readonly { readonly code: string; readonly micros: Micros; readonly currency: Currency }[]
}

const wren = trusted(wrenSvg)

/** `GET /`: what this is, and the two ways in. */
export function frontPage({ t, provider, name, development }: FrontView): string {
  return page({
    t,
    title: t('pages.front.title'),
    width: 'wide',
    corner:
      name === null
        ? html`<a class="alone sm" href="/sign-in">${t('pages.front.signIn')}</a>`
        : html`<div class="who sm">
            <span class="whose" dir="auto">${name}</span> ${postLink('/sign-out', t('pages.front.signOut'))}
          </div>`,
    main: html`<div class="hero">
        ${wren}
        <h1>${t('pages.front.title')}</h1>
        <p class="lead">${t('pages.front.lead', { provider: provider.name })}</p>
        <div class="row">${waysIn(t, name)}</div>
      </div>
      <section class="thirds" aria-label="${t('pages.front.promises')}">
        ${promise(t('pages.front.exact'), t('pages.front.exactBody'))}
        ${promise(t('pages.front.discreet'), t('pages.front.discreetBody'))}
        ${promise(t('pages.front.inHand'), t('pages.front.inHandBody'))}
      </section>
      ${development !== null && startHere(t, development)}`,
  })
}

const waysIn = (t: Say, name: string | null): Html =>
  name === null
    ? html`<a class="btn pri" href="/sign-up">${t('pages.front.signUp')}</a
        ><a class="btn" href="/sign-in">${t('pages.front.signIn')}</a>`
    : html`<a class="btn pri" href="/wallet">${t('pages.front.wallet')}</a>`

const promise = (head: string, body: string): Html =>
  html`<div>
    <h2>${head}</h2>
    <p class="dim">${body}</p>
  </div>`

const marks = {
  dim: (inside: Hole) => html`<span class="dim">${inside}</span>`,
  code: (inside: Hole) => html`<code>${inside}</code>`,
}
const linkTo = (url: string) => (inside: Hole) => html`<a href="${url}">${inside}</a>`

/** For somebody who has just started it on their own machine. */
function startHere(t: Say, { vendors, people, vouchers }: Development): Html {
  const { dim } = marks
  const places = vendors.map(({ name: vendor, url, site }) =>
    t.html('pages.start.vendor', { vendor, what: t('pages.start.at', { site }), link: linkTo(url), dim }),
  )
  const name = (inside: Hole) => html`<span class="strong">${inside}</span>`
  const logins = people.map(({ name: person, ...facts }) =>
    t.html('pages.start.person', { person, ...facts, name, ...marks }),
  )
  const codes = vouchers.map(({ code: digits, micros, currency }) =>
    t.html('pages.start.voucher', { digits, tokens: tokensText(t, micros, currency), currency, ...marks }),
  )
  const behind = [
    t.html('pages.start.mailbox', { link: linkTo('/dev/mail'), dim }),
    t.html('pages.start.console', { link: linkTo('/console'), dim }),
    t.html('pages.start.api', { link: linkTo('/docs'), dim }),
  ]
  return html`<section class="stack" aria-labelledby="start">
    <h2 id="start">${t('pages.start.title')}</h2>
    <div class="starts">
      ${list(t('pages.start.buy'), places)}${list(t('pages.start.signInAs'), logins)}${list(t('pages.start.redeem'), codes)}${list(t('pages.start.behind'), behind)}
    </div>
  </section>`
}

const list = (title: string, entries: readonly Hole[]): Hole =>
  entries.length > 0 &&
  html`<div class="card">
    <h3>${title}</h3>
    <ul class="rows">
      ${entries.map((entry) => html`<li><p>${entry}</p></li>`)}
    </ul>
  </div>`
