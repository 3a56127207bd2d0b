import type { Currency, Money } from '../api/shapes.ts'
import { currencies } from '../currencies.gen.ts'
import { decimal, decimalPoint, figureText, t } from '../words/say.tsx'

/** A decimal in the form that people read: sign, grouped whole part, then the decimal mark and the digits after it. */
export type Figure = { readonly sign: '' | '−' | '+'; readonly whole: string; readonly fraction: string }

/**
 * Takes a decimal string apart without changing what it says: no rounding, no conversion to a number. Trailing zeros
 * go; thousands are grouped.
 *
 * @param text A decimal such as `-1277.50`.
 * @param signed Writes `+` before what is above zero.
 */
export function figure(text: string, signed = false): Figure {
  const minus = text.startsWith('-')
  const [whole = '0', fraction = ''] = (minus ? text.slice(1) : text).split('.')
  const rest = fraction.replace(/0+$/, '')
  const nothing = /^0*$/.test(whole) && rest === ''
  return {
    sign: nothing ? '' : minus ? '−' : signed ? '+' : '',
    // What somebody is typing may be no number yet.
    whole: /^\d+$/.test(whole) ? decimal(whole) : whole,
    fraction: rest === '' ? '' : decimalPoint() + rest,
  }
}

/** Money's figure: as `figure`, but where the currency has minor units they are written whole (`1.8` is `1.80`). */
export function moneyFigure(money: Pick<Money, 'amount' | 'currency'>, signed = false): Figure {
  const plain = figure(money.amount, signed)
  const { symbol, digits } = currencies[money.currency]
  const fraction = plain.fraction === '' ? '' : plain.fraction.padEnd(digits + 1, '0')
  return { ...plain, whole: symbol + plain.whole, fraction }
}

const write = ({ sign, whole, fraction }: Figure): string => figureText(sign + whole + fraction)

/** `2.5 tokens`; `1 token` where it is one. */
export function tokensText(money: Money, signed = false): string {
  return t('shared.money.written', { count: money.tokens, figure: write(figure(money.tokens, signed)) })
}

/** `$0.025`, `−$3.20`. */
export const moneyText = (money: Pick<Money, 'amount' | 'currency'>, signed = false): string =>
  write(moneyFigure(money, signed))

/**
 * What somebody typed as an amount, as the provider takes it: `1,277.5` is `1277.5`. A mark counts as one of thousands
 * only before three digits: `0,25` stays as it is, for the provider to refuse, and is never 25.
 */
export function typedAmount(typed: string): string {
  const text = typed.trim()
  const [mark, point] = [decimal(1_000_000).charAt(1), decimalPoint()]
  const isGrouped = new RegExp(`^\\d{1,3}([${mark}]\\d{3})+([${point}]\\d*)?$`).test(text)
  return (isGrouped ? text.replaceAll(mark, '') : text).replace(point, '.')
}

/** An amount as one types it: without sign and thousands. */
export function amountToType(money: Money): string {
  const [whole = '', fraction = ''] = money.amount.split('.')
  const digits = fraction.replace(/0+$/, '')
  return digits === '' ? whole : whole + decimalPoint() + digits.padEnd(currencies[money.currency].digits, '0')
}

/** `2.5`: tokens without the word, where it stands beside. */
export const tokensFigure = (money: Money): string => write(figure(money.tokens))

/** `2.5 tokens · $0.025`: how a sentence names an amount. */
export const amountText = (money: Money, signed = false): string =>
  t('shared.money.amount', {
    count: money.tokens,
    tokens: write(figure(money.tokens, signed)),
    money: moneyText(money, signed),
  })

export const isZero = (money: Money): boolean => /^-?0*(\.0*)?$/.test(money.amount)
export const isNegative = (money: Money): boolean => money.amount.startsWith('-')

export const symbolOf = (currency: Currency): string => currencies[currency].symbol
/** `US dollar wallet`. */
export const walletName = (currency: Currency): string => t('shared.money.wallet', { currency: currencyName(currency) })
export const currencyName = (currency: Currency): string => t(`shared.money.currency.${currency}`)

/**
 * How much room a column of figures leaves for the decimal mark and what follows, so that the marks are aligned: a CSS
 * length for `--f-frac`. Where two font sizes stand above each other, give lengths that do not depend on the size.
 */
export function roomFor(figures: readonly Figure[], digit = '1ch', mark = '.3em'): string {
  const longest = figures.reduce((max, { fraction }) => Math.max(max, fraction.length), 0)
  return longest === 0 ? '0px' : `calc(${longest - 1} * ${digit} + ${mark})`
}
