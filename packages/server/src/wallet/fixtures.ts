import type { Account, Id, NewAccount, Seen } from '@farthing/ledger'
import type { PayerState } from '../account/index.ts'

/** An account as it stands after `credits` and `debits` were posted. */
export const anAccount = (of: NewAccount, credits = 0n, debits = 0n): Account => ({
  id: of.id,
  asset: of.asset,
  floor: of.floor === undefined ? 0n : of.floor,
  ceiling: of.ceiling ?? null,
  debitsPending: 0n,
  debitsPosted: debits,
  creditsPending: 0n,
  creditsPosted: credits,
  entries: 0n,
  history: of.history ?? true,
})

/** What a rule may look at, of accounts alone. */
export function seenAccounts(accounts: readonly Account[]): Seen {
  const byId = new Map<Id, Account>(accounts.map((account) => [account.id, account]))
  return {
    account: (id) => byId.get(id),
    row: () => undefined,
    hold: () => undefined,
    need: () => undefined,
  }
}

export const aPayerState = (changes: Partial<PayerState> = {}): PayerState => ({
  status: 'open',
  members: [],
  timeZone: 'UTC',
  wallets: ['USD'],
  grants: [],
  limits: [],
  welcomed: false,
  ...changes,
})
