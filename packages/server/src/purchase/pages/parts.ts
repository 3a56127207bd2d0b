// What the states of the approval page share.
import type { Hole, Html, Say } from '../../platform/html/index.ts'
import {
  attributes,
  bigAmount,
  hostOf,
  html,
  leftInWords,
  momentInWords,
  page,
  pageHeaders,
  postLink,
  tokensText,
  trusted,
  zoneInWords,
} from '../../platform/html/index.ts'
import { wrenSvg } from '@farthing/brand'
import type { ApprovalView, Buyer, Offer } from './view.ts'

const wren = trusted(wrenSvg)

export const routeOf = (offer: Offer, verb?: 'approve' | 'redeem' | 'cancel' | 'return' | 'open'): string =>
  verb === undefined ? `/c/${offer.purchase}` : `/c/${offer.purchase}/${verb}`

/** A name that may be in any script, isolated so that it cannot reverse the text around it. */
export const name = (text: string): Html => html`<bdi>${text}</bdi>`

/** The first letters of at most two words of a vendor's name, `The` left out. */
function initials(vendor: string): string {
  const words = vendor.split(/\s+/).filter((word) => word !== '' && !/^(the|a)$/i.test(word))
  return (words.length > 0 ? words : [vendor])
    .slice(0, 2)
    .map((word) => String.fromCodePoint(word.codePointAt(0) ?? 0x20))
    .join('')
    .toUpperCase()
}

/** `12 tokens` for the offer's price. */
export const priceText = (offer: Offer): string => tokensText(offer.t, offer.priceMicros, offer.currency)

export const price = (offer: Offer): Html =>
  html`<p class="price">${bigAmount(offer.t, offer.priceMicros, offer.currency)}</p>`

/** Longer than this, a title is set smaller. */
const shortTitle = 60
/** Longer than this, a description is folded, so that the button stays in sight on a phone. */
const shortDescription = 160

/** Left: who sells what, and for how long it is the payer's. The same in every state. */
function what(offer: Offer): Html {
  const { t, vendor, item } = offer
  return html`<section class="what" aria-labelledby="item">
    <div class="vendor">
      <span class="tile d" aria-hidden="true">${initials(vendor.name)}</span>
      <p>
        <strong dir="auto">${vendor.name}</strong><br /><span class="sm dim"
          >${vendor.site === null ? t('pages.buy.noSite') : t('pages.buy.site', { site: hostOf(vendor.site) })}</span
        >
      </p>
    </div>
    <h1 id="item" dir="auto" ${attributes({ class: item.title.length > shortTitle && 'long' })}>${item.title}</h1>
    ${item.description !== '' && description(t, item.description)}
    <div class="licence">
      <span class="perch">${wren}</span>
      <h2 class="lbl">${t(offer.over ? 'pages.buy.whatWasOnOffer' : 'pages.buy.whatYouGet')}</h2>
      <p>${whatYouGet(offer)}</p>
    </div>
  </section>`
}

function whatYouGet({ t, licence, over, item, vendor }: Offer): Html {
  switch (item.kind) {
    case 'content':
      return t.html(over ? 'pages.buy.get.over' : 'pages.buy.get.content', { licence })
    case 'goods':
    case 'service':
      return t.html(`pages.buy.get.${item.kind}`, { vendor: name(vendor.name) })
  }
}

function description(t: Say, text: string): Html {
  if (text.length <= shortDescription) return html`<p class="lead dim" dir="auto">${text}</p>`
  return html`<details class="lead sm">
    <summary>${t('pages.buy.about')}</summary>
    <p class="dim" dir="auto">${text}</p>
  </details>`
}

export type Pane = {
  /** Of the tab. */
  readonly title: string
  /** Right: what this state says and offers. */
  readonly pane: Html
  readonly buyer: Buyer | null
  /** Whether the purchase still waits for approval: then the foot says until when and who learns what. */
  readonly open: boolean
}

/** Lays a state out: name and payer above, the sheet of two halves, the small print below. */
export function sheet(offer: Offer, { title, pane, buyer, open }: Pane): string {
  const { t } = offer
  const corner =
    buyer !== null &&
    html`<div class="who sm">
      <span class="whose" dir="auto">${buyer.name}</span>
      ${postLink('/sign-out', t('pages.buy.notYou'), { next: routeOf(offer) })}
    </div>`
  return page({
    t,
    title,
    width: 'wide',
    corner,
    main: html`<div class="sheet">
        ${offer.mode === 'test' && html`<p class="test sm">${t.html('pages.buy.test')}</p>`}
        <div class="two">
          ${what(offer)}
          <section class="pay" aria-label="${t('pages.buy.payment')}">${pane}</section>
        </div>
      </div>
      <div class="after">
        ${open && whoLearnsWhat(offer)}
        <p>${openUntil(offer, buyer, open)}</p>
        ${buyer !== null && zoneOf(t, buyer)}
      </div>`,
  })
}

const strong = (inside: Hole): Html => html`<span class="strong">${inside}</span>`

const whoLearnsWhat = ({ t, provider, vendor }: Offer): Html =>
  html`<p>
    ${t.html('pages.buy.whoLearnsWhat', {
      site: hostOf(provider.url),
      provider: name(provider.name),
      vendor: name(vendor.name),
      here: strong,
    })}
  </p>`

const zoneOf = (t: Say, { timeZone }: Buyer): Html =>
  html`<p>${t.html('pages.buy.zone', { zone: zoneInWords(timeZone), name: strong })}</p>`

function openUntil({ t, purchase, expiresAt, now }: Offer, buyer: Buyer | null, open: boolean): Html {
  const named = { purchase, id: (inside: Hole) => html`<span class="id">${inside}</span>` }
  if (!open) return t.html('pages.buy.purchase', named)
  return buyer === null
    ? t.html('pages.buy.openFor', { ...named, span: leftInWords(t, expiresAt, now) })
    : t.html('pages.buy.openUntil', { ...named, moment: momentInWords(t, expiresAt, now, buyer.timeZone) })
}

/** Cancels a purchase that is open: by POST, so that the vendor learns of it. */
export const cancel = (offer: Offer): Html =>
  html`<div class="cancel">
    ${postLink(routeOf(offer, 'cancel'), offer.t.html('pages.buy.cancel', { vendor: name(offer.vendor.name) }))}
  </div>`

/** The link back from a purchase that has ended; none where it would lead to no registered site. */
export const back = ({ t, backUrl, vendor }: Offer, kind: 'pri' | 'plain' = 'pri'): Hole =>
  backUrl !== null &&
  html`<a class="btn wide${kind === 'pri' ? ' pri' : ''}" href="${backUrl}"
    ><span>${t.html('pages.buy.back', { vendor: name(vendor.name) })}</span></a
  >`

/** The same as a link, below the more useful action. */
export const backLink = ({ t, backUrl, vendor }: Offer): Hole =>
  backUrl !== null &&
  html`<p class="cancel">
    <a class="link" href="${backUrl}">${t.html('pages.buy.goBack', { vendor: name(vendor.name) })}</a>
  </p>`

/** The only button of a form that posts to a verb of this purchase. */
export const postButton = (offer: Offer, verb: 'return' | 'open', words: Hole): Html =>
  html`<form method="post" action="${routeOf(offer, verb)}">
    <button class="btn pri wide"><span>${words}</span></button>
  </form>`

/** Headers of the page: its forms may be redirected to the vendor's site, where the browser returns to. */
export const approvalHeaders = (view: ApprovalView): Readonly<Record<string, string>> =>
  pageHeaders([view.vendor.site, view.backUrl].filter((url) => url !== null))
