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
import { counted } from '../../platform/counted.ts'

type Of<Kind extends ApprovalView['kind']> = Extract<ApprovalView, { kind: Kind }>

/** What the payer has already is opened, never sold again. */
export function licenceHeldPage(view: Of<'licence_held'>): string {
  const { buyer, boughtAt, endsAt, viewsLeft, now } = view
  const until = [
    viewsLeft !== null && `${counted(viewsLeft, 'view')} left`,
    endsAt !== null && `yours until ${momentInWords(endsAt, now, buyer.timeZone)}`,
  ].filter((part) => part !== false)
  return sheet(view, {
    title: `You have “${view.item.title}”`,
    buyer,
    open: false,
    pane: html`${banner('good', html`<strong>You have this already.</strong> Bought ${onDayInWords(boughtAt, now, buyer.timeZone)}${until.length > 0 ? `; ${until.join(', ')}` : ''}. You pay nothing now.`)}
      <div class="stack">${postButton(view, 'open', 'Open it')}</div>
      <p class="quiet sm"><a class="alone" href="${view.receiptUrl}">See the receipt</a></p>
      ${backLink(view)}`,
  })
}

/** This payer has approved it: go on to the vendor. */
export function boughtPage(view: Of<'bought'>): string {
  const { buyer, at, now } = view
  const day = onDayInWords(at, now, buyer.timeZone)
  const when = `${day === 'today' ? '' : `${day} `}at ${timeInWords(at, buyer.timeZone)}`
  return sheet(view, {
    title: `You bought “${view.item.title}”`,
    buyer,
    open: false,
    pane: html`${banner('good', html`<strong>You bought this ${when}.</strong> ${tokensAndMoney(view.priceMicros, view.currency)} ${paidWords(view)} You pay nothing more.`)}
      <div class="stack">
        ${
          view.vendor.site === null
            ? html`<p>
                ${name(view.vendor.name)} has given up the site that you would go back to, so no button leads there.
                What you paid for stands in your history; ask ${name(view.vendor.name)} for it.
              </p>`
            : postButton(view, 'return', html`Go on to ${name(view.vendor.name)}`)
        }
      </div>
      <p class="quiet sm"><a class="alone" href="${view.receiptUrl}">See the receipt</a></p>`,
  })
}

function paidWords({ held, refunded, vendor }: Of<'bought'>): Html {
  if (held) return html`are held until ${name(vendor.name)} delivers.`
  return refunded ? html`paid, and given back since.` : html`paid.`
}

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

function endedWords(view: Ended): { readonly head: string; readonly body: Hole } {
  const vendor = name(view.vendor.name)
  switch (view.kind) {
    case 'expired':
      return {
        head: 'This offer has ended',
        body: html`${vendor} held the price of ${tokensAndMoney(view.priceMicros, view.currency)} until
        ${momentFor(view, view.expiresAt)}. Nothing was taken from your wallet. Go back and press the button there for a
        fresh offer.`,
      }
    case 'hold_expired':
      return {
        head: 'This purchase has ended',
        body: html`It was approved, and ${vendor} did not deliver in time. What was held for it goes back to the wallet
        that approved it: no tokens were taken.`,
      }
    case 'voided':
      return {
        head: 'This purchase was cancelled',
        body: html`No tokens left your wallet. If you still want it, go back and press the button there again.`,
      }
    case 'declined':
      return {
        head: 'This purchase was declined',
        body: html`Nothing was taken from your wallet. Go back and press the button there for a fresh offer.`,
      }
    case 'vendor_suspended':
      return {
        head: 'No payments to this vendor now',
        body: html`${vendor} cannot take tokens at the moment. Nothing was taken from your wallet, and you need do
        nothing.`,
      }
    case 'url_not_registered':
      return {
        head: 'This purchase cannot go on',
        body: html`${vendor} has given up a site that this purchase leads to, so we do not sell it or send you there.
        Nothing was taken from your wallet. If you still want it, look for ${vendor} where you know it to be.`,
      }
    case 'terms_ended':
      return {
        head: 'This can no longer be opened',
        body: html`${vendor} offered it until
        ${view.endedAt === null ? 'a time that is over' : momentFor(view, view.endedAt)}, so you would have paid for
        nothing. Nothing was taken from your wallet. Go back and see what is on offer now.`,
      }
    case 'elsewhere':
      return {
        head: 'This purchase is done',
        body: html`It was approved from another wallet. Nothing was taken from yours. To buy it yourself, go back and
        press the button there.`,
      }
  }
}

/** A moment in the payer's time zone; in UTC where nobody is signed in. */
const momentFor = ({ now, buyer }: Ended, at: Instant): string =>
  buyer === null ? `${momentInWords(at, now, 'UTC')} UTC` : momentInWords(at, now, buyer.timeZone)

/** It is over, and this payer paid nothing. */
export function endedPage(view: Ended): string {
  const { head, body } = endedWords(view)
  return sheet(view, { title: head, buyer: view.buyer, open: false, pane: ended(head, body, back(view)) })
}

const ended = (head: string, body: Hole, way: Hole): Html =>
  html`<div class="stack">
    <h2 class="state">${head}</h2>
    <p>${body}</p>
    ${way}
  </div>`

/** It waits for somebody else. */
export function notForYouPage(view: Of<'payer_mismatch' | 'not_a_member'>): string {
  const who = html`<bdi class="strong">${view.buyer.name}</bdi>`
  const [head, body] =
    view.kind === 'payer_mismatch'
      ? [
          'This is meant for another wallet',
          html`You are signed in as ${who}, and ${name(view.vendor.name)} began this purchase for somebody else. Nothing
          was taken. If that is also you, sign in there.`,
        ]
      : [
          'You cannot buy for this account',
          html`You are signed in as ${who}, who does not belong to it any more. Nothing was taken. If you have another
          wallet, sign in there.`,
        ]
  const switchUser = html`<div class="cancel">
    ${postLink('/sign-out', 'Sign in as somebody else', { next: routeOf(view) })}
  </div>`
  return sheet(view, {
    title: head,
    buyer: view.buyer,
    open: false,
    pane: html`<div class="stack">
        <h2 class="state">${head}</h2>
        <p>${body}</p>
        ${back(view)}
      </div>
      ${switchUser}`,
  })
}
