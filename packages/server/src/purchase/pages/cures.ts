// States that the payer can cure, where possible without leaving the page.
import type { Hole, Html } from '../../platform/html/index.ts'
import {
  banner,
  field,
  hidden,
  html,
  momentInWords,
  onDayInWords,
  timeInWords,
  tokenFigure,
  tokensText,
} from '../../platform/html/index.ts'
import { backLink, cancel, price, routeOf, sheet } from './parts.ts'
import { limitName, notice } from './ready.ts'
import type { ApprovalView } from './view.ts'

type Of<Kind extends ApprovalView['kind']> = Extract<ApprovalView, { kind: Kind }>

/** Sign in without leaving the purchase; or open a wallet and come back to it. */
export function signInToBuy(view: Of<'signed_out' | 'window_closed'>): string {
  const { t, approved, item } = view
  const again = view.kind === 'window_closed'
  const next = routeOf(view)
  return sheet(view, {
    title: t(approved ? 'pages.buy.signInToSee' : 'pages.buy.signInToBuy', { title: item.title }),
    buyer: null,
    open: !approved,
    pane: html`${approved ? banner('wait', t.html('pages.buySignIn.approved')) : price(view)}
      ${again && banner('wait', t.html('pages.buySignIn.again'))}
      <form class="stack" method="post" action="/sign-in">
        ${hidden('next', next)}
        ${view.refusal !== null && banner('bad', html`${t(`server.signInError.${view.refusal}`)}`)}
        ${field({ name: 'email', label: t('pages.field.login'), inputmode: 'email', value: view.email, autocomplete: 'username' })}
        ${field({ name: 'password', label: t('pages.field.password'), type: 'password', autocomplete: 'current-password' })}
        <button class="btn pri wide">${t('pages.buySignIn.button')}</button>
      </form>
      <p class="sm quiet">
        <a class="alone" href="/forgot-password?next=${next}">${t('pages.buySignIn.forgotten')}</a>
      </p>
      ${approved ? backLink(view) : html`${newHere(view, again)}${cancel(view)}`}`,
  })
}

function newHere(view: Of<'signed_out' | 'window_closed'>, again: boolean): Html {
  const link = (inside: Hole) => html`<a href="/sign-up?next=${routeOf(view)}">${inside}</a>`
  const words = view.t.html(again ? 'pages.buySignIn.newHereAgain' : 'pages.buySignIn.newHere', { link })
  return html`<p class="sm dim quiet">${words}</p>`
}

/** Too few tokens: how many are missing, and a voucher to add them. */
export function addFundsToBuy(view: Of<'insufficient_funds'>): string {
  const { t, currency, availableMicros, priceMicros, mode } = view
  const figures = {
    held: tokensText(t, availableMicros, currency),
    missing: tokenFigure(t, priceMicros - availableMicros, currency),
  }
  return sheet(view, {
    title: t('pages.buy.addFunds', { title: view.item.title }),
    buyer: view.buyer,
    open: true,
    pane: html`${price(view)}${notice(t, view.notice, currency)}
    ${banner('wait', t.html(mode === 'test' ? 'pages.buyFunds.shortInPlay' : 'pages.buyFunds.short', figures))}
    ${mode === 'live' && voucherForm(view)} ${cancel(view)}`,
  })
}

function voucherForm(view: Of<'insufficient_funds'>): Html {
  const { t, refusal } = view
  return html`<form class="stack" method="post" action="${routeOf(view, 'redeem')}">
      ${hidden('attempt', view.attempt)}${hidden('payer', view.payer)}
      ${field({
        name: 'code',
        label: t('pages.buyFunds.voucher'),
        value: view.voucher,
        autocomplete: 'off',
        inputmode: 'numeric',
        maxlength: 60,
        class: 'digits',
        hint: t('pages.buyFunds.voucherHint'),
        error: refusal !== null && t(`pages.buyFunds.voucherError.${refusal}`),
      })} <button class="btn pri wide">${t('pages.buyFunds.button')}</button>
    </form>
    <p class="quiet sm"><a class="alone" href="${view.fundsUrl}">${t('pages.buyFunds.otherWays')}</a></p>`
}

/** A limit would be passed: its figures, and the way to change it. */
export function raiseLimitToBuy(view: Of<'limit_exceeded'>): string {
  const { t, buyer } = view
  return sheet(view, {
    title: t('pages.buy.limitReached', { title: view.item.title }),
    buyer,
    open: true,
    pane: html`${price(view)} ${banner('wait', passed(view))}
      <div class="stack">
        <p class="sm dim">${howToChange(view)}</p>
        <a class="btn pri wide" href="${view.limitsUrl}">${t('pages.buyLimit.button')}</a>
      </div>
      <p class="cancel"><a class="link" href="${routeOf(view)}">${t('pages.buyLimit.again')}</a></p>
      ${cancel(view)}`,
  })
}

function howToChange({ t, limit, passesAt, expiresAt, now, buyer }: Of<'limit_exceeded'>): string {
  const moment = momentInWords(t, expiresAt, now, buyer.timeZone)
  const at = limit.period === 'last_days' ? passesAt : limit.renewsAt
  if (at === null) return t('pages.buyLimit.change', { moment })
  const when = { time: timeInWords(t, at, buyer.timeZone), onDay: onDayInWords(t, at, now, buyer.timeZone) }
  return limit.period === 'last_days'
    ? t('pages.buyLimit.changeOrRoom', { ...when, moment })
    : t('pages.buyLimit.changeOrRenewal', { ...when, moment })
}

function passed({ t, limit, priceMicros, currency, now, buyer }: Of<'limit_exceeded'>): Html {
  const { period, spentMicros, maxMicros } = limit
  const facts = {
    limit: limitName(t, limit, now, buyer),
    max: tokensText(t, maxMicros, currency),
    price: tokenFigure(t, priceMicros, currency),
  }
  if (period === 'transaction') return t.html('pages.buyLimit.once', facts)
  const left = maxMicros > spentMicros ? maxMicros - spentMicros : 0n
  return t.html('pages.buyLimit.spent', { ...facts, left: tokenFigure(t, left, currency) })
}
