import type { Instant } from '@farthing/ledger'
import { walletLabel } from '../../chart/index.ts'
import { counted } from '../../platform/counted.ts'
import type { Hole, Html } from '../../platform/html/index.ts'
import {
  banner,
  columnFigure,
  dayInWords,
  fractionClass,
  hidden,
  html,
  meter,
  monthInWords,
  tokenFigure,
  tokensText,
} from '../../platform/html/index.ts'
import type { Currency, Micros } from '../../platform/money.ts'
import { cancel, name, price, priceText, routeOf, sheet } from './parts.ts'
import type { ApprovalView, Buyer, LimitView, Notice, PaidFrom } from './view.ts'

type Ready = Extract<ApprovalView, { kind: 'ready' }>

/** Everything is in order: what pays, what stays, which limits count, and one button. */
export function readyPage(view: Ready): string {
  return sheet(view, {
    title: `Buy “${view.item.title}”`,
    buyer: view.buyer,
    open: true,
    pane: html`${price(view)}${notice(view.notice, view.currency)}${paidFrom(view)}${limits(view)}
      <form class="buy" method="post" action="${routeOf(view, 'approve')}">
        ${hidden('attempt', view.attempt)}${hidden('quote', view.quote)}<button class="btn pri wide">
          Buy for ${priceText(view)}<span class="vh">: ${name(view.item.title)}, from ${name(view.vendor.name)}</span>
        </button>
      </form>
      ${view.heldFirst && html`<p class="sm dim held">Held now, and taken when ${name(view.vendor.name)} delivers.</p>`}
      ${cancel(view)}`,
  })
}

/** The result of the last attempt, in a banner above everything else. */
export function notice(told: Notice | null, currency: Currency): Hole {
  switch (told?.kind) {
    case undefined:
      return null
    case 'quote_changed':
      return banner(
        'wait',
        html`<strong>What was shown has changed.</strong> Nothing was taken. These are the new figures.`,
      )
    case 'funds_added':
      return banner(
        'good',
        html`<strong>${tokensText(told.micros, currency)} arrived.</strong> The purchase goes on below.`,
      )
    case 'email_verified':
      return banner('good', html`<strong>Your address is confirmed.</strong> The purchase goes on below.`)
    case 'overloaded':
      return banner(
        'wait',
        html`<strong>We were too busy just then.</strong> Nothing was taken. Press the button again.`,
      )
    case 'outcome_unknown':
      return banner(
        'wait',
        html`<strong>We do not know yet whether that went through.</strong> Press the button again: you pay once at
          most.`,
      )
  }
}

function paidFrom(view: Ready): Html {
  const { paidFrom, walletAfterMicros, giftsAfterMicros, currency, mode, now, buyer } = view
  const all = [...paidFrom.map((part) => part.micros), walletAfterMicros, giftsAfterMicros]
  const wallet = walletLabel(mode, currency)
  const label = (part: PaidFrom): Hole =>
    part.kind === 'wallet'
      ? wallet
      : html`<bdi>${part.title}</bdi><span class="dim">, ${endsInWords(part.expiresAt, now, buyer)}</span>`
  const row = (term: Hole, micros: Micros, kind: 'part' | 'sum'): Html =>
    html`<div class="${kind}">
      <dt>${term}</dt>
      <dd>${columnFigure(micros, currency)}</dd>
    </div>`
  return html`<h2 class="lbl">Paid from</h2>
    <dl class="facts ${fractionClass(all, currency)}">
      ${paidFrom.map((part) => row(label(part), part.micros, 'part'))}
      ${row(mode === 'test' ? 'Play money left' : 'Left in the wallet', walletAfterMicros, 'sum')}
      ${giftsAfterMicros > 0n && row('Left of gifts', giftsAfterMicros, 'part')}
    </dl>`
}

const endsInWords = (at: Instant, now: Instant, { timeZone }: Buyer): string => `ends ${dayInWords(at, now, timeZone)}`

/** `today’s limit`, `November’s limit at Halfstep Records`: of the payer's own calendar. */
export function limitName({ period, days, of }: LimitView, now: Instant, { timeZone }: Buyer): string {
  switch (period) {
    case 'transaction':
      return `the limit for one purchase${of}`
    case 'day':
      return `today’s limit${of}`
    case 'week':
      return `this week’s limit${of}`
    case 'month':
      return `${monthInWords(now, timeZone)}’s limit${of}`
    case 'last_days':
      return `the limit of ${counted(days ?? 0, 'day')}${of}`
  }
}

const permille = (part: bigint, whole: bigint): number => (whole === 0n ? 1000 : Number((part * 1000n) / whole))

/** The limit that this purchase fills most, as a bar; the others that count periods, in a sentence. */
function limits({ limits, priceMicros, currency, now, buyer }: Ready): Hole {
  const fullest = [...limits]
    .filter((limit) => limit.period !== 'transaction' || limits.length === 1)
    .sort(
      (a, b) => permille(b.spentMicros + priceMicros, b.maxMicros) - permille(a.spentMicros + priceMicros, a.maxMicros),
    )
  const [first, ...others] = fullest
  if (first === undefined) return null
  const after = first.spentMicros + priceMicros
  const figures = html`<span class="amt">${tokenFigure(after, currency)}</span> of ${limitName(first, now, buyer)} of
    <span class="amt">${tokensText(first.maxMicros, currency)}</span>`
  const label = `${Math.round(permille(after, first.maxMicros) / 10)} percent of ${limitName(first, now, buyer)}, this purchase included`
  return html`<div class="limit">
    <p class="sm dim">
      ${
        first.period === 'transaction' ? html`This is ${figures}.` : html`With this you have spent ${figures}.`
      }${others.map((limit) => html` ${within(limit, now, buyer, currency)}`)}
    </p>
    ${meter(label, permille(first.spentMicros, first.maxMicros), permille(priceMicros, first.maxMicros))}
  </div>`
}

function within(limit: LimitView, now: Instant, buyer: Buyer, currency: Currency): Html {
  const words = limitName(limit, now, buyer)
  return html`It is within ${words} of <span class="amt">${tokenFigure(limit.maxMicros, currency)}</span>.`
}
