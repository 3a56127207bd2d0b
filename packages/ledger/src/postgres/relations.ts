// What queries of others may join of the ledger's tables: these columns, by these names, each in parentheses as it stands in
// a FROM. How accounts, entries and the log are stored can change behind them.
export const relations = {
  /** What stands on each account: `id`, `balance`. */
  accounts: '(SELECT id, credits_posted - debits_posted AS balance FROM ledger_accounts)',
  /**
   * What each operation did to an account: `account`, `number` (from 1 without gaps; an index finds a range of one
   * account's), `seq`, `posted`, `held`.
   */
  entries: '(SELECT account, number, seq, posted, held FROM ledger_entries)',
  /** The log: `id`, `seq`, `at` (micro-seconds since 1970), `events` (JSON in bytes). */
  operations: '(SELECT id, seq, at, events FROM ledger_operations)',
} as const
