import type { Say } from '../platform/html/index.ts'
import type { Currency } from '../platform/money.ts'
import { currencies, currencyCodes, isCurrency } from '../platform/money.ts'
import type { Mode } from './modes.ts'

/** What a ledger account counts: a currency, its play money, or its spending limits. */
export type Asset = string

export const assetOf = (currency: Currency, mode: Mode): Asset => (mode === 'live' ? currency : `test:${currency}`)
export const limitAsset = (currency: Currency): Asset => `limit:${currency}`

/** The currency behind an asset. */
export function assetCurrency(asset: Asset): Currency {
  const code = asset.slice(asset.indexOf(':') + 1)
  if (!isCurrency(code)) throw new Error(`${asset} is an asset of no currency`)
  return code
}

/** Whether an asset is play money. */
export const assetMode = (asset: Asset): Mode => (asset.startsWith('test:') ? 'test' : 'live')

/** What a payer's wallet is called where they see what pays. */
export const walletLabel = (t: Say, mode: Mode, currency: Currency): string =>
  mode === 'test'
    ? t('server.wallet.playMoney')
    : t('shared.money.wallet', { currency: t(`shared.money.currency.${currency}`) })

const numbers = new Map<Asset, number>(
  currencyCodes.flatMap((currency) => [
    [assetOf(currency, 'live'), currencies[currency].number],
    [assetOf(currency, 'test'), 0x8000 + currencies[currency].number],
  ]),
)

/** An asset's number in the low two bytes of an account's identifier. Never given to another. */
export function assetNumber(asset: Asset): number {
  const number = numbers.get(asset)
  if (number === undefined) throw new Error(`${asset} is no asset`)
  return number
}
