import { counted, nounFor } from '../counted.ts'
import type { CurrencyFacts } from '../currencies.ts'
import type { Currency, Micros } from '../money.ts'
import { currencies, formatAmount, formatTokens } from '../money.ts'
import type { Html } from './tag.ts'
import { html } from './tag.ts'

/** A decimal as people read it: thousands apart, `−` for less. */
function grouped(decimal: string): { readonly whole: string; readonly fraction: string } {
  const [whole = '0', fraction = ''] = decimal.replace('-', '−').split('.')
  return { whole: whole.replace(/\B(?=(\d{3})+$)/g, ','), fraction: fraction === '' ? '' : `.${fraction}` }
}
const written = (decimal: string): string => {
  const { whole, fraction } = grouped(decimal)
  return whole + fraction
}

/** `1,277.5`: the figure alone. */
export const tokenFigure = (micros: Micros, currency: Currency): string => written(formatTokens(micros, currency))

/** `12 tokens`, `1 token`. */
export function tokensText(micros: Micros, currency: Currency): string {
  return counted(tokenFigure(micros, currency), 'token')
}

/** `$0.025`, `$12`, `−€1.50`, `¥1.5`: exact, zeros trimmed, but minor units, where the currency has any, are whole. */
export const moneyText = (micros: Micros, currency: Currency): string => moneyOf(micros, currencies[currency])

/** The same for whatever has a symbol and minor units. */
export function moneyOf(micros: Micros, { symbol, digits }: Pick<CurrencyFacts, 'symbol' | 'digits'>): string {
  const { whole, fraction } = grouped(formatAmount(micros))
  const text = whole + (fraction === '' ? '' : fraction.padEnd(digits + 1, '0'))
  return text.startsWith('−') ? `−${symbol}${text.slice(1)}` : symbol + text
}

/** `2.5 tokens · $0.025`: tokens first, money beside it. */
export function tokensAndMoney(micros: Micros, currency: Currency): Html {
  return html`<span class="amt"
    ><strong>${tokensText(micros, currency)}</strong> <span class="dim">· ${moneyText(micros, currency)}</span></span
  >`
}

/** The one figure that a screen is about, with its unit and the money beside it. */
export function bigAmount(micros: Micros, currency: Currency): Html {
  const figure = tokenFigure(micros, currency)
  return html`<span class="amt amt-big">${figure}</span>
    <span class="amt"
      ><strong>${nounFor(figure, 'token')}</strong> <span class="dim">· ${moneyText(micros, currency)}</span></span
    >`
}

/** A figure of a column: whole, then the mark and what follows it, so that marks align. */
export function columnFigure(micros: Micros, currency: Currency): Html {
  const { whole, fraction } = grouped(formatTokens(micros, currency))
  return html`<span class="amt">${whole}<i>${fraction}</i></span>`
}

/** The class of a column that fits its longest fraction: `frac-0` to `frac-6`. */
export function fractionClass(figures: readonly Micros[], currency: Currency): string {
  const longest = Math.max(0, ...figures.map((micros) => grouped(formatTokens(micros, currency)).fraction.length - 1))
  return `amts frac-${longest}`
}
