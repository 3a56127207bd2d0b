import type { CurrencyFacts } from '../currencies.ts'
import type { Currency, Micros } from '../money.ts'
import { currencies, formatAmount, formatTokens } from '../money.ts'
import type { Say } from './say.ts'
import type { Hole, Html } from './tag.ts'
import { html } from './tag.ts'

/** A decimal as people read it, in two: before the mark, and from the mark on. */
function halves(t: Say, decimal: string): { readonly whole: string; readonly fraction: string } {
  const [whole = '', fraction] = t.decimal(decimal).split(t.decimalMark)
  return { whole, fraction: fraction === undefined ? '' : t.decimalMark + fraction }
}

/** `1,277.5`: the figure alone. */
export const tokenFigure = (t: Say, micros: Micros, currency: Currency): string =>
  t.decimal(formatTokens(micros, currency))

/** `12 tokens`, `1 token`. */
export const tokensText = (t: Say, micros: Micros, currency: Currency): string =>
  t('shared.money.tokens', { count: formatTokens(micros, currency) })

/** `$0.025`, `$12`, `−€1.50`, `¥1.5`: exact, zeros trimmed, but minor units, where the currency has any, are whole. */
export const moneyText = (t: Say, micros: Micros, currency: Currency): string =>
  moneyOf(t, micros, currencies[currency])

/** The same for whatever has a symbol and minor units. */
export function moneyOf(t: Say, micros: Micros, { symbol, digits }: Pick<CurrencyFacts, 'symbol' | 'digits'>): string {
  const { whole, fraction } = halves(t, formatAmount(micros < 0n ? -micros : micros))
  const figure = whole + (fraction === '' ? '' : fraction.padEnd(digits + 1, '0'))
  return t('server.money.amount', { sign: micros < 0n ? '−' : '', symbol, figure })
}

/** `2.5 tokens · $0.025`: tokens first, money beside it. */
export function tokensAndMoney(t: Say, micros: Micros, currency: Currency): Html {
  const [tokens, money] = [tokensText(t, micros, currency), moneyText(t, micros, currency)]
  return html`<span class="amt"><strong>${tokens}</strong> <span class="dim">· ${money}</span></span>`
}

/** The one figure that a screen is about, with its unit and the money beside it. */
export function bigAmount(t: Say, micros: Micros, currency: Currency): Html {
  return t.html('server.money.figureAndUnit', {
    count: formatTokens(micros, currency),
    figure: (inside: Hole) => html`<span class="amt amt-big">${inside}</span>`,
    unit: (inside: Hole) =>
      html`<span class="amt"
        ><strong>${inside}</strong> <span class="dim">· ${moneyText(t, micros, currency)}</span></span
      >`,
  })
}

/** A figure of a column: whole, then the mark and what follows it, so that marks align. */
export function columnFigure(t: Say, micros: Micros, currency: Currency): Html {
  const { whole, fraction } = halves(t, formatTokens(micros, currency))
  return html`<span class="amt">${whole}<i>${fraction}</i></span>`
}

/** The class of a column that fits its longest fraction: `frac-0` to `frac-6`. */
export function fractionClass(figures: readonly Micros[], currency: Currency): string {
  const digits = (micros: Micros): number => formatTokens(micros, currency).split('.')[1]?.length ?? 0
  return `amts frac-${Math.max(0, ...figures.map(digits))}`
}
