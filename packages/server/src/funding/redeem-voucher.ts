import type { Decider, Id, Leg, NewAccount, Seen } from '@farthing/ledger'
import { done, more, post, put, refused } from '@farthing/ledger'
import { payers } from '../account/index.ts'
import type { Asset } from '../chart/index.ts'
import { assetCurrency, boughtBucket, debtAccount, openIfAbsent, providerAccount } from '../chart/index.ts'
import type { Refusal } from '../platform/http/submit.ts'
import { keyOf, whole } from '../platform/ids.ts'
import { tokenIssues, vouchers } from './tables.ts'

export type RedeemVoucher = {
  readonly payer: Id
  /** The member who redeems it. */
  readonly user: Id
  /** See `voucherKey`. */
  readonly voucher: Id
}
export type Issued = { readonly issue: Id; readonly micros: string; readonly asset: Asset }

/**
 * Turns a voucher into tokens of its currency, once, whoever tries how often (T2). Opens the wallet where it is the
 * first of its currency; what the payer owes is repaid first.
 *
 * Refusals: not_a_member, voucher_unknown, voucher_used, voucher_expired.
 */
export const redeemVoucher: Decider<RedeemVoucher, Issued | Refusal> = {
  name: 'funding.redeemVoucher',
  reads: ({ payer, voucher }, hints) => ({
    accounts: hints.accounts,
    rows: [[payers, payer], [vouchers, voucher], ...hints.rows],
  }),
  decide({ payer, user, voucher }, seen, at) {
    const account = seen.row(payers, payer)
    if (account?.state.status !== 'open' || !account.state.members.includes(user))
      return refused({ code: 'not_a_member' })
    const row = seen.row(vouchers, voucher)
    if (row === undefined) return refused({ code: 'voucher_unknown', param: 'code' })
    if (row.redeemed_at !== null) return refused({ code: 'voucher_used', param: 'code' })
    if (at >= row.expires_at) return refused({ code: 'voucher_expired', param: 'code' })
    const { asset, micros } = row
    const accounts = [boughtBucket(payer, asset), debtAccount(payer, asset), providerAccount('vouchers', asset)]
    if (!accounts.every((id) => seen.knowsAccount(id))) return more({ accounts })

    const issue = whole(keyOf('token issue', voucher))
    const credit = creditOf(payer, asset, micros, seen)
    const currency = assetCurrency(asset)
    const { state } = account
    const isFirst = !state.wallets.includes(currency)
    return done({
      ...credit,
      rows: [
        put(vouchers, voucher, { ...row, redeemed_by: payer, redeemed_at: at }),
        put(tokenIssues, issue, { payer, micros, asset, method: 'voucher', reference: voucher, issued_at: at }),
        ...(isFirst
          ? [put(payers, payer, { ...account, state: { ...state, wallets: [...state.wallets, currency] } })]
          : []),
      ],
      answer: { issue, micros: micros.toString(), asset },
    })
  },
}

/** Moves an amount to a payer: what is owed first, the rest into the wallet. */
function creditOf(payer: Id, asset: Asset, micros: bigint, seen: Seen): { opens: NewAccount[]; legs: Leg[] } {
  const clearing = providerAccount('vouchers', asset)
  const bucket = boughtBucket(payer, asset)
  const debt = seen.account(debtAccount(payer, asset))
  const owed = debt === undefined ? 0n : debt.debitsPosted - debt.creditsPosted
  const repaid = owed < micros ? owed : micros
  return {
    opens: [
      ...openIfAbsent(seen, bucket, asset),
      // Sold elsewhere, for money that is not in these books: it stands below zero by what was redeemed.
      ...openIfAbsent(seen, clearing, asset, { floor: null }),
    ],
    legs: [
      ...(repaid > 0n ? [post(clearing, debtAccount(payer, asset), repaid)] : []),
      ...(micros > repaid ? [post(clearing, bucket, micros - repaid)] : []),
    ],
  }
}
