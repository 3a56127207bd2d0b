import type { Money } from '../../src/api/shapes.ts'
import { currencies } from '../../src/currencies.gen.ts'

const tokenMicros = (currency: Money['currency']): bigint => 10n ** BigInt(6 - currencies[currency].digits)

/** An amount in micro-units as the provider writes it. */
export function money(micros: bigint, currency: Money['currency'] = 'USD'): Money {
  return { amount: decimal(micros, 1_000_000n), currency, tokens: decimal(micros, tokenMicros(currency)) }
}

function decimal(value: bigint, unit: bigint): string {
  const size = value < 0n ? -value : value
  const fraction = (((size % unit) * 1_000_000n) / unit).toString().padStart(6, '0').replace(/0+$/, '')
  return `${value < 0n ? '-' : ''}${size / unit}${fraction === '' ? '' : `.${fraction}`}`
}
