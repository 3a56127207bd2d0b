// States that the payer can cure, where possible without leaving the page.
import type { Html } from '../../platform/html/index.ts'
import {
  banner,
  field,
  hidden,
  html,
  momentInWords,
  onDayInWords,
  signInErrors,
  timeInWords,
  tokenFigure,
  tokensText,
} from '../../platform/html/index.ts'
import { backLink, cancel, price, routeOf, sheet } from './parts.ts'
import { limitName, notice } from './ready.ts'
import type { ApprovalView, VoucherRefusal } from './view.ts'

type Of<Kind extends ApprovalView['kind']> = Extract<ApprovalView, { kind: Kind }>

/** Sign in without leaving the purchase; or open a wallet and come back to it. */
export function signInToBuy(view: Of<'signed_out' | 'window_closed'>): string {
  const { approved } = view
  const again = view.kind === 'window_closed'
  const next = routeOf(view)
  return sheet(view, {
    title: `Sign in to ${approved ? 'see' : 'buy'} “${view.item.title}”`,
    buyer: null,
    open: !approved,
    pane: html`${approved ? banner('wait', html`<strong>This has been approved.</strong> Whoever approved it signs in to go on.`) : price(view)}
      ${again && banner('wait', html`<strong>Sign in again to buy.</strong> You can buy for a set time after signing in, and that time is over. Nothing was taken.`)}
      <form class="stack" method="post" action="/sign-in">
        ${hidden('next', next)} ${view.refusal !== null && banner('bad', html`${signInErrors[view.refusal]}`)}
        ${field({ name: 'email', label: 'E-mail', type: 'email', value: view.email, autocomplete: 'username' })}
        ${field({ name: 'password', label: 'Password', type: 'password', autocomplete: 'current-password' })}
        <button class="btn pri wide">Sign in and go on</button>
      </form>
      <p class="sm quiet"><a class="alone" href="/forgot-password?next=${next}">Forgotten password?</a></p>
      ${approved ? backLink(view) : html`${newHere(next, again)}${cancel(view)}`}`,
  })
}

const newHere = (next: string, again: boolean): Html =>
  html`<p class="sm dim quiet">
    ${!again && 'You sign in once, here, for every vendor. '}New here?
    <a href="/sign-up?next=${next}">Open a wallet</a> and come back to this purchase.
  </p>`

const voucherErrors: Readonly<Record<VoucherRefusal, string>> = {
  voucher_unknown: 'There is no voucher with these digits. Nothing was added or taken now. Compare them with the slip.',
  voucher_used: 'This voucher was redeemed before. Nothing was added or taken now. Use another one.',
  voucher_expired: 'This voucher has expired. Nothing was added or taken now. Use another one.',
  quota_exceeded: 'Too many tries. Nothing was added or taken now. Wait a few minutes, then try again.',
  overloaded: 'We were too busy just then. Nothing was added or taken now. Press the button again.',
}

/** Too few tokens: how many are missing, and a voucher to add them. */
export function addFundsToBuy(view: Of<'insufficient_funds'>): string {
  const { currency, availableMicros, priceMicros } = view
  const missing = tokenFigure(priceMicros - availableMicros, currency)
  const have = html`<strong
    >You hold <span class="amt">${tokensText(availableMicros, currency)}</span>, <span class="amt">${missing}</span> too
    few.</strong
  >`
  return sheet(view, {
    title: `Add funds to buy “${view.item.title}”`,
    buyer: view.buyer,
    open: true,
    pane: html`${price(view)}${notice(view.notice, currency)}
    ${
      view.mode === 'test'
        ? banner('wait', html`${have} Your play money is used up. Nothing was taken.`)
        : html`${banner('wait', html`${have} Nothing was taken. Add funds and go on.`)}${voucherForm(view)}`
    }
    ${cancel(view)}`,
  })
}

function voucherForm(view: Of<'insufficient_funds'>): Html {
  return html`<form class="stack" method="post" action="${routeOf(view, 'redeem')}">
      ${hidden('attempt', view.attempt)}${hidden('payer', view.payer)}
      ${field({
        name: 'code',
        label: 'Voucher',
        value: view.voucher,
        autocomplete: 'off',
        inputmode: 'numeric',
        maxlength: 60,
        class: 'digits',
        hint: 'The digits on the slip. Spaces do not matter.',
        error: view.refusal !== null && voucherErrors[view.refusal],
      })} <button class="btn pri wide">Redeem and go on</button>
    </form>
    <p class="quiet sm"><a class="alone" href="${view.fundsUrl}">Other ways to add funds</a></p>`
}

/** A limit would be passed: its figures, and the way to change it. */
export function raiseLimitToBuy(view: Of<'limit_exceeded'>): string {
  const { limit, now, buyer } = view
  const words = limitName(limit, now, buyer)
  const again = momentInWords(view.expiresAt, now, buyer.timeZone)
  return sheet(view, {
    title: `Limit reached for “${view.item.title}”`,
    buyer,
    open: true,
    pane: html`${price(view)}
      ${banner('wait', html`<strong>This would pass ${words}.</strong> ${limitFigures(view)} Nothing was taken.`)}
      <div class="stack">
        <p class="sm dim">
          You set this limit yourself. ${renewal(view)}Change it and come back before ${again}, or leave it as it is.
        </p>
        <a class="btn pri wide" href="${view.limitsUrl}">Change the limit</a>
      </div>
      <p class="cancel"><a class="link" href="${routeOf(view)}">I have changed it: look again</a></p>
      ${cancel(view)}`,
  })
}

function renewal({ limit, passesAt, now, buyer }: Of<'limit_exceeded'>): string {
  const at = limit.period === 'last_days' ? passesAt : limit.renewsAt
  if (at === null) return ''
  const when = `${timeInWords(at, buyer.timeZone)} ${onDayInWords(at, now, buyer.timeZone)}`
  return limit.period === 'last_days' ? `Room for this comes back at ${when}. ` : `It begins anew at ${when}. `
}

function limitFigures({ limit, priceMicros, currency }: Of<'limit_exceeded'>): Html {
  const { period, spentMicros, maxMicros } = limit
  const cost = html`this costs <span class="amt">${tokenFigure(priceMicros, currency)}</span>`
  if (period === 'transaction')
    return html`It allows <span class="amt">${tokensText(maxMicros, currency)}</span>; ${cost}.`
  const left = maxMicros > spentMicros ? maxMicros - spentMicros : 0n
  return html`Of <span class="amt">${tokensText(maxMicros, currency)}</span> you have
    <span class="amt">${tokenFigure(left, currency)}</span> left; ${cost}.`
}
