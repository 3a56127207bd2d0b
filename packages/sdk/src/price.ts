import type { Money } from './api.ts'
import { currencies } from './currencies.gen.ts'

/** As much of `Money` as a price needs: any currency code will do. */
export type Price = { amount: string; currency: string }

/**
 * `money('0.12', 'USD')`: a sum to send.
 *
 * @throws TypeError where `amount` is no decimal string of at most six decimals.
 */
export function money(amount: string, currency: Money['currency']): Money {
  if (!decimal.test(amount)) throw notAnAmount(amount)
  return { amount, currency }
}

const known: Readonly<Record<string, { readonly digits: number; readonly symbol: string }>> = currencies

/**
 * Decimal places of the currency's token. A token is one minor unit: a hundredth of the major unit, or the major unit
 * itself where the currency has no minor unit. A currency that the provider has added since this version of the SDK is
 * taken to have hundredths.
 */
const tokenPlaces = (currency: string): number => known[currency]?.digits ?? 2

const decimal = /^(\d{1,13})(?:\.(\d{1,6}))?$/

/**
 * The same sum as tokens, exact, zeros trimmed: `{ amount: '0.0025', currency: 'USD' }` is `'0.25'`.
 *
 * @throws TypeError where `amount` is no decimal string of at most six decimals.
 */
export function tokensOf({ amount, currency }: Price): string {
  const match = decimal.exec(amount)
  if (match === null) throw notAnAmount(amount)
  const places = tokenPlaces(currency)
  const fraction = (match[2] ?? '').padEnd(6, '0')
  return trim(`${match[1] ?? ''}${fraction.slice(0, places)}.${fraction.slice(places)}`)
}

/** `12 tokens`, `1 token`, `0.25 tokens`: the price in tokens alone. */
export function tokenWords(price: Price): string {
  const tokens = tokensOf(price)
  return `${grouped(tokens)} ${tokens === '1' ? 'token' : 'tokens'}`
}

/** `12 tokens · $0.12`: tokens first, money beside it, as people see every price. */
export function priceWords(price: Price): string {
  const mark = known[price.currency]?.symbol
  const money = moneyFigure(price)
  return `${tokenWords(price)} · ${mark === undefined ? `${money} ${price.currency}` : mark + money}`
}

/** Whether two amounts are the same sum, however many zeros each is written with. */
export function samePrice(left: Price, right: Price): boolean {
  return left.currency === right.currency && decimal.test(left.amount) && trim(left.amount) === trim(right.amount)
}

function notAnAmount(text: string): TypeError {
  return new TypeError(`"${text}" is not an amount: a decimal such as 0.0025, six places at most`)
}

function trim(number: string): string {
  const [whole = '', fraction = ''] = number.split('.')
  const rest = fraction.replace(/0+$/, '')
  const lead = whole.replace(/^0+(?=\d)/, '')
  return rest === '' ? lead : `${lead}.${rest}`
}

// Exact, without trailing zeros, but minor units are written whole: $10, $0.10 and $0.0025, ¥1.5.
function moneyFigure({ amount, currency }: Price): string {
  const [whole = '', fraction] = grouped(trim(amount)).split('.')
  return fraction === undefined ? whole : `${whole}.${fraction.padEnd(tokenPlaces(currency), '0')}`
}

function grouped(number: string): string {
  const [whole = '', fraction] = number.split('.')
  const groups = whole.replace(/\B(?=(\d{3})+$)/g, ',')
  return fraction === undefined ? groups : `${groups}.${fraction}`
}
