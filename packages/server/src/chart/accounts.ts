import type { Id } from '@farthing/ledger'
import { partIn } from '../platform/database.ts'
import { part } from '../platform/ids.ts'
import type { ClaimedByte } from '../platform/room-claims.ts'
import type { Sql } from '../platform/sql.ts'
import type { Asset } from './assets.ts'
import { assetNumber } from './assets.ts'
import { claims } from './claims.ts'

/** An account's identifier is its owner's with the low three bytes set: a byte of kind, two of asset. */
export const accountOf = (owner: Id, kind: ClaimedByte, asset: Asset): Id => part(owner, kind, assetNumber(asset))

/** The same account as SQL, in a query that has the owner's identifier. */
const accountIn = (owner: Sql, kind: ClaimedByte, asset: Asset): Sql => partIn(owner, kind, assetNumber(asset))

const provider: Id = '00000000000000000000000001000000'
/** An account of the provider's own, one an asset. */
export const providerAccount = (kind: ClaimedByte, asset: Asset): Id => accountOf(provider, kind, asset)

const kinds = claims.accountKinds

/** What a payer bought of one currency; floor zero. */
export const boughtBucket = (payer: Id, asset: Asset): Id => accountOf(payer, kinds.bought, asset)
/** What a payer owes after a reversal took more than the wallet held. */
export const debtAccount = (payer: Id, asset: Asset): Id => accountOf(payer, kinds.debt, asset)
/** What the provider owes a vendor; floor zero. */
export const vendorPayable = (vendor: Id, asset: Asset): Id => accountOf(vendor, kinds.payable, asset)
/** What the provider owes an owner of rights; floor zero. */
export const rightsholderPayable = (rightsholder: Id, asset: Asset): Id =>
  accountOf(rightsholder, kinds.rightsholder, asset)
/** The same account as SQL, in a query that has the owner's identifier. */
export const rightsholderPayableIn = (rightsholder: Sql, asset: Asset): Sql =>
  accountIn(rightsholder, kinds.rightsholder, asset)
/** What a vendor or an owner of rights owes back: see `takenFrom`. It stands below zero by that, never above. */
export const receivable = (payee: Id, asset: Asset): Id => accountOf(payee, kinds.receivable, asset)
/** The same account as SQL, in a query that has the payee's identifier. */
export const receivableIn = (payee: Sql, asset: Asset): Sql => accountIn(payee, kinds.receivable, asset)
/** The fees that the provider earned. */
export const feeAccount = (asset: Asset): Id => providerAccount(kinds.fee, asset)
