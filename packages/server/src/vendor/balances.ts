import type { Id } from '@farthing/ledger'
import type { Mode } from '../chart/index.ts'
import { assetOf } from '../chart/index.ts'
import type { Deps } from '../platform/deps.ts'
import type { Currency } from '../platform/money.ts'
import { currencyCodes } from '../platform/money.ts'

export type Balance = { readonly currency: Currency; readonly micros: bigint }

/**
 * What is owed on an owner's payable accounts: a line for each currency that was ever used, the busiest first.
 *
 * @param accountOf The owner's account of an asset: `(asset) => vendorPayable(vendor, asset)`.
 */
export async function balancesOf(
  deps: Pick<Deps, 'ledger'>,
  mode: Mode,
  accountOf: (asset: string) => Id,
): Promise<Balance[]> {
  const wanted = currencyCodes.map((currency) => ({ currency, id: accountOf(assetOf(currency, mode)) }))
  const seen = await deps.ledger.look({ accounts: wanted.map(({ id }) => id), rows: [] })
  return wanted
    .flatMap(({ currency, id }) => {
      const account = seen.account(id)
      return account === undefined ? [] : [{ currency, account }]
    })
    .toSorted((a, b) => Number(b.account.entries - a.account.entries))
    .map(({ currency, account }) => ({ currency, micros: account.creditsPosted - account.debitsPosted }))
}
