import { balanceOf } from '@farthing/ledger'
import type { Mode, Payee } from '../chart/index.ts'
import { assetOf, owedMicros } from '../chart/index.ts'
import type { Deps } from '../platform/deps.ts'
import type { Currency } from '../platform/money.ts'
import { currencyCodes } from '../platform/money.ts'

export type Balance = { readonly currency: Currency; readonly micros: bigint }

/**
 * What is owed to a payee, less what they owe back: a line for each currency that was ever used, the busiest first.
 *
 * @param payeeOf The payee of an asset: `(asset) => vendorPayee(vendor, asset)`.
 */
export async function balancesOf(
  deps: Pick<Deps, 'ledger'>,
  mode: Mode,
  payeeOf: (asset: string) => Payee,
): Promise<Balance[]> {
  const wanted = currencyCodes.map((currency) => ({ currency, ...payeeOf(assetOf(currency, mode)) }))
  const accounts = wanted.flatMap(({ payable, receivable }) => (receivable ? [payable, receivable] : [payable]))
  const seen = await deps.ledger.look({ accounts, rows: [] })
  return wanted
    .flatMap(({ currency, payable, receivable }) => {
      const account = seen.account(payable)
      return account === undefined ? [] : [{ currency, account, owedMicros: owedMicros(seen, receivable) }]
    })
    .toSorted((a, b) => Number(b.account.entries - a.account.entries))
    .map(({ currency, account, owedMicros: owed }) => ({
      currency,
      micros: balanceOf(account) - owed,
    }))
}
