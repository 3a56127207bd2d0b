import type { Money } from './api.ts'

/** As much of `Money` as a price needs: any currency code will do. */
export type Price = { amount: string; currency: string }

/**
 * `money('0.12', 'USD')`: a sum to send.
 *
 * @throws TypeError where `amount` is no decimal string of at most six decimals.
 */
export function money(amount: string, currency: Money['currency']): Money {
  if (!decimal.test(amount)) throw new TypeError(`"${amount}" is not an amount`)
  return { amount, currency }
}

const marks: Record<string, string> = { USD: '$', EUR: '€', GBP: '£', JPY: '¥' }

/** Decimal places of the currency's token: a hundredth of the major unit, or a whole where there is no minor unit. */
function tokenPlaces(currency: string): number {
  return currency === 'JPY' ? 0 : 2
}

const decimal = /^(\d{1,13})(?:\.(\d{1,6}))?$/

/**
 * The same sum as tokens, exact, zeros trimmed: `{ amount: '0.0025', currency: 'USD' }` is `'0.25'`.
 *
 * @throws TypeError where `amount` is no decimal string of at most six decimals.
 */
export function tokensOf({ amount, currency }: Price): string {
  const match = decimal.exec(amount)
  if (match === null) throw new TypeError(`"${amount}" is not an amount`)
  const places = tokenPlaces(currency)
  const fraction = (match[2] ?? '').padEnd(6, '0')
  return trim(`${match[1] ?? ''}${fraction.slice(0, places)}.${fraction.slice(places)}`)
}

/** `12 tokens · $0.12`: tokens first, money beside it, as people see every price. */
export function priceWords(price: Price): string {
  const tokens = tokensOf(price)
  const mark = marks[price.currency]
  const money = trimMoney(price.amount, tokenPlaces(price.currency))
  return `${grouped(tokens)} ${tokens === '1' ? 'token' : 'tokens'} · ${mark === undefined ? `${money} ${price.currency}` : mark + money}`
}

/** Whether two amounts are the same sum, however many zeros each is written with. */
export function samePrice(left: Price, right: Price): boolean {
  return left.currency === right.currency && decimal.test(left.amount) && trim(left.amount) === trim(right.amount)
}

function trim(number: string): string {
  const [whole = '', fraction = ''] = number.split('.')
  const rest = fraction.replace(/0+$/, '')
  const lead = whole.replace(/^0+(?=\d)/, '')
  return rest === '' ? lead : `${lead}.${rest}`
}

// Money keeps the places that people expect of its currency: $0.10, but $0.0025.
function trimMoney(amount: string, places: number): string {
  const [whole = '', fraction = ''] = trim(amount).split('.')
  const shown = fraction.padEnd(places, '0')
  return shown === '' ? grouped(whole) : `${grouped(whole)}.${shown}`
}

function grouped(number: string): string {
  const [whole = '', fraction] = number.split('.')
  const groups = whole.replace(/\B(?=(\d{3})+$)/g, ',')
  return fraction === undefined ? groups : `${groups}.${fraction}`
}
