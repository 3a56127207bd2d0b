// What is to be known of an account. How it is represented is the ledger's own affair.
import type { Account, NewAccount, SeenAccount } from './types.ts'

/** Every account that the ledger shows is one of its own. */
const counted = (account: SeenAccount): Account => account as Account

/** What may still be taken from an account, in its micro-units, beyond a floor of zero where it has none. */
export const available = (account: SeenAccount): bigint => balanceOf(account) - heldOn(account) - (account.floor ?? 0n)

/** What has been credited to an account less what has been debited, whatever is held. */
export function balanceOf(account: SeenAccount): bigint {
  const { creditsPosted, debitsPosted } = counted(account)
  return creditsPosted - debitsPosted
}

/** What is held of an account: debits that wait to be captured, voided or expired. */
export const heldOn = (account: SeenAccount): bigint => counted(account).debitsPending

/** An account as it stands once so much was credited, debited and held: for tests of rules. */
export function accountAfter(
  { id, asset, floor = 0n, ceiling = null, history = true }: NewAccount,
  posted: { readonly credits?: bigint; readonly debits?: bigint; readonly held?: bigint } = {},
): SeenAccount {
  const account: Account = {
    id,
    asset,
    floor,
    ceiling,
    debitsPending: posted.held ?? 0n,
    debitsPosted: posted.debits ?? 0n,
    creditsPending: 0n,
    creditsPosted: posted.credits ?? 0n,
    entries: 0n,
    history,
  }
  return account
}
