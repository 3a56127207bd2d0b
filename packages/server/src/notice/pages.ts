// The pages that links in mails lead to. A look changes nothing: mail programs open links by themselves.
import type { Hole, Html, Say } from '../platform/html/index.ts'
import { banner, html, page } from '../platform/html/index.ts'

/** `ask`: with a button; `done`; `ended`: the link says nothing, or no more. */
export type LinkState = 'ask' | 'done' | 'ended'

type Words = {
  readonly title: string
  readonly ask: string
  readonly press: string
  readonly done: string
  readonly ended: string
}

const card = (title: string, inner: Hole): Html =>
  html`<div class="card stack">
    <h1>${title}</h1>
    ${inner}
  </div>`

function linkPage(t: Say, words: Words, state: LinkState, action: string, more: Html): string {
  const inner =
    state === 'ask'
      ? html`<form class="stack" method="post" action="${action}">
          <p>${words.ask}</p>
          <button class="btn pri wide">${words.press}</button>
        </form>`
      : banner(state === 'done' ? 'good' : 'wait', html`${state === 'done' ? words.done : words.ended}`)
  return page({ t, title: words.title, width: 'narrow', main: card(words.title, html`${inner}${more}`) })
}

const profileLink = (t: Say): Html =>
  html`<p class="sm"><a href="/wallet/profile">${t('notices.pages.profile')}</a></p>`

/** Stops receipts by mail. @param action Where the button leads: the link itself. */
export const stopPage = (t: Say, state: LinkState, action: string): string =>
  linkPage(
    t,
    {
      title: t('notices.pages.stopTitle'),
      ask: t('notices.pages.stopAsk'),
      press: t('notices.pages.stopPress'),
      done: t('notices.pages.stopDone'),
      ended: t('notices.pages.ended'),
    },
    state,
    action,
    profileLink(t),
  )

/** Confirms the address. */
export const addressPage = (t: Say, state: LinkState, action: string): string =>
  linkPage(
    t,
    {
      title: t('notices.pages.addressTitle'),
      ask: t('notices.pages.addressAsk'),
      press: t('notices.pages.addressPress'),
      done: t('notices.pages.addressDone'),
      ended: t('notices.pages.ended'),
    },
    state,
    action,
    profileLink(t),
  )
