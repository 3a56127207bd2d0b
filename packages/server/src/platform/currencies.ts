// The list of currencies that wallets can hold. Everything that knows currencies reads it: the schemas and accounts here,
// and by way of the OpenAPI document (`x-currencies`) the web and the SDK, for which `npm run openapi` writes it down.
import { data as iso4217 } from 'currency-codes'

/** What is said of a currency in the list. */
export type Listed = {
  /** ISO 4217. */
  readonly code: string
  /**
   * Stands in the identifiers of ledger accounts: 1 to 32,767, never changed, and never given to another currency,
   * also when this one goes.
   */
  readonly number: number
  readonly symbol: string
  /** As people say it; `wallet` may follow. */
  readonly name: string
}

/** In the order in which people see them. A new one goes wherever it reads best, with the next free number. */
const listed = [
  { code: 'USD', number: 1, symbol: '$', name: 'US dollar' },
  { code: 'EUR', number: 2, symbol: '€', name: 'Euro' },
  { code: 'GBP', number: 3, symbol: '£', name: 'Pound' },
  { code: 'JPY', number: 4, symbol: '¥', name: 'Yen' },
] as const satisfies readonly Listed[]

export type Currency = (typeof listed)[number]['code']

export type CurrencyFacts = Omit<Listed, 'code'> & {
  /** Decimals of the minor unit: 2 for cents, 0 for yen. */
  readonly digits: number
  /** The face value of one token, in micro-units: one minor unit. */
  readonly tokenMicros: bigint
}

/** What ISO amended after the list that `currency-codes` ships (25 June 2024): digits, or `null` for what is withdrawn. */
const amendments: ReadonlyMap<string, number | null> = new Map([
  ['XCG', 2],
  ['ANG', null],
  ['BGN', null],
])

/**
 * The decimals of a currency's minor unit by ISO 4217; `undefined` for what is no currency of today. `Intl` knows
 * others: it leaves out minor units that nobody pays with, and says 0 of HUF.
 */
export function isoDigits(code: string): number | undefined {
  const amended = amendments.get(code)
  if (amended !== undefined) return amended ?? undefined
  return iso4217.find((each) => each.code === code)?.digits
}

/** @throws Where two share a code or a number, or a code is not of ISO 4217. */
export function currencyTable<Code extends string>(
  list: readonly (Listed & { readonly code: Code })[],
): Readonly<Record<Code, CurrencyFacts>> {
  const numbers = new Set(list.map(({ number }) => number))
  const entries = list.map(({ code, ...facts }): [Code, CurrencyFacts] => {
    const digits = isoDigits(code)
    if (digits === undefined || digits > 6) throw new Error(`${code} is no currency with minor units of ISO 4217`)
    if (facts.number < 1 || facts.number > 0x7fff) throw new Error(`${code} has no number from 1 to 32,767`)
    return [code, { ...facts, digits, tokenMicros: 10n ** BigInt(6 - digits) }]
  })
  const table = Object.fromEntries(entries) as Record<Code, CurrencyFacts>
  if (numbers.size < list.length || Object.keys(table).length < list.length) throw new Error('two currencies are one')
  return table
}

export const currencies: Readonly<Record<Currency, CurrencyFacts>> = currencyTable<Currency>(listed)
export const currencyCodes: readonly Currency[] = listed.map(({ code }) => code)
export const isCurrency = (text: string): text is Currency => Object.hasOwn(currencies, text)
