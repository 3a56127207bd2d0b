import { wrenSvg } from '@farthing/brand'
import type { Hole, Html, PageProvider } from '../platform/html/index.ts'
import { html, page, postLink, trusted } from '../platform/html/index.ts'

export type FrontView = {
  readonly provider: PageProvider
  /** Who is signed in. */
  readonly name: string | null
  /** What to try on a development server; `null` in production. */
  readonly development: Development | null
}

export type Development = {
  /**
   * Places that take tokens here: a name such as `The Fenland Courier`, its address, and what it is, `a small
   * newspaper`.
   */
  readonly vendors: readonly { readonly name: string; readonly url: string; readonly what: string }[]
  /** People who can sign in. */
  readonly people: readonly {
    readonly name: string
    readonly email: string
    readonly password: string
    readonly what: string
  }[]
  /** Vouchers to redeem: digits and `1,000 tokens`. */
  readonly vouchers: readonly { readonly code: string; readonly what: string }[]
}

const wren = trusted(wrenSvg)

/** `GET /`: what this is, and the two ways in. */
export function frontPage({ provider, name, development }: FrontView): string {
  return page({
    title: 'Pay a little, anywhere',
    width: 'wide',
    corner:
      name === null
        ? html`<a class="alone sm" href="/sign-in">Sign in</a>`
        : html`<div class="who sm">
            <span class="whose" dir="auto">${name}</span> ${postLink('/sign-out', 'Sign out')}
          </div>`,
    main: html`<div class="hero">
        ${wren}
        <h1>Pay a little, anywhere</h1>
        <p class="lead">
          Fill a wallet once and buy an article, a song or an hour of something, down to a fraction of a cent, at every
          vendor that takes tokens. One login, no card at the door. Run by ${provider.name}.
        </p>
        <div class="row">${waysIn(name)}</div>
      </div>
      <section class="thirds" aria-label="What you can count on">${promises}</section>
      ${development !== null && startHere(development)}`,
  })
}

const waysIn = (name: string | null): Html =>
  name === null
    ? html`<a class="btn pri" href="/sign-up">Open a wallet</a><a class="btn" href="/sign-in">Sign in</a>`
    : html`<a class="btn pri" href="/wallet">Go to my wallet</a>`

const promises = html`<div>
    <h2>Exact</h2>
    <p class="dim">
      A price of 2.5 tokens costs $0.025. Nothing is rounded, and every owner of rights gets a share that adds up.
    </p>
  </div>
  <div>
    <h2>Discreet</h2>
    <p class="dim">
      A vendor learns that you paid. It does not learn your name, your balance or what you buy elsewhere.
    </p>
  </div>
  <div>
    <h2>In hand</h2>
    <p class="dim">You see the price before you press, and limits for a day, a week or a month hold what you spend.</p>
  </div>`

/** For somebody who has just started it on their own machine. */
function startHere({ vendors, people, vouchers }: Development): Html {
  const places = vendors.map(
    ({ name, url, what }) => html`<a href="${url}">${name}</a><span class="dim">, ${what}</span>`,
  )
  const logins = people.map(
    ({ name, email, password, what }) =>
      html`<span class="strong">${name}</span><span class="dim">, ${what}:</span> <code>${email}</code>, password
        <code>${password}</code>`,
  )
  const codes = vouchers.map(({ code, what }) => html`<code>${code}</code><span class="dim">, ${what}</span>`)
  return html`<section class="stack" aria-labelledby="start">
    <h2 id="start">Where to start on this development server</h2>
    <div class="starts">
      ${list('Buy something', places)}${list('Sign in as', logins)}${list('Redeem a voucher', codes)}${list('Look behind', behind)}
    </div>
  </section>`
}

const behind = [
  html`<a href="/dev/mail">Development mailbox</a><span class="dim">, every mail that would have been sent</span>`,
  html`<a href="/console">Vendor console</a><span class="dim">, sales and keys</span>`,
  html`<a href="/docs">Vendor API</a><span class="dim">, described and ready to try</span>`,
]

const list = (title: string, entries: readonly Hole[]): Hole =>
  entries.length > 0 &&
  html`<div class="card">
    <h3>${title}</h3>
    <ul class="rows">
      ${entries.map((entry) => html`<li><p>${entry}</p></li>`)}
    </ul>
  </div>`
