import type { Instant } from '@farthing/ledger'
import { walletLabel } from '../../chart/index.ts'
import type { Hole, Html, Say } from '../../platform/html/index.ts'
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
import { withScope } from '../../wallet/index.ts'
import { cancel, name, price, priceText, routeOf, sheet } from './parts.ts'
import type { ApprovalView, Buyer, LimitView, Notice, PaidFrom } from './view.ts'

type Ready = Extract<ApprovalView, { kind: 'ready' }>

/** Everything is in order: what pays, what stays, which limits count, and one button. */
export function readyPage(view: Ready): string {
  const { t, item } = view
  const vendor = name(view.vendor.name)
  const button = t.html('pages.buyReady.button', { price: priceText(view), title: name(item.title), vendor })
  return sheet(view, {
    title: t('pages.buy.title', { title: item.title }),
    buyer: view.buyer,
    open: true,
    pane: html`${price(view)}${notice(t, view.notice, view.currency)}${paidFrom(view)}${limits(view)}
      <form class="buy" method="post" action="${routeOf(view, 'approve')}">
        ${hidden('attempt', view.attempt)}${hidden('quote', view.quote)}<button class="btn pri wide">${button}</button>
      </form>
      ${view.heldFirst && html`<p class="sm dim held">${t.html('pages.buyReady.heldFirst', { vendor })}</p>`}
      ${cancel(view)}`,
  })
}

const noticeTone = {
  quote_changed: 'wait',
  funds_added: 'good',
  email_verified: 'good',
  overloaded: 'wait',
  outcome_unknown: 'wait',
} as const

/** The result of the last attempt, in a banner above everything else. */
export function notice(t: Say, told: Notice | null, currency: Currency): Hole {
  if (told === null) return null
  const tokens = told.kind === 'funds_added' ? tokensText(t, told.micros, currency) : ''
  return banner(noticeTone[told.kind], t.html(`pages.buy.notice.${told.kind}`, { tokens }))
}

function paidFrom(view: Ready): Html {
  const { t, paidFrom, walletAfterMicros, giftsAfterMicros, currency, mode, now, buyer } = view
  const all = [...paidFrom.map((part) => part.micros), walletAfterMicros, giftsAfterMicros]
  const wallet = walletLabel(t, mode, currency)
  const dim = (inside: Hole) => html`<span class="dim">${inside}</span>`
  const label = (part: PaidFrom): Hole => {
    if (part.kind === 'wallet') return wallet
    const day = dayInWords(t, part.expiresAt, now, buyer.timeZone)
    return t.html('pages.buyReady.gift', { title: part.title, day, dim })
  }
  const row = (term: Hole, micros: Micros, kind: 'part' | 'sum'): Html =>
    html`<div class="${kind}">
      <dt>${term}</dt>
      <dd>${columnFigure(t, micros, currency)}</dd>
    </div>`
  const left = t(mode === 'test' ? 'pages.buyReady.leftInPlay' : 'pages.buyReady.leftInWallet')
  return html`<h2 class="lbl">${t('pages.buyReady.paidFrom')}</h2>
    <dl class="facts ${fractionClass(all, currency)}">
      ${paidFrom.map((part) => row(label(part), part.micros, 'part'))} ${row(left, walletAfterMicros, 'sum')}
      ${giftsAfterMicros > 0n && row(t('pages.buyReady.leftOfGifts'), giftsAfterMicros, 'part')}
    </dl>`
}

/** `today’s limit`, `November’s limit at Halfstep Records`: of the payer's own calendar. */
export function limitName(t: Say, { period, days, scope }: LimitView, now: Instant, { timeZone }: Buyer): string {
  const month = period === 'month' ? monthInWords(t, now, timeZone) : ''
  return withScope(t, t(`server.limit.name.${period}`, { month, count: days ?? 0 }), scope)
}

const permille = (part: bigint, whole: bigint): number => (whole === 0n ? 1000 : Number((part * 1000n) / whole))

/** The limit that this purchase fills most, as a bar; the others that count periods, in a sentence. */
function limits({ t, limits, priceMicros, currency, now, buyer }: Ready): Hole {
  const fullest = [...limits]
    .filter((limit) => limit.period !== 'transaction' || limits.length === 1)
    .sort(
      (a, b) => permille(b.spentMicros + priceMicros, b.maxMicros) - permille(a.spentMicros + priceMicros, a.maxMicros),
    )
  const [first, ...others] = fullest
  if (first === undefined) return null
  const after = first.spentMicros + priceMicros
  const spent = tokenFigure(t, after, currency)
  const named = { limit: limitName(t, first, now, buyer), max: tokensText(t, first.maxMicros, currency) }
  const sentence =
    first.period === 'transaction'
      ? t.html('pages.buyReady.once', { price: spent, ...named })
      : t.html('pages.buyReady.spent', { spent, ...named })
  const label = t('pages.buyReady.meter', {
    percent: t.decimal(Math.round(permille(after, first.maxMicros) / 10)),
    limit: named.limit,
  })
  return html`<div class="limit">
    <p class="sm dim">${sentence}${others.map((limit) => html` ${within(t, limit, now, buyer, currency)}`)}</p>
    ${meter(label, permille(first.spentMicros, first.maxMicros), permille(priceMicros, first.maxMicros))}
  </div>`
}

const within = (t: Say, limit: LimitView, now: Instant, buyer: Buyer, currency: Currency): Html =>
  t.html('pages.buyReady.within', {
    limit: limitName(t, limit, now, buyer),
    max: tokenFigure(t, limit.maxMicros, currency),
  })
