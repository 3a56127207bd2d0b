import type { Account, Id } from '@farthing/ledger'
import type { Mode } from '../chart/index.ts'
import { assetOf } from '../chart/index.ts'
import type { Deps } from '../platform/deps.ts'
import type { Currency } from '../platform/money.ts'
import { currencyCodes } from '../platform/money.ts'

export type Balance = { readonly currency: Currency; readonly micros: bigint }

/**
 * What is owed on an owner's payable accounts, a line for each currency that was ever used.
 *
 * @param accountOf The owner's account of an asset: `(asset) => vendorPayable(vendor, asset)`.
 */
export async function balancesOf(deps: Pick<Deps, 'ledger'>, mode: Mode, accountOf: (asset: string) => Id): Promise<Balance[]> {
  const accounts = currencyCodes.map((currency) => ({ currency, id: accountOf(assetOf(currency, mode)) }))
  const seen = await deps.ledger.look({ accounts: accounts.map(({ id }) => id), rows: [] })
  return accounts.flatMap(({ currency, id }) => {
    const account = seen.account(id)
    return account === undefined ? [] : [{ currency, micros: owed(account) }]
  })
}

const owed = (account: Account): bigint => account.creditsPosted - account.debitsPosted
