// States in which nothing is left to approve, or not by this payer.
import type { Instant } from '@farthing/ledger'
import type { Hole, Html } from '../../platform/html/index.ts'
import {
  banner,
  html,
  momentInWords,
  onDayInWords,
  postLink,
  timeInWords,
  tokensAndMoney,
} from '../../platform/html/index.ts'
import { back, backLink, name, postButton, routeOf, sheet } from './parts.ts'
import type { ApprovalView } from './view.ts'
import { localDay } from '../../platform/calendar.ts'

type Of<Kind extends ApprovalView['kind']> = Extract<ApprovalView, { kind: Kind }>

/** What the payer has already is opened, never sold again. */
export function licenceHeldPage(view: Of<'licence_held'>): string {
  const { t, buyer } = view
  return sheet(view, {
    title: t('pages.buy.youHave', { title: view.item.title }),
    buyer,
    open: false,
    pane: html`${banner('good', heldWords(view))}
      <div class="stack">${postButton(view, 'open', t('pages.buyHeld.button'))}</div>
      <p class="quiet sm"><a class="alone" href="${view.receiptUrl}">${t('pages.buy.receipt')}</a></p>
      ${backLink(view)}`,
  })
}

function heldWords({ t, buyer, boughtAt, endsAt, viewsLeft, now }: Of<'licence_held'>): Html {
  const day = onDayInWords(t, boughtAt, now, buyer.timeZone)
  const moment = endsAt === null ? null : momentInWords(t, endsAt, now, buyer.timeZone)
  if (viewsLeft === null)
    return moment === null ? t.html('pages.buyHeld.plain', { day }) : t.html('pages.buyHeld.until', { day, moment })
  return moment === null
    ? t.html('pages.buyHeld.views', { day, count: viewsLeft })
    : t.html('pages.buyHeld.viewsUntil', { day, moment, count: viewsLeft })
}

/** This payer has approved it: go on to the vendor. */
export function boughtPage(view: Of<'bought'>): string {
  const { t } = view
  const vendor = name(view.vendor.name)
  const price = tokensAndMoney(t, view.priceMicros, view.currency)
  const state = view.held ? 'held' : view.refunded ? 'refunded' : 'paid'
  return sheet(view, {
    title: t('pages.buy.youBought', { title: view.item.title }),
    buyer: view.buyer,
    open: false,
    pane: html`${banner('good', t.html(`pages.bought.${state}`, { when: boughtWhen(view), price, vendor }))}
      <div class="stack">
        ${
          view.vendor.site === null
            ? html`<p>${t.html('pages.bought.noWayBack', { vendor })}</p>`
            : postButton(view, 'return', t.html('pages.buy.goOn', { vendor }))
        }
      </div>
      <p class="quiet sm"><a class="alone" href="${view.receiptUrl}">${t('pages.buy.receipt')}</a></p>`,
  })
}

/** `at 10:42` of today; else the day with it. */
function boughtWhen({ t, buyer, at, now }: Of<'bought'>): string {
  const time = timeInWords(t, at, buyer.timeZone)
  if (sameDay(at, now, buyer.timeZone)) return t('server.day.at', { time })
  return t('server.day.onAt', { onDay: onDayInWords(t, at, now, buyer.timeZone), time })
}

const sameDay = (a: Instant, b: Instant, zone: string): boolean => localDay(a, zone).day === localDay(b, zone).day

type Ended = Of<
  | 'expired'
  | 'hold_expired'
  | 'voided'
  | 'declined'
  | 'vendor_suspended'
  | 'url_not_registered'
  | 'terms_ended'
  | 'elsewhere'
>

function endedWords(view: Ended): Html {
  const { t } = view
  const vendor = name(view.vendor.name)
  switch (view.kind) {
    case 'expired': {
      const price = tokensAndMoney(t, view.priceMicros, view.currency)
      return t.html('pages.ended.expired', { vendor, price, moment: momentFor(view, view.expiresAt) })
    }
    case 'terms_ended':
      return view.endedAt === null
        ? t.html('pages.ended.terms_over', { vendor })
        : t.html('pages.ended.terms_ended', { vendor, moment: momentFor(view, view.endedAt) })
    case 'hold_expired':
    case 'voided':
    case 'declined':
    case 'vendor_suspended':
    case 'url_not_registered':
    case 'elsewhere':
      return t.html(`pages.ended.${view.kind}`, { vendor })
  }
}

/** A moment in the payer's time zone; in UTC where nobody is signed in. */
const momentFor = ({ t, now, buyer }: Ended, at: Instant): string =>
  buyer === null
    ? t('server.day.utc', { moment: momentInWords(t, at, now, 'UTC') })
    : momentInWords(t, at, now, buyer.timeZone)

/** It is over, and this payer paid nothing. */
export function endedPage(view: Ended): string {
  const head = view.t(`pages.ended.head.${view.kind}`)
  return sheet(view, { title: head, buyer: view.buyer, open: false, pane: ended(head, endedWords(view), back(view)) })
}

const ended = (head: string, body: Hole, way: Hole): Html =>
  html`<div class="stack">
    <h2 class="state">${head}</h2>
    <p>${body}</p>
    ${way}
  </div>`

/** It waits for somebody else. */
export function notForYouPage(view: Of<'payer_mismatch' | 'not_a_member' | 'account_blocked'>): string {
  const { t } = view
  const buyer = html`<bdi class="strong">${view.buyer.name}</bdi>`
  const head = t(`pages.notForYou.head.${view.kind}`)
  const body = t.html(`pages.notForYou.body.${view.kind}`, {
    buyer,
    vendor: name(view.vendor.name),
    provider: name(view.provider.name),
  })
  return sheet(view, {
    title: head,
    buyer: view.buyer,
    open: false,
    pane: html`${ended(head, body, back(view))}
      <div class="cancel">${postLink('/sign-out', t('pages.notForYou.signOut'), { next: routeOf(view) })}</div>`,
  })
}
