import type { Decider, Id, Leg, NewAccount, Seen } from '@farthing/ledger'
import { doneWith, more, post, put, refused } from '@farthing/ledger'
import { payers } from '../account/index.ts'
import type { Asset } from '../chart/index.ts'
import {
  assetCurrency,
  boughtBucket,
  debtAccount,
  givenToPayer,
  openIfAbsent,
  providerAccount,
} from '../chart/index.ts'
import type { SignedIn } from '../identity/index.ts'
import { userActor } from '../platform/actor.ts'
import type { Counter } from '../platform/attempts.ts'
import { countAttempt, forgetAttempts, giveBackAttempt } from '../platform/attempts.ts'
import type { Deps } from '../platform/deps.ts'
import { Problem } from '../platform/http/problems.ts'
import type { Refusal, Result } from '../platform/http/submit.ts'
import { submitAttempt } from '../platform/http/submit.ts'
import { keyOf, whole } from '../platform/ids.ts'
import { voucherKey } from './create-vouchers.ts'
import { tokenIssues, vouchers } from './tables.ts'
import { readVoucher } from './voucher-code.ts'

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
const redeem: Decider<RedeemVoucher, Issued | Refusal> = {
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
    if (row.redeemedAt !== null) return refused({ code: 'voucher_used', param: 'code' })
    if (at >= row.expiresAt) return refused({ code: 'voucher_expired', param: 'code' })
    const { asset, micros } = row
    const accounts = [boughtBucket(payer, asset), debtAccount(payer, asset), providerAccount('vouchers', asset)]
    if (!accounts.every((id) => seen.knowsAccount(id))) return more({ accounts })

    const issue = whole(keyOf('token issue', voucher))
    const credit = creditOf(payer, asset, micros, seen)
    const currency = assetCurrency(asset)
    const { state } = account
    const isFirst = !state.wallets.includes(currency)
    return doneWith({
      ...credit,
      rows: [
        put(vouchers, voucher, { ...row, redeemedBy: payer, redeemedAt: at }),
        put(tokenIssues, issue, { payer, micros, asset, method: 'voucher', reference: voucher, issuedAt: at }),
        ...(isFirst
          ? [put(payers, payer, { ...account, state: { ...state, wallets: [...state.wallets, currency] } })]
          : []),
      ],
      answer: { issue, micros: micros.toString(), asset },
    })
  },
}

function creditOf(payer: Id, asset: Asset, micros: bigint, seen: Seen): { opens: NewAccount[]; legs: Leg[] } {
  const clearing = providerAccount('vouchers', asset)
  const bucket = boughtBucket(payer, asset)
  return {
    opens: [
      ...openIfAbsent(seen, bucket, asset),
      // Sold elsewhere, for money that is not in these books: it stands below zero by what was redeemed.
      ...openIfAbsent(seen, clearing, asset, { floor: null }),
    ],
    legs: givenToPayer(seen, payer, { asset, bucket, micros }).map((to) => post(clearing, to.account, to.micros)),
  }
}

const hour = 3_600

/**
 * Redeems a voucher for who is signed in.
 *
 * @param code As it was typed: spaces and hyphens anywhere.
 * @param network The address that the request came from.
 * @returns The refusals of `redeem`.
 * @throws {Problem} voucher_unknown where no voucher has such digits; quota_exceeded after too many wrong ones.
 */
export async function redeemVoucher(
  deps: Deps,
  who: Pick<SignedIn, 'account' | 'user'>,
  attempt: string,
  code: string,
  network: string,
): Promise<Result<Issued>> {
  const digits = readVoucher(code)
  if (digits === undefined) {
    throw new Problem('voucher_unknown', {
      param: 'code',
      detail: 'A voucher has 25 digits; one of these is wrong. Nothing was done.',
    })
  }
  const { own, shared } = guesses(who.user, network)
  await countAttempt(deps, [own, shared])
  const input = { payer: who.account, user: who.user, voucher: voucherKey(deps, digits) }
  const result = await submitAttempt(deps, who.account, attempt, redeem, input, { actor: userActor(who.user) })
  if (result.kind === 'done') {
    // The tokens are there, whether this is counted or not.
    await Promise.all([forgetAttempts(deps, own), giveBackAttempt(deps, shared)]).catch((error: unknown) =>
      deps.log.warn({ err: error }, 'a voucher that was right still counts as a guess'),
    )
  }
  return result
}

/** Vouchers are guessed in vain (T23): ten wrong ones an hour by one person, a hundred from one network. */
const guesses = (user: Id, network: string): { readonly own: Counter; readonly shared: Counter } => ({
  own: { of: ['voucher', user], attempts: 10, windowSeconds: hour, words: 'You tried too many wrong vouchers.' },
  shared: {
    of: ['voucher', 'network', network],
    attempts: 100,
    windowSeconds: hour,
    words: `Too many wrong vouchers were tried from your network, ${network}.`,
  },
})
