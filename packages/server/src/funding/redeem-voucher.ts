import type { Decider, Id } from '@farthing/ledger'
import { done, refused } from '@farthing/ledger'
import { actingFor, payers } from '../account/index.ts'
import type { Asset } from '../chart/index.ts'
import { boughtBucket, debtAccount } from '../chart/index.ts'
import { vouchersAccount } from './accounts.ts'
import type { SignedIn } from '../identity/index.ts'
import { userActor } from '../platform/actor.ts'
import type { Counter } from '../platform/attempts.ts'
import { countAttempt, giveBackAttempt } from '../platform/attempts.ts'
import type { Deps } from '../platform/deps.ts'
import { Problem } from '../platform/http/problems.ts'
import type { Refusal, Result } from '../platform/http/submit.ts'
import { submitAttempt } from '../platform/http/submit.ts'
import { keyOf, whole } from '../platform/ids.ts'
import { voucherKey } from './create-vouchers.ts'
import { fundingRedeemed } from './events.ts'
import { giveTokens } from './give-tokens.ts'
import { vouchers } from './tables.ts'
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
 * Turns a voucher into tokens of its currency, once, however often and by whoever it is tried (T2). Opens the wallet
 * where it is the first of its currency; what the payer owes is repaid first.
 *
 * Refusals: not_a_member, account_blocked, voucher_unknown, voucher_used, voucher_expired.
 */
export const redeem: Decider<RedeemVoucher, Issued | Refusal> = {
  name: 'funding.redeemVoucher',
  prefetch: ({ payer, voucher }) => ({
    rows: [
      [payers, payer],
      [vouchers, voucher],
    ],
  }),
  decide({ payer, user, voucher }, draft, at) {
    const acting = actingFor(draft, payer, user)
    if ('refusal' in acting) return refused(acting.refusal)
    const account = acting.row
    const row = draft.row(vouchers, voucher)
    if (row === undefined) return refused({ code: 'voucher_unknown', param: 'code' })
    if (row.redeemedAt !== null) return refused({ code: 'voucher_used', param: 'code' })
    if (at >= row.expiresAt) return refused({ code: 'voucher_expired', param: 'code' })
    const { asset, micros } = row
    const clearing = vouchersAccount(asset)
    draft.need(() => ({ accounts: [boughtBucket(payer, asset), debtAccount(payer, asset), clearing] }))
    // Vouchers are sold elsewhere, for money that is not in these books: the account stands below zero by what was
    // redeemed.
    draft.openIfAbsent({ id: clearing, asset, floor: null })

    const issue = whole(keyOf('token issue', voucher))
    const issued = { issue, micros: micros.toString(), asset }
    const moves = draft.record(fundingRedeemed.of({ payer, method: 'voucher', ...issued }))
    const given = { payer, row: account, micros, asset, method: 'voucher', reference: voucher, issue } as const
    giveTokens(draft, moves, clearing, given, at)
    draft.put(vouchers, voucher, { ...row, redeemedBy: payer, redeemedAt: at })
    return done(issued)
  },
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
    // Only this attempt no longer counts: one that was right can be sent again as often as anybody likes. The tokens are
    // there, whether or not it is counted.
    await Promise.all([giveBackAttempt(deps, own), giveBackAttempt(deps, shared)]).catch((error: unknown) =>
      deps.log.warn({ err: error }, 'a voucher that was right still counts as a guess'),
    )
  }
  return result
}

/** Limits for guessing vouchers (T23): ten wrong ones an hour by one person, a hundred from one network. */
const guesses = (user: Id, network: string): { readonly own: Counter; readonly shared: Counter } => ({
  own: { of: ['voucher', user], attempts: 10, windowSeconds: hour, words: (t) => t('server.attempts.vouchers') },
  shared: {
    of: ['voucher', 'network', network],
    attempts: 100,
    windowSeconds: hour,
    words: (t) => t('server.attempts.vouchersFrom', { network }),
  },
})
