// The chart of accounts: which ledger account belongs to whom, and for what.
export { assetCurrency, assetMode, assetOf, limitAsset, walletLabel } from './assets.ts'
export type { Asset } from './assets.ts'
export { ModeSchema } from './modes.ts'
export type { Mode } from './modes.ts'
export {
  accountOf,
  boughtBucket,
  debtAccount,
  feeAccount,
  providerAccount,
  receivable,
  receivableIn,
  rightsholderPayable,
  rightsholderPayableIn,
  vendorPayable,
} from './accounts.ts'
export { room } from './room.ts'
export {
  giveToPayee,
  giveToPayer,
  owedMicros,
  Pool,
  rightsholderPayee,
  takeFromPayee,
  takeFromPayer,
  vendorPayee,
} from './give-and-take.ts'
export type { Payee } from './give-and-take.ts'
