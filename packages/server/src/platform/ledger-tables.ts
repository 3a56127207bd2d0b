// What queries of rooms may join of the ledger's tables: these columns, by these names. Nothing else of the server names a
// table of the ledger's, so that how it stores accounts and its log can change behind this file.
import { sql } from './sql.ts'

/** What stands on each account. */
export const ledgerAccountsSql = sql`(SELECT id, credits_posted - debits_posted AS balance FROM ledger_accounts)`

/** What each operation did to an account, numbered from 1 without gaps; an index finds a range of one account's. */
export const ledgerEntriesSql = sql`(SELECT account, number, seq, posted, held FROM ledger_entries)`

/** The log: when each operation was and what happened, by its place `seq`; the events are JSON in bytes. */
export const ledgerOperationsSql = sql`(SELECT id, seq, at, events FROM ledger_operations)`
