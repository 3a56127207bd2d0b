import type { Currency, Micros } from '../money.ts'
import { amountMicros } from '../money.ts'
import { Problem } from './problems.ts'

/**
 * Reads an amount that has to be of one currency.
 *
 * @param field Where it stands in the request, and what to say where it is of another currency.
 * @throws {Problem} invalid_request (`<param>.currency`)
 */
export function microsIn(
  currency: Currency,
  money: { readonly amount: string; readonly currency: Currency },
  field: { readonly param: string; readonly detail: string },
): Micros {
  if (money.currency !== currency) {
    throw new Problem('invalid_request', { param: `${field.param}.currency`, detail: field.detail })
  }
  return amountMicros(money.amount)
}
