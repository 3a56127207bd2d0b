import type { Account, Id, Seen } from '@farthing/ledger'
import type { PayerState } from '../account/index.ts'

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
