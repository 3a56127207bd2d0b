import assert from 'node:assert/strict'
import type { Currency } from './currencies.ts'
import { currencies } from './currencies.ts'

// Money has a currency: who reads this file need not know of the other.
export { currencies, currencyCodes, isCurrency } from './currencies.ts'
export type { Currency } from './currencies.ts'

/** Micro-units: 10⁻⁶ of a currency's major unit. `2_500n` of USD is $0.0025. */
export type Micros = bigint

/** As every edge writes money: a decimal string with at most six decimals. */
export type Money = { readonly amount: string; readonly currency: Currency }

/** No amount at the edge is above this: a billion major units. Sums stay far below 2⁶³. */
export const maxAmount = '1000000000'

/** How an amount at the edge must look: no sign, no exponent, no leading zeros, six decimals and `maxAmount` at most. */
export const amountPattern = `^((0|[1-9][0-9]{0,8})(\\.[0-9]{1,6})?|${maxAmount}(\\.0{1,6})?)$`
const amountForm = new RegExp(amountPattern)

/** Parses a decimal amount; `undefined` where the form is wrong or it is above `maxAmount`. Zero is parsed. */
export function parseAmount(text: string): Micros | undefined {
  if (!amountForm.test(text)) return undefined
  const [major = '0', fraction = ''] = text.split('.')
  return BigInt(major) * 1_000_000n + BigInt(fraction.padEnd(6, '0'))
}

/** An amount that has passed its schema. */
export function amountMicros(text: string): Micros {
  const micros = parseAmount(text)
  assert(micros !== undefined, 'the schema lets amounts through alone')
  return micros
}

/** Writes micro-units as a decimal, trailing zeros trimmed, `-` for less than zero. */
export function formatAmount(micros: Micros): string {
  return formatRatio(micros, 1_000_000n, 6)
}

export const toMoney = (micros: Micros, currency: Currency): Money => ({ amount: formatAmount(micros), currency })

/** The same amount in tokens of that currency, exact. */
export const formatTokens = (micros: Micros, currency: Currency): string =>
  formatRatio(micros, currencies[currency].tokenMicros, 6)

/** Money with tokens beside it, as people see it. */
export type MoneyAndTokens = Money & { readonly tokens: string }
export const toMoneyAndTokens = (micros: Micros, currency: Currency): MoneyAndTokens => ({
  ...toMoney(micros, currency),
  tokens: formatTokens(micros, currency),
})

/** `numerator / denominator` as a decimal; the denominator is a power of ten up to 10^`places`. */
function formatRatio(numerator: bigint, denominator: bigint, places: number): string {
  const positive = numerator < 0n ? -numerator : numerator
  const whole = positive / denominator
  const rest = ((positive % denominator) * 10n ** BigInt(places)) / denominator
  const fraction = rest.toString().padStart(places, '0').replace(/0+$/, '')
  return `${numerator < 0n ? '-' : ''}${whole}${fraction === '' ? '' : `.${fraction}`}`
}
