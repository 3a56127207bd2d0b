import type { Account, Id, NewAccount, Seen } from '@farthing/ledger'
import { partIn } from '../platform/database.ts'
import { part } from '../platform/ids.ts'
import type { Currency } from '../platform/money.ts'
import type { Sql } from '../platform/sql.ts'
import type { Asset } from './assets.ts'
import { assetNumber, assetOf } from './assets.ts'

/** An account's identifier is its owner's with the low three bytes set: a byte of kind, two of asset. */
export const accountKinds = {
  bought: 0x01,
  debt: 0x02,
  payable: 0x10,
  receivable: 0x11,
  rightsholder: 0x20,
  fee: 0x30,
  vouchers: 0x31,
  incentives: 0x32,
  capturing: 0x33,
  limits: 0x34,
  testIssue: 0x35,
  exchange: 0x36,
  grant: 0x40,
  mandate: 0x50,
  /** Of a limit; its other two bytes are a day and no asset. */
  budget: 0x60,
} as const

const account = (owner: Id, kind: keyof typeof accountKinds, asset: Asset): Id =>
  part(owner, accountKinds[kind], assetNumber(asset))

/** What a payer bought of one currency; floor zero. */
export const boughtBucket = (payer: Id, asset: Asset): Id => account(payer, 'bought', asset)
/** What a payer owes after a reversal took more than the wallet held. */
export const debtAccount = (payer: Id, asset: Asset): Id => account(payer, 'debt', asset)
/** What is left of one incentive grant; floor zero. */
export const grantBucket = (grant: Id, asset: Asset): Id => account(grant, 'grant', asset)
/** What the provider owes a vendor; floor zero. */
export const vendorPayable = (vendor: Id, asset: Asset): Id => account(vendor, 'payable', asset)
/** What the provider owes an owner of rights; floor zero. */
export const rightsholderPayable = (rightsholder: Id, asset: Asset): Id => account(rightsholder, 'rightsholder', asset)
/** The same account in a query that has the owner's identifier. */
export const rightsholderPayableIn = (rightsholder: Sql, asset: Asset): Sql =>
  partIn(rightsholder, accountKinds.rightsholder, assetNumber(asset))
/** What a vendor, or an owner of rights, owes back: see `takenFrom`. Below zero by it, never above. */
export const receivable = (payee: Id, asset: Asset): Id => account(payee, 'receivable', asset)
/** The same account in a query that has the payee's identifier. */
export const receivableIn = (payee: Sql, asset: Asset): Sql =>
  partIn(payee, accountKinds.receivable, assetNumber(asset))
/** What a mandate may still spend: its ceiling is the floor, below zero. */
export const mandateBudget = (mandate: Id, currency: Currency): Id =>
  account(mandate, 'mandate', assetOf(currency, 'live'))

export type ProviderAccount = 'fee' | 'vouchers' | 'incentives' | 'capturing' | 'testIssue' | 'exchange'
const provider: Id = '00000000000000000000000001000000'
/**
 * An account of the provider's own, one an asset: fees earned, vouchers sold, incentives given,
 * what is on its way from a hold to its payees (returns to zero), play money issued, and what of an asset came
 * in, or below zero went out, for other assets.
 */
export const providerAccount = (kind: ProviderAccount, asset: Asset): Id => account(provider, kind, asset)
/** Where spending limits are debited to: the other side of every budget. */
export const limitSink = (currency: Currency): Id => account(provider, 'limits', assetOf(currency, 'live'))

const firstBudget = 18_262 // 2020-01-01.
/**
 * What a limit has left in one period: its floor, below zero, is the limit.
 *
 * @param firstDay Of the period, in days since 1970-01-01.
 */
export const limitBudget = (limit: Id, firstDay: number): Id => part(limit, accountKinds.budget, firstDay - firstBudget)

/** What opens an account that is not there yet; nothing where it is. */
export function openIfAbsent(
  seen: Seen,
  id: Id,
  asset: Asset,
  options: Partial<Pick<Account, 'floor' | 'ceiling' | 'history'>> = {},
): NewAccount[] {
  return seen.account(id) === undefined ? [{ id, asset, ...options }] : []
}
